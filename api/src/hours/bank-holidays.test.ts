import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lostHolidays, readHolidays } from './bank-holidays.ts';
import type { BankHoliday } from './holiday-repository.ts';

const event = (date: unknown, title: unknown = 'Bank holiday', notes: unknown = '') => ({ title, date, notes, bunting: true });
const feed = (events: unknown, division = 'england-and-wales') => ({ [division]: { division, events } });
const read = (document: unknown, space = 1) => readHolidays({ name: 'feed.json', text: JSON.stringify(document, null, space) });
const said = (document: unknown) => read(document).faults.map(({ line, path, message }) => `${line} ${path} ${message}`);
const holiday = (date: string, title = 'Bank holiday'): BankHoliday => ({ date, title, notes: '' });

test('the feed is read for England and Wales, in order, whatever else it holds', () => {
  const document = {
    scotland: { division: 'scotland', events: [event('2027-01-04', '2nd January')] },
    ...feed([event('2027-01-01', 'New Year’s Day'), event('2026-12-28', 'Boxing Day', 'Substitute day')]),
    'northern-ireland': { division: 'northern-ireland', events: [] },
    wales: 'soon',
  };
  assert.deepEqual(read(document), {
    faults: [],
    holidays: [
      { date: '2026-12-28', title: 'Boxing Day', notes: 'Substitute day' },
      { date: '2027-01-01', title: 'New Year’s Day', notes: '' },
    ],
  });
});

test('the file of one division is read too, and so is an event without notes', () => {
  const own = { division: 'england-and-wales', events: [{ title: 'Coronation', date: '2027-06-04' }] };
  assert.deepEqual(read(own).holidays, [holiday('2027-06-04', 'Coronation')]);
});

test('two holidays on one day are one day with both names', () => {
  const events = [event('2027-05-03', 'Early May bank holiday'), event('2027-05-03', 'Jubilee'), event('2027-05-03', 'Jubilee')];
  assert.deepEqual(read(feed(events)).holidays, [holiday('2027-05-03', 'Early May bank holiday and Jubilee')]);
});

test('a file of another shape says what it should be', () => {
  const shape = /^1 file is not a list of bank holidays in the shape of the GOV.UK feed/;
  for (const document of [[], {}, 'x', null, 5, { events: [] }, { 'england-and-wales': [] }, { 'england-and-wales': { events: {} } }])
    assert.match(said(document)[0] ?? '', shape, JSON.stringify(document));
  assert.deepEqual(said(feed([event('2027-01-04')], 'scotland')), ['1 file has no bank holidays of england-and-wales, only of scotland']);
  assert.match(said({ division: 'scotland', events: [] })[0] ?? '', /only of scotland/);
  assert.deepEqual(said(feed([])), ['1 file has no bank holidays in it']);
  assert.match(readHolidays({ name: 'x', text: '<!doctype html>' }).faults[0]?.message ?? '', /is not JSON/);
});

test('every event at fault is named by its line, and then nothing is taken', () => {
  const document = feed([
    event('2027-02-29'),
    event('25/12/2026'),
    event('2026-12-25', ''),
    event('2026-12-28', '<b>x</b>'),
    event(undefined),
    5,
  ]);
  assert.deepEqual(said(document), [
    '7 date is 2027-02-29, which the calendar does not have',
    '13 date should be a day such as 2026-04-01',
    '18 title is empty',
    '24 title has HTML in it; give plain text',
    '29 date is missing',
    '34 entry is not of the right kind',
  ]);
  assert.deepEqual(read(document).holidays, []);
});

test('whatever is sent, reading it ends in holidays or in faults', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map(json => `{"england-and-wales":{"events":[${json}]}}`),
  );
  fc.assert(
    fc.property(text, sent => {
      const { holidays, faults } = readHolidays({ name: 'x', text: sent });
      assert.ok(faults.length > 0 !== holidays.length > 0);
    }),
  );
});

const TODAY = '2026-11-24';
const KNOWN = [holiday('2026-01-01'), holiday('2026-12-25'), holiday('2026-12-28'), holiday('2027-03-26'), holiday('2027-12-27')];

test('a list is incomplete when it has fewer days in the coming year', () => {
  for (const [what, list, lost] of [
    ['as it was', KNOWN, []],
    ['without a day of the coming year', KNOWN.slice(0, 3), ['2027-03-26']],
    ['without what is past', KNOWN.slice(1), []],
    ['without what is further off', KNOWN.slice(0, 4), []],
    ['with a one-off holiday', [...KNOWN, holiday('2027-06-04')], []],
    ['with one that has moved', [...KNOWN.slice(0, 3), holiday('2027-03-29')], []],
  ] as const)
    assert.deepEqual(lostHolidays(list, KNOWN, TODAY), lost, what);
  assert.deepEqual(lostHolidays([holiday('2028-02-28')], [holiday('2028-03-01')], '2028-02-29'), ['2028-03-01'], 'on a leap day');
});
