import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDate, readLondonInstant, readMinute } from './london-instant.ts';

test('dates are read as we and as spreadsheets write them', () => {
  for (const [text, date] of [
    ['2026-04-01', '2026-04-01'],
    ['1/4/2026', '2026-04-01'],
    ['29/02/2028', '2028-02-29'],
    ['29/02/2027', undefined],
    ['2027-02-29', undefined],
    ['31/04/2026', undefined],
    ['13/13/2026', undefined],
    ['tomorrow', undefined],
    ['', undefined],
  ] as const)
    assert.equal(readDate(text), date, text);
});

test('times of day end at 23:59', () => {
  assert.deepEqual(['9:30', '09:30', '23:59', '00:00', '24:00', '9', '12:60'].map(readMinute), [
    570,
    570,
    1439,
    0,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a time without a zone is London’s, in summer and in winter', () => {
  assert.equal(readLondonInstant('2026-07-01 09:30'), '2026-07-01T08:30:00.000Z');
  assert.equal(readLondonInstant('2026-12-01T09:30'), '2026-12-01T09:30:00.000Z');
  assert.equal(readLondonInstant('1/12/2026 9:30'), '2026-12-01T09:30:00.000Z');
  assert.equal(readLondonInstant('2027-03-28 01:30'), '2027-03-28T01:00:00.000Z', 'a time that never comes is the moment of the change');
  for (const text of ['2026-12-01T09:30:00Z', '2026-12-01', '09:30', '2026-12-01 09:30 BST', ''])
    assert.equal(readLondonInstant(text), undefined, text);
});
