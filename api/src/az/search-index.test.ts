import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { openSearchIndex, type RankContext } from './search-index.ts';
import { starterCatalogue } from './seed.ts';
import { atOnce } from './slices.ts';

const catalogue = starterCatalogue();
const index = atOnce(openSearchIndex({ ...catalogue, answers: [] }));
const nowhere: RankContext = { hostKind: null, inPark: false };
const ids = (text: string, context = nowhere): string[] => index.search(text, context).services.map(service => service.id);
const first = (text: string, context = nowhere): string | undefined => ids(text, context)[0];

const HeldOut = z.array(z.strictObject({ query: z.string(), services: z.array(z.string()).min(1) }));
const heldOut = HeldOut.parse(JSON.parse(readFileSync(new URL('citizen-queries.test-data.json', import.meta.url), 'utf8')));

/** Shares of the queries answered first and among the first three, with `change` done to each query. */
const quality = (change: (query: string, at: number) => string): { first: number; topThree: number } => {
  const places = heldOut.map(({ query, services }, at) => ids(change(query, at)).findIndex(id => services.includes(id)));
  return {
    first: places.filter(place => place === 0).length / places.length,
    topThree: places.filter(place => place >= 0 && place < 3).length / places.length,
  };
};

/** One letter left out, doubled or swapped with the next inside the longest word. */
const withSlip = (query: string, at: number): string => {
  const longest = query.split(' ').reduce((long, word) => (word.length > long.length ? word : long), '');
  if (longest.length < 5) return query;
  const place = 1 + (at % (longest.length - 2));
  const letter = longest.charAt(place);
  const slips = ['', letter + letter, longest.charAt(place + 1) + letter];
  const rest = longest.slice(place + (at % 3 === 2 ? 2 : 1));
  return query.replace(longest, longest.slice(0, place) + slips[at % 3] + rest);
};

test('the held-out queries still name services of the catalogue', () => {
  const known = new Set(catalogue.services.map(service => service.id as string));
  assert.deepEqual(
    heldOut.flatMap(({ services }) => services).filter(id => !known.has(id)),
    [],
  );
  assert.ok(heldOut.length >= 150);
});

test('held-out citizen queries: the right service first for 93 %, in the first three for 98 %', () => {
  const reached = quality(query => query);
  assert.ok(reached.first >= 0.93, `first: ${reached.first}`);
  assert.ok(reached.topThree >= 0.98, `first three: ${reached.topThree}`);
});

test('the same with a slip in the longest word: 90 % and 96 %', () => {
  const reached = quality(withSlip);
  assert.ok(reached.first >= 0.9, `first: ${reached.first}`);
  assert.ok(reached.topThree >= 0.96, `first three: ${reached.topThree}`);
});

test('every service is found by its own title', () => {
  assert.deepEqual(
    catalogue.services.filter(({ id, title }) => !ids(title).slice(0, 2).includes(id)).map(({ title }) => title),
    [],
  );
});

test('a correction is said, and nothing is said where none was needed', () => {
  assert.equal(index.search('counsil tax', nowhere).corrected, 'council tax');
  assert.equal(index.search('blue bage renewal', nowhere).corrected, 'blue badge renewal');
  assert.equal(index.search('council tax', nowhere).corrected, null);
  assert.equal(index.search('yoghurt', nowhere).corrected, null);
});

test('words are searched as typed where that is asked, and no correction is claimed', () => {
  const typed = index.search('counsil tax', nowhere, 'as-typed');
  assert.equal(typed.corrected, null);
  assert.notDeepEqual(typed, index.search('counsil tax', nowhere));
  assert.deepEqual(index.search('counsil', nowhere, 'as-typed'), { corrected: null, services: [] });
});

test('eight slips are put right in one query, and no more', () => {
  const typed = 'counsil librry recylcing parkng nurcery alotment licnse counsil counsil librry';
  assert.equal(
    index.search(typed, nowhere).corrected,
    'council library recycling parking nursery allotment licence council counsil librry',
  );
});

test('compound words match however they are written', () => {
  for (const text of ['fly tipping', 'flytipping', 'fly-tipping']) assert.equal(first(text), 'report-fly-tipping');
  for (const text of ['home school', 'homeschool', 'home-schooling']) assert.equal(first(text), 'teach-your-child-at-home');
  for (const text of ['pot hole', 'pothole', 'binday', 'bin day']) assert.match(first(text) ?? '', /pothole|bin-day/);
});

test('an unfinished word finds what it begins', () => assert.ok(ids('allotm').includes('apply-for-an-allotment')));

test('the host’s tier lifts its own services a little', () => {
  const rank = (context: RankContext) => ids('library', context).indexOf('find-your-local-library');
  assert.ok(rank({ hostKind: 'county', inPark: false }) <= rank(nowhere));
  const parkFirst = ids('campsite', { hostKind: 'park', inPark: true })[0];
  assert.equal(parkFirst, 'find-a-peak-district-campsite');
});

test('nothing asked finds nothing', () => {
  for (const text of ['', ' ', '!!!', 'the', 'how do i', '🦆'])
    assert.deepEqual(index.search(text, nowhere), { corrected: null, services: [] });
});

test('never throws, whatever is typed, and finds each service once', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200, unit: 'binary' }),
        fc.constantFrom(
          "'; DROP TABLE services; --",
          '<script>alert(1)</script>',
          '__proto__',
          'constructor toString',
          'a'.repeat(200),
          'bin '.repeat(50),
        ),
      ),
      text => {
        const found = ids(text);
        assert.equal(new Set(found).size, found.length);
        assert.ok(index.suggest(text, null, 6).length <= 6);
      },
    ),
    { numRuns: 300 },
  );
});

test('suggestions complete the last word, and name the other name that fits', () => {
  const [top] = index.suggest('counci', null, 6);
  assert.equal(top?.id, 'pay-your-council-tax');
  assert.equal(top?.alias, null);
  const tip = index
    .suggest('rubbish ti', null, 6)
    .concat(index.suggest('the tip', null, 6))
    .find(one => one.id === 'find-your-nearest-tip-or-recycling-centre');
  assert.ok(tip);
  const wheelie = index.suggest('dustb', null, 6)[0];
  assert.equal(wheelie?.alias, 'dustbin');
});

test('suggestions survive a slip, and nothing typed suggests nothing', () => {
  assert.ok(index.suggest('libary', 'county', 6).some(one => one.id === 'find-your-local-library'));
  assert.deepEqual(index.suggest('  ', null, 6), []);
  assert.equal(index.suggest('b', null, 6).length, 6);
});
