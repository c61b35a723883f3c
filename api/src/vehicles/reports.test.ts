import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sortReports } from './reports.ts';

const NOW = Date.parse('2026-11-24T05:40:00Z');
const OWNERS: Readonly<Record<string, string>> = { 'gritter-1': 'derbyshire', 'gritter-2': 'derby' };
const reporting = { authority: 'derbyshire', now: NOW, ownerOf: (vehicle: string) => OWNERS[vehicle] };
const good = { vehicle: 'gritter-1', at: '2026-11-24T05:39:58Z', lat: 53.0236, lng: -1.4823 };
const faultsOf = (position: unknown) => sortReports([position], reporting).refused.map(({ path, message }) => `${path} ${message}`);

describe('a position', () => {
  test('is taken with what it says, and the rest as it usually is', () => {
    assert.deepEqual(sortReports([{ ...good, treating: true, heading: 90, speed: 12.5 }], reporting), {
      good: [
        {
          vehicle: 'gritter-1',
          fix: { at: NOW - 2000, onDuty: true, lat: 53.0236, lng: -1.4823, speed: 12.5, heading: 90, treating: true },
        },
      ],
      refused: [],
    });
  });
  test('may give its instant with any zone', () => {
    const { good: taken } = sortReports([{ ...good, at: '2026-11-24T06:39:58+01:00' }], reporting);
    assert.equal(taken[0]?.fix.at, NOW - 2000);
  });
  test('off duty loses its place before anything can keep it', () => {
    const { good: taken } = sortReports([{ ...good, onDuty: false, treating: true }], reporting);
    assert.deepEqual(taken[0]?.fix, { at: NOW - 2000, onDuty: false });
    assert.deepEqual(faultsOf({ vehicle: 'gritter-1', at: good.at, onDuty: false }), []);
  });
  for (const [what, position, expected] of [
    ['no object', 7, ['position should be an object']],
    ['a list', [], ['position should be an object']],
    ['an unknown vehicle', { ...good, vehicle: 'gritter-9' }, ['vehicle is not the id of a vehicle on record']],
    ["another authority's vehicle", { ...good, vehicle: 'gritter-2' }, ['vehicle belongs to another authority than the device key']],
    ['no vehicle', { ...good, vehicle: undefined }, ['vehicle is missing']],
    [
      'a time without a zone',
      { ...good, at: '2026-11-24T05:39:58' },
      ['at should be an instant with its zone, such as 2026-01-05T05:40:00Z'],
    ],
    [
      'the far future',
      { ...good, at: '2026-11-24T05:42:01Z' },
      ['at is more than 2 minutes in the future: is the clock of the device right?'],
    ],
    ['long ago', { ...good, at: '2026-11-23T05:39:59Z' }, ['at is more than 24 hours ago']],
    ['no place', { vehicle: 'gritter-1', at: good.at }, ['lat is missing', 'lng is missing']],
    ['swapped coordinates', { ...good, lat: -1.4823, lng: 53.0236 }, ['lat and lng look swapped']],
    ['another part of the country', { ...good, lat: 51.5, lng: -0.1 }, ['lat and lng are more than 20 km outside Derbyshire']],
    ['the middle of the sea', { ...good, lat: 0, lng: 0 }, ['lat and lng are more than 20 km outside Derbyshire']],
    ['a place off the world', { ...good, lat: 91 }, ['lat should be at most 90']],
    ['text for a number', { ...good, lat: '53' }, ['lat should be a number of degrees']],
    ['text for yes', { ...good, treating: 'yes' }, ['treating should be true or false']],
    ['a field we do not know', { ...good, driver: 'A. Person' }, ['driver is not a field of a position']],
    ['a speed no gritter has', { ...good, speed: 300 }, ['speed should be at most 100']],
  ] as const)
    test(`of ${what} is refused with the reason`, () => assert.deepEqual(faultsOf(position), expected));
  test('is refused with all that is wrong with it', () =>
    assert.equal(faultsOf({ ...good, vehicle: 'gritter-9', at: '2020-01-01T00:00:00Z', lat: 0 }).length, 3));
  test('at the edge of time is taken', () => {
    assert.deepEqual(faultsOf({ ...good, at: '2026-11-24T05:42:00Z' }), []);
    assert.deepEqual(faultsOf({ ...good, at: '2026-11-23T05:40:00Z' }), []);
  });
  test('that is good is not lost for one that is not', () => {
    const sorted = sortReports([good, { ...good, lat: 0 }, { ...good, at: '2026-11-24T05:39:59Z' }], reporting);
    assert.equal(sorted.good.length, 2);
    assert.deepEqual(
      sorted.refused.map(({ index }) => index),
      [1],
    );
  });
});
