import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthorityBook } from '../api/src/authorities/book.ts';
import { createAuthorityRepository } from '../api/src/authorities/repository.ts';
import { seedAuthorities } from '../api/src/authorities/seed.ts';
import { createAddressRepository } from '../api/src/places/address-repository.ts';
import { openPlaceFinder } from '../api/src/places/finder.ts';
import { number } from '../api/src/places/import-messages.ts';
import { createPlaceRepository } from '../api/src/places/repository.ts';
import { seedPlaces } from '../api/src/places/seed.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import { postcodes } from '../api/src/store/schema.ts';
import type { BenchRow } from './bench.ts';

/** As many as Great Britain has. */
const POSTCODES = 1_700_000;
const QUESTIONS = 20_000;
const TARGET_MS = 1;
const ROWS_A_STATEMENT = 1000;
const INWARD_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';
const AREAS = ['AB', 'BS', 'CF', 'DE', 'EH', 'G', 'HU', 'IP', 'LE', 'M', 'NG', 'OX', 'PE', 'S', 'SK', 'ST', 'YO'];
const DISTRICTS = ['E07000032', 'E07000035', 'E07000037', 'E06000015', 'E08000039', 'E07000193'];

/** Postcodes in a fixed order, spread over areas, districts and sectors as real ones are. */
function* madeUpPostcodes(count: number): Generator<string> {
  let made = 0;
  for (let district = 1; ; district++)
    for (const area of AREAS)
      for (let sector = 0; sector < 10; sector++)
        for (const first of INWARD_LETTERS)
          for (const second of INWARD_LETTERS) {
            if (made++ >= count) return;
            yield `${area}${district} ${sector}${first}${second}`;
          }
}

const rowOf = (postcode: string, at: number): typeof postcodes.$inferInsert => ({
  postcode,
  easting: 400_000 + (at % 50_000),
  northing: 330_000 + (at % 60_000),
  lat: 53,
  lng: -1.5,
  quality: 10,
  gss: DISTRICTS[at % DISTRICTS.length] ?? null,
  ward: null,
  statedInPark: null,
  retiredOn: null,
  isRetired: at % 50 === 0,
  inPark: at % 20 === 0,
  parkEdgeM: at % 40 === 0 ? 60 : null,
  nearGss: at % 30 === 0 ? 'E07000034' : null,
  nearM: at % 30 === 0 ? 70 : null,
});

const load = (store: Store): Promise<void> =>
  store.write(async db => {
    await seedAuthorities(db, new Date());
    await seedPlaces(db, new Date());
    let chunk: (typeof postcodes.$inferInsert)[] = [];
    let at = 0;
    for (const postcode of madeUpPostcodes(POSTCODES)) {
      chunk.push(rowOf(postcode, at++));
      if (chunk.length < ROWS_A_STATEMENT) continue;
      await db.insert(postcodes).values(chunk);
      chunk = [];
    }
    if (chunk.length > 0) await db.insert(postcodes).values(chunk);
  });

/** Every so-manieth postcode, in an order that jumps about the table. */
const questions = (): string[] => {
  const step = Math.floor(POSTCODES / QUESTIONS);
  const chosen: string[] = [];
  let at = 0;
  for (const postcode of madeUpPostcodes(POSTCODES)) if (at++ % step === 0 && chosen.length < QUESTIONS) chosen.push(postcode);
  return chosen.map((_, index) => chosen[(index * 7919) % chosen.length] ?? '');
};

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Milliseconds from a typed postcode to the JSON of its answer, with a country's postcodes on record. */
export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-places-'));
  const store = openStore(join(folder, 'record.sqlite'));
  try {
    await load(store);
    const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
    const places = await openPlaceFinder({
      repository: createPlaceRepository(store.read),
      addresses: createAddressRepository(store.read),
      authorities,
    });
    const asked = questions();
    for (const typed of asked.slice(0, 2000)) JSON.stringify(await places.find(typed, '2026-11-22'));
    const times = new Float64Array(asked.length);
    for (const [at, typed] of asked.entries()) {
      const started = performance.now();
      JSON.stringify(await places.find(typed, '2026-11-22'));
      times[at] = performance.now() - started;
    }
    times.sort();
    const p95 = percentile(times, 0.95);
    const figure = `p50 ${percentile(times, 0.5).toFixed(3)} ms, p95 ${p95.toFixed(3)} ms, p99 ${percentile(times, 0.99).toFixed(3)} ms`;
    return [
      {
        name: `Postcode answer with ${number(POSTCODES)} postcodes on record`,
        figure,
        target: `p95 < ${TARGET_MS} ms`,
        met: p95 < TARGET_MS,
      },
    ];
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
};
