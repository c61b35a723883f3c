import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenState, WeeklySpan } from '@dtp/contract/hours.ts';
import fc from 'fast-check';
import { openState } from './open-state.ts';

const MINUTE = 60_000;

const days = (first: number, last: number, opens: string, closes: string): WeeklySpan[] =>
  Array.from({ length: last - first + 1 }, (_, at) => ({ day: first + at, opens, closes }));

const OFFICE = days(1, 5, '09:00', '17:00');
const LIBRARY: WeeklySpan[] = [
  { day: 1, opens: '09:30', closes: '13:00' },
  { day: 1, opens: '14:00', closes: '17:30' },
  { day: 5, opens: '09:30', closes: '19:00' },
];
const BAR = days(5, 6, '20:00', '02:00');
const ALWAYS = days(1, 7, '00:00', '24:00');

const at = (spans: readonly WeeklySpan[], instant: string): OpenState => openState(spans, new Date(instant));

/** 23 November 2026 is a Monday, in winter time. */
const WORDS: readonly [string, readonly WeeklySpan[], string, boolean, string][] = [
  ['2026-11-23T08:59Z', OFFICE, 'Closed, opens 9am', false, '2026-11-23T09:00Z'],
  ['2026-11-23T09:00Z', OFFICE, 'Open now, closes 5pm', true, '2026-11-23T17:00Z'],
  ['2026-11-23T16:59:59Z', OFFICE, 'Open now, closes 5pm', true, '2026-11-23T17:00Z'],
  ['2026-11-23T17:00Z', OFFICE, 'Closed, opens 9am tomorrow', false, '2026-11-24T00:00Z'],
  ['2026-11-27T17:00Z', OFFICE, 'Closed, opens Monday 9am', false, '2026-11-28T00:00Z'],
  ['2026-11-28T10:00Z', OFFICE, 'Closed today, opens Monday 9am', false, '2026-11-29T00:00Z'],
  ['2026-11-29T10:00Z', OFFICE, 'Closed today, opens 9am tomorrow', false, '2026-11-30T00:00Z'],
  ['2026-11-23T13:00Z', LIBRARY, 'Closed, opens 2pm', false, '2026-11-23T14:00Z'],
  ['2026-11-23T12:00Z', LIBRARY, 'Open now, closes 1pm', true, '2026-11-23T13:00Z'],
  ['2026-11-23T18:00Z', LIBRARY, 'Closed, opens Friday 9.30am', false, '2026-11-24T00:00Z'],
  // An evening that goes on past midnight, and the same small hours from the far side.
  ['2026-11-27T19:00Z', BAR, 'Closed, opens 8pm', false, '2026-11-27T20:00Z'],
  ['2026-11-27T23:00Z', BAR, 'Open now, closes 2am', true, '2026-11-28T02:00Z'],
  ['2026-11-28T01:59Z', BAR, 'Open now, closes 2am', true, '2026-11-28T02:00Z'],
  ['2026-11-29T02:00Z', BAR, 'Closed, opens Friday 8pm', false, '2026-11-30T00:00Z'],
  ['2026-11-23T10:00Z', days(1, 1, '09:00', '17:00'), 'Open now, closes 5pm', true, '2026-11-23T17:00Z'],
  ['2026-11-23T18:00Z', days(1, 1, '09:00', '17:00'), 'Closed, opens next Monday 9am', false, '2026-11-24T00:00Z'],
  ['2026-11-23T10:00Z', days(1, 1, '09:00', '24:00'), 'Open now, closes midnight', true, '2026-11-24T00:00Z'],
  ['2026-11-23T10:00Z', days(1, 2, '00:00', '24:00'), 'Open now, closes midnight tomorrow', true, '2026-11-24T00:00Z'],
  ['2026-11-22T23:30Z', days(1, 1, '00:00', '12:00'), 'Closed today, opens midnight tonight', false, '2026-11-23T00:00Z'],
  ['2026-11-23T11:00Z', days(1, 1, '00:00', '12:00'), 'Open now, closes noon', true, '2026-11-23T12:00Z'],
  // A day and more in one stretch: "closes 2am" only once that can be no other night.
  [
    '2026-11-24T01:00Z',
    [...days(1, 2, '00:00', '24:00'), ...days(3, 3, '00:00', '02:00')],
    'Open now, closes 2am tomorrow',
    true,
    '2026-11-24T02:00Z',
  ],
  [
    '2026-11-24T02:00Z',
    [...days(1, 2, '00:00', '24:00'), ...days(3, 3, '00:00', '02:00')],
    'Open now, closes 2am',
    true,
    '2026-11-25T02:00Z',
  ],
];

for (const [instant, spans, text, open, next] of WORDS)
  test(`${instant}: ${text}`, () => {
    assert.deepEqual(at(spans, instant), { open, text, nextChange: new Date(next).toISOString() });
  });

test('what is always open, or never, says so and does not change', () => {
  assert.deepEqual(at(ALWAYS, '2026-11-23T03:00Z'), { open: true, text: 'Open 24 hours', nextChange: null });
  assert.deepEqual(at(days(1, 7, '18:00', '18:00'), '2026-11-23T18:00Z'), { open: true, text: 'Open 24 hours', nextChange: null });
  assert.deepEqual(at([], '2026-11-23T03:00Z'), { open: false, text: 'Closed all week', nextChange: null });
});

test('when the clocks go forward, a time that does not come is the moment at which they do', () => {
  // 29 March 2026, a Sunday: 1am GMT is 2am BST.
  const night = [{ day: 6, opens: '22:00', closes: '01:30' }];
  assert.deepEqual(at(night, '2026-03-29T00:59Z'), { open: true, text: 'Open now, closes 1.30am', nextChange: '2026-03-29T01:00:00.000Z' });
  assert.equal(at(night, '2026-03-29T01:00Z').open, false);
  assert.equal(at(OFFICE, '2026-03-27T18:00Z').nextChange, '2026-03-28T00:00:00.000Z');
  assert.equal(at(OFFICE, '2026-03-29T23:30Z').nextChange, '2026-03-30T08:00:00.000Z', 'Monday in summer time, half past midnight');
});

test('when the clocks go back, the hour that comes twice counts the first time', () => {
  // 25 October 2026, a Sunday: 2am BST is 1am GMT.
  const night = [{ day: 6, opens: '22:00', closes: '01:30' }];
  assert.equal(at(night, '2026-10-25T00:29Z').open, true);
  assert.equal(at(night, '2026-10-25T00:30Z').open, false);
  assert.equal(at(night, '2026-10-25T01:15Z').open, false, 'a quarter past one for the second time');
  const later = [{ day: 7, opens: '01:30', closes: '03:00' }];
  assert.deepEqual(at(later, '2026-10-25T01:45Z'), { open: true, text: 'Open now, closes 3am', nextChange: '2026-10-25T03:00:00.000Z' });
});

const clockTime = fc
  .integer({ min: 0, max: 96 })
  .map(quarter => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const span: fc.Arbitrary<WeeklySpan> = fc.record({ day: fc.integer({ min: 1, max: 7 }), opens: clockTime, closes: clockTime });
const spans = fc.array(span, { maxLength: 10 });
/** A day anywhere in 2026, or one on which the clocks change, or the day before. */
const start = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
  fc.constantFrom('2026-03-28T20:00Z', '2026-03-29T00:00Z', '2026-10-24T20:00Z', '2026-10-25T00:00Z').map(text => Date.parse(text)),
);

test('stepping minute by minute finds the next change, and no earlier one', () => {
  fc.assert(
    fc.property(spans, start, (week, from) => {
      const first = Math.floor(from / MINUTE) * MINUTE;
      const said = openState(week, new Date(first));
      const change = said.nextChange === null ? Infinity : Date.parse(said.nextChange);
      assert.ok(change > first);
      for (let instant = first; instant < Math.min(change, first + 26 * 60 * MINUTE); instant += MINUTE)
        assert.deepEqual(openState(week, new Date(instant)), said, new Date(instant).toISOString());
      if (change === Infinity) return;
      const then = openState(week, new Date(change));
      assert.ok(then.text !== said.text || then.open !== said.open, said.text);
    }),
    { numRuns: 150 },
  );
});

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Open by the clock on the wall and nothing else: what anyone would make of the spans by hand. */
const openByTheWall = (week: readonly WeeklySpan[], instant: number): boolean => {
  const { weekday = '', hour = '', minute = '' } = Object.fromEntries(wall.formatToParts(instant).map(({ type, value }) => [type, value]));
  const today = WEEKDAYS.indexOf(weekday) + 1;
  const time = `${hour}:${minute}`;
  return week.some(({ day, opens, closes }) => {
    const passes = closes <= opens;
    if (day === today && time >= opens && (passes || time < closes)) return true;
    // 24:00 to 24:00 is the whole of the next day.
    return passes && (day % 7) + 1 === today && (closes === '24:00' || time < closes) && (opens !== '24:00' || time >= '00:00');
  });
};

test('but for the nights on which the clocks change, it is what the clock on the wall says, all year', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }), (week, instant) => {
      const day = new Date(instant).toISOString().slice(0, 10);
      fc.pre(day !== '2026-03-29' && day !== '2026-10-25');
      assert.equal(openState(week, new Date(instant)).open, openByTheWall(week, instant));
    }),
    { numRuns: 3000 },
  );
});
