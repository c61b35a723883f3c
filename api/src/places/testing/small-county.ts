import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthorityBook } from '../../authorities/book.ts';
import { createAuthorityRepository } from '../../authorities/repository.ts';
import { seedAuthorities } from '../../authorities/seed.ts';
import { openStore, type Store } from '../../store/connect.ts';
import { createAddressRepository } from '../address-repository.ts';
import { openPlaceFinder, type PlaceFinder } from '../finder.ts';
import { fromGrid } from '../grid.ts';
import { type BoundaryKind, importBoundaries } from '../import-boundaries.ts';
import { importPostcodes } from '../import-postcodes.ts';
import type { ImportCounts, PostcodeImport, RefusedRow } from '../import-run.ts';
import { createPlaceRepository } from '../repository.ts';
import { seedPlaces } from '../seed.ts';

/**
 * A county for tests, drawn with a ruler. Metres from its south-west corner:
 *
 *   Sheffield          0–20,000 east, 10,000–20,000 north; a neighbour, under its old code
 *   Derbyshire Dales   0–10,000 east,      0–10,000 north
 *   Chesterfield  10,000–20,000 east,      0–10,000 north
 *   the park      −5,000–4,000 east,  −5,000–9,000 north
 */
const CORNER = { easting: 420_000, northing: 350_000 };

export const DALES = 'E07000035';
export const CHESTERFIELD = 'E07000034';
export const SHEFFIELD = 'E08000039';
export const SHEFFIELD_BEFORE = 'E08000019';
export const PARK = 'E26000006';

/** A Sunday at noon. */
export const NOW = new Date('2026-11-22T12:00:00Z');
export const TODAY = '2026-11-22';

type Box = readonly [west: number, south: number, east: number, north: number];

const square = ([west, south, east, north]: Box): number[][] =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ].map(([x = 0, y = 0]) => {
    const { lat, lng } = fromGrid({ easting: CORNER.easting + x, northing: CORNER.northing + y });
    return [lng, lat];
  });

export const feature = (properties: Record<string, unknown>, box: Box) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [square(box)] },
});

export const collection = (...features: readonly unknown[]): string => JSON.stringify({ type: 'FeatureCollection', features });

export const DISTRICTS = collection(
  feature({ LAD25CD: DALES, LAD25NM: 'Derbyshire Dales' }, [0, 0, 10_000, 10_000]),
  feature({ LAD25CD: CHESTERFIELD, LAD25NM: 'Chesterfield' }, [10_000, 0, 20_000, 10_000]),
);
export const NEIGHBOURS = collection(feature({ gss: SHEFFIELD_BEFORE, name: 'Sheffield' }, [0, 10_000, 20_000, 20_000]));
export const PARKS = collection(feature({ NPARK16CD: PARK, NPARK16NM: 'Peak District' }, [-5000, -5000, 4000, 9000]));

/** A row as Code-Point Open has it; `east` and `north` in metres from the county's corner. */
export const codePointRow = (postcode: string, east: number, north: number, gss: string, quality = 10): string =>
  `"${postcode}",${quality},${CORNER.easting + east},${CORNER.northing + north},"E92000001","","","E10000007","${gss}","E05003457"`;

/** Postcodes of the small county, each for one outcome. */
export const CODE_POINT = `${[
  codePointRow('DE451AA', 2000, 5000, DALES),
  codePointRow('DE45 1AB', 7000, 5000, DALES),
  codePointRow('DE451AD', 9950, 5000, DALES),
  codePointRow('DE451AE', 4060, 5000, DALES),
  '"DE4 2AF",90,0,0,"E92000001","","","","E07000035",""',
  codePointRow('S40 1AA', 15_000, 5000, CHESTERFIELD),
  codePointRow('S40 1AB', 15_000, 9960, CHESTERFIELD),
  codePointRow('S11 8AA', 15_000, 15_000, SHEFFIELD),
  codePointRow('S11 8AB', 15_000, 10_030, SHEFFIELD),
].join('\n')}\n`;

export const NSPL_HEADER = 'pcd7,pcds,doterm,east1m,north1m,gridind,lad25cd,wd25cd,npark16cd,pfa23cd,lat,long';

/** A row as NSPL has it, under `NSPL_HEADER`. */
export const nsplRow = (
  postcode: string,
  east: number,
  north: number,
  gss: string,
  more: { doterm?: string; park?: string } = {},
): string => {
  const grid = { easting: CORNER.easting + east, northing: CORNER.northing + north };
  const { lat, lng } = fromGrid(grid);
  const { doterm = '', park = 'E65000001' } = more;
  return `${postcode.replace(' ', '')},${postcode},${doterm},${grid.easting},${grid.northing},1,${gss},E05003457,${park},E23000018,${lat.toFixed(6)},${lng.toFixed(6)}`;
};

export type County = {
  readonly store: Store;
  readonly folder: string;
  readonly refused: RefusedRow[];
  readonly notes: string[];
  write(name: string, content: string | Uint8Array): string;
  importPostcodes(files: readonly string[], more?: Partial<PostcodeImport>): Promise<ImportCounts>;
  importBoundaries(file: string, kind: BoundaryKind): ReturnType<typeof importBoundaries>;
  /** The three boundary files and the Code-Point file above. */
  fill(): Promise<void>;
  finder(): Promise<PlaceFinder>;
  close(): void;
};

/** A record in a temporary folder with the partners and the starter places in it. Call `close` when done. */
export const openCounty = async (): Promise<County> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-places-'));
  const store = openStore(join(folder, 'record.sqlite'));
  await store.write(async db => {
    await seedAuthorities(db, NOW);
    await seedPlaces(db, NOW);
  });
  const refused: RefusedRow[] = [];
  const notes: string[] = [];
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const county: County = {
    store,
    folder,
    refused,
    notes,
    write,
    importPostcodes: (files, more = {}) =>
      importPostcodes(store, {
        files,
        edition: undefined,
        allowShrink: false,
        allowOlder: false,
        now: NOW,
        onBytes: () => undefined,
        onRow: () => undefined,
        onRefused: row => void refused.push(row),
        onNote: note => void notes.push(note),
        ...more,
      }),
    importBoundaries: (file, kind) => importBoundaries(store, { file, kind, edition: undefined, now: NOW, onRow: () => undefined }),
    fill: async () => {
      await county.importBoundaries(write('districts.geojson', DISTRICTS), 'district');
      await county.importBoundaries(write('neighbours.geojson', NEIGHBOURS), 'neighbour');
      await county.importBoundaries(write('park.geojson', PARKS), 'park');
      await county.importPostcodes([write('code-point.csv', CODE_POINT)]);
    },
    finder: async () =>
      openPlaceFinder({
        repository: createPlaceRepository(store.read),
        addresses: createAddressRepository(store.read),
        authorities: await openAuthorityBook(createAuthorityRepository(store.read)),
      }),
    close: () => {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
  return county;
};
