import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WeeklySpan } from '@dtp/contract/hours.ts';
import fc from 'fast-check';
import { type CalendarFacts, calendarOf } from './calendar.ts';
import { openState, openStateOn } from './open-state.ts';

const MINUTE = 60_000;

const days = (first: number, last: number, opens: string, closes: string): WeeklySpan[] =>
  Array.from({ length: last - first + 1 }, (_, at) => ({ day: first + at, opens, closes }));

const PHONES: CalendarFacts = {
  week: days(1, 6, '08:00', '20:00'),
  exceptions: [],
  holidayRule: { kind: 'closed' },
  holidays: ['2026-12-25', '2026-12-28', '2027-01-01'],
};
const SHUTDOWN: CalendarFacts = {
  ...PHONES,
  exceptions: Array.from({ length: 11 }, (_, at) => ({
    date: new Date(Date.UTC(2026, 11, 24 + at)).toISOString().slice(0, 10),
    hours: at === 0 ? [{ opens: '08:00', closes: '12:00' }] : [],
  })),
};
const ALWAYS: CalendarFacts = { ...PHONES, week: days(1, 7, '00:00', '24:00'), holidayRule: { kind: 'as-usual' } };

/** 25 December 2026 is a Friday. */
const WORDS: readonly [string, CalendarFacts, string, boolean, string | null][] = [
  ['2026-12-24T19:59Z', PHONES, 'Open now, closes 8pm', true, '2026-12-24T20:00Z'],
  ['2026-12-24T20:00Z', PHONES, 'Closed, opens Saturday 8am', false, '2026-12-25T00:00Z'],
  ['2026-12-25T12:00Z', PHONES, 'Closed today, opens 8am tomorrow', false, '2026-12-26T00:00Z'],
  ['2026-12-26T12:00Z', PHONES, 'Open now, closes 8pm', true, '2026-12-26T20:00Z'],
  ['2026-12-26T20:30Z', PHONES, 'Closed, opens Tuesday 8am', false, '2026-12-27T00:00Z'],
  // Longer than a week: the date is said until a weekday is enough.
  ['2026-12-24T12:00Z', SHUTDOWN, 'Closed, opens Monday 4 January 8am', false, '2026-12-25T00:00Z'],
  ['2026-12-25T09:00Z', SHUTDOWN, 'Closed today, opens Monday 4 January 8am', false, '2026-12-28T00:00Z'],
  ['2026-12-28T09:00Z', SHUTDOWN, 'Closed today, opens next Monday 8am', false, '2026-12-29T00:00Z'],
  ['2027-01-03T09:00Z', SHUTDOWN, 'Closed today, opens 8am tomorrow', false, '2027-01-04T00:00Z'],
  // An exception counts before the bank holiday.
  [
    '2026-12-25T09:00Z',
    { ...PHONES, exceptions: [{ date: '2026-12-25', hours: [{ opens: '10:00', closes: '12:00' }] }] },
    'Closed, opens 10am',
    false,
    '2026-12-25T10:00Z',
  ],
  ['2026-12-25T09:00Z', { ...PHONES, holidayRule: { kind: 'as-usual' } }, 'Open now, closes 8pm', true, '2026-12-25T20:00Z'],
  [
    '2026-12-25T09:00Z',
    { ...PHONES, holidayRule: { kind: 'hours', hours: [{ opens: '09:00', closes: '13:00' }] } },
    'Open now, closes 1pm',
    true,
    '2026-12-25T13:00Z',
  ],
  // A night that began on Christmas Eve goes on until its end.
  ['2026-12-25T01:00Z', { ...PHONES, week: days(1, 7, '20:00', '02:00') }, 'Open now, closes 2am', true, '2026-12-25T02:00Z'],
  // All hours, but for one day that is far off.
  ['2026-11-24T12:00Z', ALWAYS, 'Open 24 hours', true, null],
  ['2026-12-01T12:00Z', { ...ALWAYS, exceptions: [{ date: '2026-12-25', hours: [] }] }, 'Open 24 hours', true, '2026-12-18T00:00Z'],
  [
    '2026-12-18T12:00Z',
    { ...ALWAYS, exceptions: [{ date: '2026-12-25', hours: [] }] },
    'Open now, closes Thursday midnight',
    true,
    '2026-12-23T00:00Z',
  ],
  ['2026-11-24T12:00Z', { ...PHONES, week: [] }, 'Closed until further notice', false, null],
];

for (const [instant, facts, text, open, next] of WORDS)
  test(`${instant}: ${text}`, () => {
    const nextChange = next && new Date(next).toISOString();
    assert.deepEqual(openStateOn(calendarOf(facts), new Date(instant)), { open, text, nextChange });
  });

const clockTime = fc
  .integer({ min: 0, max: 95 })
  .map(quarter => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const hours = fc.record({ opens: clockTime, closes: clockTime });
const week = fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), opens: clockTime, closes: clockTime }), { maxLength: 8 });
/** A fortnight with a clock change in its middle. */
const date = fc.integer({ min: 0, max: 13 }).map(at => new Date(Date.UTC(2026, 9, 19 + at)).toISOString().slice(0, 10));
const facts: fc.Arbitrary<CalendarFacts> = fc.record({
  week,
  exceptions: fc.uniqueArray(fc.record({ date, hours: fc.array(hours, { maxLength: 2 }) }), { maxLength: 6, selector: one => one.date }),
  holidayRule: fc.oneof(
    fc.constant({ kind: 'closed' } as const),
    fc.constant({ kind: 'as-usual' } as const),
    fc.record({ kind: fc.constant('hours' as const), hours: fc.array(hours, { maxLength: 1 }) }),
  ),
  holidays: fc.uniqueArray(date, { maxLength: 3 }),
});
const instant = fc.integer({ min: Date.UTC(2026, 9, 17), max: Date.UTC(2026, 10, 3) }).map(at => Math.floor(at / MINUTE) * MINUTE);

test('what is said stays right until the next change, and not beyond', () => {
  fc.assert(
    fc.property(facts, instant, (given, first) => {
      const calendar = calendarOf(given);
      const said = openStateOn(calendar, new Date(first));
      const change = said.nextChange === null ? Infinity : Date.parse(said.nextChange);
      assert.ok(change > first);
      for (let at = first; at < Math.min(change, first + 30 * 24 * 60 * MINUTE); at += 15 * MINUTE)
        assert.deepEqual(openStateOn(calendar, new Date(at)), said, new Date(at).toISOString());
      if (change === Infinity) return;
      assert.deepEqual(openStateOn(calendar, new Date(change - MINUTE)), said);
      const then = openStateOn(calendar, new Date(change));
      assert.ok(then.text !== said.text || then.open !== said.open, said.text);
    }),
    { numRuns: 300 },
  );
});

test('without dates that differ it says what the week says', () => {
  fc.assert(
    fc.property(week, instant, (spans, at) => {
      const dated = openStateOn(calendarOf({ week: spans, exceptions: [], holidayRule: { kind: 'closed' }, holidays: [] }), new Date(at));
      const plain = openState(spans, new Date(at));
      fc.pre(spans.length > 0);
      assert.deepEqual(dated, plain);
    }),
    { numRuns: 1000 },
  );
});
