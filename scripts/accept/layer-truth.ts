import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type GridPoint, toGrid } from '../../api/src/places/grid.ts';
import { LIBRARY_FILES } from '../layers/libraries.ts';
import { readPostcodePoints } from '../layers/postcode-points.ts';
import { csvRows } from '../shared-data.ts';
import { PLACE_FILE, STOP_FILES } from './real-layers.ts';

/** Something to find, straight from its file and not through the import. */
export type TrueThing = { readonly name: string; readonly grid: GridPoint };
/** `at` from the postcodes' middles as OS gives them. */
export type LivePostcode = { readonly postcode: string; readonly at: GridPoint; readonly row: Readonly<Record<string, string>> };

const checkedRows = (data: string) => csvRows(join(data, 'postcodes/derbyshire-postcodes-checked.csv'));

export async function* livePostcodes(data: string): AsyncGenerator<LivePostcode> {
  for await (const row of checkedRows(data))
    yield { postcode: row.postcode ?? '', at: { easting: Number(row.easting), northing: Number(row.northing) }, row };
}

/** Evenly through the file, which is sorted by postcode: every district has its share. */
export const samplePostcodes = async (data: string, size: number): Promise<LivePostcode[]> => {
  const all: LivePostcode[] = [];
  for await (const one of livePostcodes(data)) all.push(one);
  return Array.from({ length: size }, (_, index) => all[Math.floor((index * all.length) / size)]).filter(one => one !== undefined);
};

/** Libraries that have not closed, each at the middle of its postcode. */
export const trueLibraries = async (data: string): Promise<TrueThing[]> => {
  const points = await readPostcodePoints(data);
  const libraries: TrueThing[] = [];
  for (const file of LIBRARY_FILES)
    for await (const row of csvRows(join(data, file))) {
      const grid = points(row.Postcode ?? '')?.grid;
      if (!row['Year closed'] && grid) libraries.push({ name: row['Library name']?.trim() ?? '', grid });
    }
  return libraries;
};

export const trueStops = async (data: string): Promise<TrueThing[]> => {
  const stops: TrueThing[] = [];
  for (const file of STOP_FILES)
    for await (const { ATCOCode: name = '', Longitude: lng, Latitude: lat } of csvRows(join(data, file)))
      stops.push({ name, grid: toGrid({ lng: Number(lng), lat: Number(lat) }) });
  return stops;
};

/** Everything at the least distance from a point, by looking at every one: several stops can stand on one spot. */
export const nearestByHand = (things: readonly TrueThing[], { easting, northing }: GridPoint): { names: string[]; metres: number } => {
  const distances = things.map(({ grid }) => Math.hypot(grid.easting - easting, grid.northing - northing));
  const metres = Math.min(...distances);
  return { names: things.filter((_, index) => (distances[index] ?? Infinity) < metres + 0.01).map(({ name }) => name), metres };
};

const Collection = z.object({ features: z.array(z.unknown()) });
const featuresIn = (data: string, file: string): number =>
  Collection.parse(JSON.parse(readFileSync(join(data, file), 'utf8'))).features.length;

const rowsIn = async (data: string, file: string): Promise<number> => {
  let rows = 0;
  for await (const _ of csvRows(join(data, file))) rows++;
  return rows;
};

/** How many features each layer has to have, counted in the files by other means than the import's. */
export const trueCounts = async (data: string): Promise<ReadonlyMap<string, number>> => {
  const stops = await Promise.all(STOP_FILES.map(file => rowsIn(data, file)));
  const fire = readFileSync(join(data, 'places/fire-service-sites.csv'), 'utf8');
  return new Map([
    ['districts', featuresIn(data, 'boundaries/districts.geojson')],
    ['county', 1],
    ['park', featuresIn(data, 'boundaries/peak-district-national-park.geojson')],
    ['wards', featuresIn(data, 'boundaries/wards.geojson')],
    ['libraries', (await trueLibraries(data)).length],
    ['fire-stations', fire.match(/^\d+,[^,]*(Fire Station|Fire & Rescue Centre),/gm)?.length ?? 0],
    ['bus-stops', stops.reduce((sum, rows) => sum + rows, 0)],
    ['places', await rowsIn(data, PLACE_FILE)],
  ]);
};
