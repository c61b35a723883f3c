// A synthetic county of 550,000 addresses: how long its import takes and how much memory, and how long address search and "what is near here".
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthorityBook } from '../api/src/authorities/book.ts';
import { createAuthorityRepository } from '../api/src/authorities/repository.ts';
import { type AddressRow, createAddressRepository } from '../api/src/places/address-repository.ts';
import { createAddressWriter } from '../api/src/places/address-repository.write.ts';
import { createBoundaryMap } from '../api/src/places/boundary-map.ts';
import { openPlaceFinder } from '../api/src/places/finder.ts';
import { fromGrid } from '../api/src/places/grid.ts';
import { number } from '../api/src/places/import-messages.ts';
import { createPlaceRepository } from '../api/src/places/repository.ts';
import { openSpotFinder } from '../api/src/places/spot-finder.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import { writeCounty } from '../scripts/build-county.ts';
import type { BenchRow } from './bench.ts';
import { dtp, type Measured } from './import.ts';
import { longestBlock, randomFrom, timed } from './search-speed.ts';

const ADDRESSES = 550_000;
const TARGET_IMPORT_SECONDS = 120;
const TARGET_IMPORT_MB = 400;
const TARGET_SEARCH_MS = 20;
const TARGET_BLOCK_MS = 50;
const TARGET_NEAREST_MS = 2;
/** Addresses whose typing is followed letter by letter, and points that are asked about. */
const TYPED = 400;
const POINTS = 2000;
const LIMIT = 8;
const DAY = '2026-11-24';

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
const figure = (times: readonly number[]): string =>
  `p50 ${percentile(times, 0.5).toFixed(2)} ms, p95 ${percentile(times, 0.95).toFixed(2)} ms, p99 ${percentile(times, 0.99).toFixed(2)} ms`;

const importRows = (name: string, { seconds, peakMb }: Measured): BenchRow[] => [
  { name, figure: `${seconds.toFixed(1)} s`, target: `< ${TARGET_IMPORT_SECONDS} s`, met: seconds < TARGET_IMPORT_SECONDS },
  { name: `${name}, peak memory`, figure: `${Math.round(peakMb)} MB`, target: `< ${TARGET_IMPORT_MB} MB`, met: peakMb < TARGET_IMPORT_MB },
];

/** Named addresses from all over the record, the same each run. */
const someAddresses = async (store: Store, count: number): Promise<AddressRow[]> => {
  const record = createAddressWriter(store.read);
  const random = randomFrom(2026);
  const found: AddressRow[] = [];
  while (found.length < count) {
    const [row] = await record.after(String(100_030_000_000 + Math.floor(random() * ADDRESSES)), 1);
    if (row?.label) found.push(row);
  }
  return found;
};

/** What a person has typed after each letter: "1", "12", "12 ", "12 h" … One in four leaves a letter out on the way. */
const typings = (rows: readonly AddressRow[]): string[] => {
  const random = randomFrom(7);
  return rows.flatMap(({ label }) => {
    const whole = (label ?? '').toLowerCase().replace(/ street/, ' st');
    const slip = random() < 0.25 ? Math.floor(random() * whole.length) : whole.length;
    const typed = whole.slice(0, slip) + whole.slice(slip + 1);
    return Array.from(typed, (_, at) => typed.slice(0, at + 1));
  });
};

const searchRows = async (store: Store): Promise<BenchRow[]> => {
  const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
  const addresses = createAddressRepository(store.read);
  const places = await openPlaceFinder({ repository: createPlaceRepository(store.read), addresses, authorities });
  const typed = typings(await someAddresses(store, TYPED));
  for (const text of typed.slice(0, 500)) await places.suggest(text, LIMIT, DAY);
  const times: number[] = [];
  for (const text of typed) await timed(times, async () => JSON.stringify(await places.suggest(text, LIMIT, DAY)));
  const block = await longestBlock(() => places.rebuild());
  return [
    {
      name: `Address search, ${number(ADDRESSES)} addresses, ${number(typed.length)} typings at every length, each the median of 3`,
      figure: figure(times),
      target: `p95 < ${TARGET_SEARCH_MS} ms`,
      met: percentile(times, 0.95) < TARGET_SEARCH_MS,
    },
    {
      name: 'Longest wait of a request while its index is rebuilt',
      figure: `${block.toFixed(0)} ms`,
      target: `< ${TARGET_BLOCK_MS} ms`,
      met: block < TARGET_BLOCK_MS,
    },
  ];
};

const nearestRows = async (store: Store): Promise<BenchRow[]> => {
  const spots = await openSpotFinder({
    repository: createPlaceRepository(store.read),
    addresses: createAddressRepository(store.read),
    authorities: await openAuthorityBook(createAuthorityRepository(store.read)),
    openBoundaries: async () => createBoundaryMap([], () => undefined),
    outlines: () => ({ districts: [], park: [] }),
  });
  const points = (await someAddresses(store, POINTS)).map(({ easting, northing }) =>
    fromGrid({ easting: easting + 20, northing: northing - 20 }),
  );
  const [addressTimes, streetTimes]: [number[], number[]] = [[], []];
  for (const point of points) {
    await timed(addressTimes, () => spots.nearestAddress(point));
    await timed(streetTimes, () => spots.nearestStreet(point));
  }
  const row = (name: string, times: readonly number[]): BenchRow => ({
    name: `${name}, ${number(ADDRESSES)} addresses, ${number(POINTS)} points, each the median of 3`,
    figure: figure(times),
    target: `p95 < ${TARGET_NEAREST_MS} ms`,
    met: percentile(times, 0.95) < TARGET_NEAREST_MS,
  });
  return [row('Nearest address', addressTimes), row('Nearest street', streetTimes)];
};

export const run = async (): Promise<BenchRow[]> => {
  const scratch = mkdtempSync(join(tmpdir(), 'dtp-bench-addresses-'));
  try {
    const [file, record] = [join(scratch, 'county.csv'), join(scratch, 'record.sqlite')];
    await writeCounty(file, ADDRESSES);
    dtp(record, 'seed');
    const name = `Import of a gazetteer of ${number(ADDRESSES)} addresses, 2.2 million records`;
    const rows = [
      ...importRows(name, dtp(record, 'import', 'gazetteer', file)),
      ...importRows('The same again, nothing changed', dtp(record, 'import', 'gazetteer', file)),
    ];
    const store = openStore(record);
    try {
      return [...rows, ...(await searchRows(store)), ...(await nearestRows(store))];
    } finally {
      store.close();
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
};
