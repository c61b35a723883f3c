import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datedHours, linesFor, noticeChanges, noticesAt, relayOf } from './lines.ts';
import { LineRecord, NoticeRecord } from './record.ts';

const line = (id: string, more: object) =>
  LineRecord.parse({ id, authority: 'bolsover', role: 'general', title: id, phone: '01246 000000', ...more });
const titles = (lines: readonly LineRecord[]) => lines.map(one => one.title);

const LINES = [
  line('general', {}),
  line('bins', { role: 'topic', categories: ['bins-recycling'] }),
  line('missed-bins', { role: 'topic', services: ['report-a-missed-bin'] }),
  line('night', { role: 'backup', services: ['report-a-missed-bin'] }),
];

test('the line that names the service comes before that of its category, and that before the general one', () => {
  const inBins = ['bins-recycling'];
  assert.deepEqual(titles(linesFor(LINES, { id: 'report-a-missed-bin', categories: inBins })), ['missed-bins']);
  assert.deepEqual(titles(linesFor(LINES, { id: 'check-your-bin-day', categories: inBins })), ['bins']);
  assert.deepEqual(titles(linesFor(LINES, { id: 'pay-council-tax', categories: ['council-tax'] })), ['general']);
  assert.deepEqual(titles(linesFor(LINES, null)), ['general']);
});

test('dates that differ: an exception counts before a bank holiday, and both before the week', () => {
  const dated = datedHours(
    {
      line: line('general', { week: [1, 5].map(day => ({ day, opens: '09:00', closes: '17:00' })) }),
      exceptions: [
        { line: LINES[0]?.id ?? assert.fail(), date: '2026-12-28', hours: [{ opens: '10:00', closes: '12:00' }], reason: null },
        { line: LINES[0]?.id ?? assert.fail(), date: '2026-12-24', hours: [], reason: 'Staff training' },
        { line: LINES[0]?.id ?? assert.fail(), date: '2027-05-01', hours: [], reason: null },
      ],
      holidays: [
        { date: '2026-12-25', title: 'Christmas Day' },
        { date: '2026-12-28', title: 'Boxing Day' },
      ],
    },
    '2026-12-01',
    '2026-12-31',
  );
  assert.deepEqual(
    dated.map(one => `${one.day}: ${one.times} (${one.reason})`),
    [
      'Thursday 24 December: closed (Staff training)',
      'Friday 25 December: closed (Christmas Day)',
      'Monday 28 December: 10am to noon (Boxing Day)',
    ],
  );
});

test('a line whose hours are not known, or that keeps to its week, differs on no bank holiday', () => {
  const holidays = [{ date: '2026-12-25', title: 'Christmas Day' }];
  const facts = { exceptions: [], holidays };
  assert.deepEqual(datedHours({ line: line('general', {}), ...facts }, '2026-12-01', '2026-12-31'), []);
  const always = line('general', { week: [{ day: 1, opens: '00:00', closes: '24:00' }], holidayRule: { kind: 'as-usual' } });
  assert.deepEqual(datedHours({ line: always, ...facts }, '2026-12-01', '2026-12-31'), []);
});

test('a notice holds from its beginning until just before its end, and both change what is said', () => {
  const notice = NoticeRecord.parse({
    id: 'phones-down',
    lines: ['general'],
    text: 'Our phones are down.',
    from: '2026-11-24T10:00:00+00:00',
    until: '2026-11-24T12:00:00Z',
  });
  const shown = (at: string) => noticesAt([notice], 'general', at).length;
  assert.equal(shown('2026-11-24T09:59:59.999Z'), 0);
  assert.equal(shown('2026-11-24T10:00:00.000Z'), 1);
  assert.equal(shown('2026-11-24T11:59:59.999Z'), 1);
  assert.equal(shown('2026-11-24T12:00:00.000Z'), 0);
  assert.equal(noticesAt([notice], 'another', '2026-11-24T11:00:00.000Z').length, 0);
  assert.deepEqual(noticeChanges([notice], 'general', '2026-11-24T09:00:00.000Z'), [
    '2026-11-24T10:00:00.000Z',
    '2026-11-24T12:00:00.000Z',
  ]);
  assert.deepEqual(noticeChanges([notice], 'general', '2026-11-24T10:00:00.000Z'), ['2026-11-24T12:00:00.000Z']);
});

test('a bank holiday on a day that is closed, or open in the same hours, is no day that differs', () => {
  const holidays = [
    { date: '2026-12-26', title: 'Boxing Day' },
    { date: '2026-12-28', title: 'Boxing Day' },
  ];
  const weekdays = line('general', { week: [{ day: 1, opens: '09:00', closes: '17:00' }] });
  const dates = (one: LineRecord) =>
    datedHours({ line: one, exceptions: [], holidays }, '2026-12-01', '2026-12-31').map(({ date }) => date);
  assert.deepEqual(dates(weekdays), ['2026-12-28']);
  const same = line('general', {
    week: [{ day: 1, opens: '09:00', closes: '17:00' }],
    holidayRule: { kind: 'hours', hours: [{ opens: '09:00', closes: '17:00' }] },
  });
  assert.deepEqual(dates(same), ['2026-12-26']);
});

test('text relay is dialled before a number as it is dialled in this country', () => {
  assert.equal(relayOf('01629 533190'), '18001 01629 533190');
  assert.equal(relayOf('+44 1629 533190'), '18001 01629 533190');
  assert.equal(relayOf('+44 (0)1629 533190'), '18001 01629 533190');
  assert.equal(relayOf('101'), '18001 101');
  assert.equal(relayOf(null), null);
});
