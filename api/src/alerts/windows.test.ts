import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextWindowEnd, windowEnd } from './windows.ts';

const end = (frequency: 'immediate' | 'daily' | 'weekly', now: string) => windowEnd(frequency, new Date(now)).toISOString();

test('a daily window ends at 8 in the morning in London, in winter and in summer', () => {
  assert.equal(end('daily', '2026-11-24T07:59:59.999Z'), '2026-11-23T08:00:00.000Z');
  assert.equal(end('daily', '2026-11-24T08:00:00.000Z'), '2026-11-24T08:00:00.000Z');
  assert.equal(end('daily', '2026-07-01T06:59:59.999Z'), '2026-06-30T07:00:00.000Z');
  assert.equal(end('daily', '2026-07-01T07:00:00.000Z'), '2026-07-01T07:00:00.000Z');
});

test('a weekly window ends on Mondays at 8', () => {
  assert.equal(end('weekly', '2026-11-23T07:59:00.000Z'), '2026-11-16T08:00:00.000Z');
  assert.equal(end('weekly', '2026-11-23T08:00:00.000Z'), '2026-11-23T08:00:00.000Z');
  assert.equal(end('weekly', '2026-11-29T23:00:00.000Z'), '2026-11-23T08:00:00.000Z');
});

test('the window in which the clocks change has 23 or 25 hours, and the next begins where it ends', () => {
  // 29 March and 25 October 2026, both at 01:00 UTC.
  for (const [before, after, hours] of [
    ['2026-03-28T12:00:00.000Z', '2026-03-29T12:00:00.000Z', 23],
    ['2026-10-24T12:00:00.000Z', '2026-10-25T12:00:00.000Z', 25],
  ] as const) {
    assert.equal((Date.parse(end('daily', after)) - Date.parse(end('daily', before))) / 3_600_000, hours);
    assert.equal(nextWindowEnd(new Date(before)).toISOString(), end('daily', after));
  }
  assert.equal(end('weekly', '2026-03-30T07:00:00.000Z'), '2026-03-30T07:00:00.000Z');
  assert.equal(end('weekly', '2026-10-26T07:59:00.000Z'), '2026-10-19T07:00:00.000Z');
});

test('what is wanted at once has no window to wait for', () =>
  assert.equal(end('immediate', '2026-11-24T12:34:56.789Z'), '2026-11-24T12:34:56.789Z'));
