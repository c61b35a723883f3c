import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantFault, readInstant } from './closing-time.ts';

for (const [typed, at] of [
  ['2026-11-27T12:00:00Z', '2026-11-27T12:00:00.000Z'],
  ['2026-07-01T12:00+01:00', '2026-07-01T11:00:00.000Z'],
  ['2026-11-27 12:00', '2026-11-27T12:00:00.000Z'],
  ['2026-07-01 12:00', '2026-07-01T11:00:00.000Z'],
  ['2026-07-01T23:59', '2026-07-01T22:59:00.000Z'],
  ['27/11/2026 noon', '2026-11-27T12:00:00.000Z'],
  ['27/11/2026, 12 noon', '2026-11-27T12:00:00.000Z'],
  ['1/7/2026 5pm', '2026-07-01T16:00:00.000Z'],
  ['1/7/2026 at 9.30 am', '2026-07-01T08:30:00.000Z'],
  ['27/11/2026 12am', '2026-11-27T00:00:00.000Z'],
  // The clocks go forward at 01:00 on 29 March 2026, and back at 02:00 on 25 October: the first of two half past ones counts.
  ['2026-03-29 01:30', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25 01:30', '2026-10-25T00:30:00.000Z'],
] as const)
  test(`“${typed}” is ${at}`, () => assert.equal(readInstant(typed), at));

for (const typed of [
  '',
  'soon',
  '2026-11-27',
  '27/11/2026',
  '2026-02-30 12:00',
  '2026-02-30T12:00:00Z',
  '2026-11-27 25:00',
  '27/11/2026 13pm',
  '27/11/2026 midnight',
])
  test(`“${typed}” is no instant`, () => assert.equal(readInstant(typed), undefined));

test('a day alone is told what it lacks', () => {
  assert.match(instantFault('27/11/2026'), /^has no time of day: write 2026-11-27 23:59/);
  assert.match(instantFault('soon'), /^should be a day and a time/);
});
