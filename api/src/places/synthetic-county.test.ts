import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { importGazetteer } from './import-gazetteer.ts';
import { createPlaceRepository } from './repository.ts';
import { type County, NOW, openCounty, TODAY } from './testing/small-county.ts';
import { syntheticCounty } from './testing/synthetic-county.ts';

let county: County;
beforeEach(async () => {
  county = await openCounty();
});
afterEach(() => county.close());

const made = (addresses: number, seed = 1): string => [...syntheticCounty({ addresses, seed })].join('');

test('the synthetic county is the same each time it is made, and another for another seed', () => {
  assert.equal(made(50), made(50));
  assert.notEqual(made(50), made(50, 2));
});

test('it goes in whole, with as many addresses as asked for, and some postcodes that straddle a boundary', async () => {
  const counts = await importGazetteer(county.store, {
    files: [county.write('county.csv', made(20_000))],
    isComplete: false,
    allowShrink: false,
    isExcerpt: false,
    now: NOW,
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: row => assert.fail(row.reason),
    onUnnamed: row => assert.fail(row.reason),
  });
  assert.equal(counts.added, 20_000);
  const finder = await county.finder();
  const { items } = await finder.suggest('12 h', 8, TODAY);
  assert.ok(items.length > 0 && items.every(item => item.kind === 'address'));
  const sectors = (await createPlaceRepository(county.store.read).sectors()).map(row => row.sector);
  const kinds = new Set<string>();
  for (const sector of sectors) kinds.add((await finder.find(`${sector}AJ`, TODAY)).kind);
  assert.ok(kinds.has('settled') && kinds.has('ambiguous'));
});
