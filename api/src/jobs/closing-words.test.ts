import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { closingMoment, closingWords, lastDayOf, nextMidnight } from './closing-words.ts';

const words = (closesAt: string, at: string): string => closingWords(new Date(closesAt), new Date(at));

describe('when a job closes, in words', () => {
  for (const [closesAt, at, said] of [
    ['2026-11-27T12:00:00Z', '2026-11-24T18:00:00Z', 'Closes in 3 days, Friday 27 November at noon'],
    ['2026-11-27T12:00:00Z', '2026-11-26T00:00:00Z', 'Closes tomorrow at noon'],
    ['2026-11-27T09:00:00Z', '2026-11-26T23:59:59Z', 'Closes tomorrow at 9am'],
    ['2026-11-27T17:00:00Z', '2026-11-27T00:00:00Z', 'Closes today at 5pm'],
    ['2026-11-27T23:59:00Z', '2026-11-27T23:58:59Z', 'Closes today at 11.59pm'],
    ['2026-11-27T12:00:00Z', '2026-11-27T11:59:59.999Z', 'Closes today at noon'],
    ['2026-11-27T12:00:00Z', '2026-11-27T12:00:00Z', 'Closed on Friday 27 November at noon'],
    // Midnight is the end of the day that people mean.
    ['2026-11-28T00:00:00Z', '2026-11-27T10:00:00Z', 'Closes today at midnight'],
    ['2026-11-28T00:00:00Z', '2026-11-26T10:00:00Z', 'Closes tomorrow at midnight'],
    // The clocks go back on 25 October 2026 and forward on 28 March 2027: noon stays noon, a day is a day.
    ['2026-10-26T12:00:00Z', '2026-10-24T23:30:00Z', 'Closes tomorrow at noon'],
    ['2026-10-24T11:00:00Z', '2026-10-23T22:59:59Z', 'Closes tomorrow at noon'],
    ['2027-03-28T11:00:00Z', '2027-03-27T23:59:59Z', 'Closes tomorrow at noon'],
    ['2027-03-28T11:00:00Z', '2027-03-28T00:00:00Z', 'Closes today at noon'],
    ['2027-01-04T09:00:00Z', '2026-12-30T12:00:00Z', 'Closes in 5 days, Monday 4 January at 9am'],
    ['2025-12-31T09:00:00Z', '2026-01-02T12:00:00Z', 'Closed on Wednesday 31 December 2025 at 9am'],
  ] as const)
    test(`${closesAt} seen at ${at}: ${said}`, () => assert.equal(words(closesAt, at), said));

  test('without the present, for feeds and mails', () =>
    assert.equal(closingMoment(new Date('2026-07-03T11:00:00Z')), 'Friday 3 July at noon'));
});

test('words change at the midnights of London, also where a day has 23 or 25 hours', () => {
  const midnight = (at: string): string => nextMidnight(new Date(at)).toISOString();
  assert.equal(midnight('2026-11-24T00:00:00Z'), '2026-11-25T00:00:00.000Z');
  assert.equal(midnight('2026-10-24T23:30:00Z'), '2026-10-26T00:00:00.000Z');
  assert.equal(midnight('2027-03-28T12:00:00Z'), '2027-03-28T23:00:00.000Z');
});

test('the last day of a job that closes at midnight is the day that ends then', () =>
  assert.equal(lastDayOf(new Date('2026-11-28T00:00:00Z')), lastDayOf(new Date('2026-11-27T12:00:00Z'))));
