// Writes api/data/towns.json, the towns that type-ahead offers. Run it after build-sectors.ts when the open data changes:
//   node scripts/build-towns.ts [--shared ../shared]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sectorsFile from '../api/data/sectors.json' with { type: 'json' };
import { createBoundaryMap, projectBoundary } from '../api/src/places/boundary-map.ts';
import { readBoundaryFile } from '../api/src/places/geojson.ts';
import { COUNCIL_NAMES } from './council-names.ts';
import { MAIN_TOWNS } from './main-towns.ts';
import { csvRows, OPEN_DATA_ATTRIBUTION, sharedData } from './shared-data.ts';

type Town = { id: string; name: string; kind: string; spot: string; outward: string; at: [number, number] };

const data = sharedData(process.argv.slice(2));
const namesFile = 'places/os-open-names-part.csv';
const parkFile = 'boundaries/peak-district-national-park.geojson';

const features = readBoundaryFile(readFileSync(join(data, parkFile), 'utf8'));
if (typeof features === 'string') throw new Error(`${parkFile} ${features}`);
const parks = features.flatMap(({ area }) =>
  area ? [{ kind: 'park' as const, gss: 'E26000006', name: 'Peak District', geometry: area }].map(projectBoundary) : [],
);
const map = createBoundaryMap(parks, () => undefined);

const gssOf = new Map(Object.entries(COUNCIL_NAMES).map(([gss, name]) => [name, gss]));
const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

const fromOpenNames = (row: Record<string, string>): Town | undefined => {
  const {
    id = '',
    name = '',
    type,
    local_type: kind = '',
    easting,
    northing,
    lat,
    lng,
    postcode_district: outward = '',
    district = '',
  } = row;
  const gss = gssOf.get(district);
  if (type !== 'populatedPlace' || !gss) return undefined;
  const { inPark } = map.measure({ easting: Number(easting), northing: Number(northing) }, gss);
  return { id, name, kind, spot: inPark ? `${gss}.park` : gss, outward, at: [round(Number(lat)), round(Number(lng))] };
};

const sectors = new Map(Object.entries(sectorsFile.sectors));
const fromMainTowns = MAIN_TOWNS.map(({ name, kind, sector }): Town => {
  const known = sectors.get(sector);
  if (!known) throw new Error(`${sector}, given for ${name}, is not in api/data/sectors.json`);
  const [lat, lng, shares] = known as [number, number, Record<string, number>];
  const [spot = ''] = Object.entries(shares).sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    id: `main-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`,
    name,
    kind,
    spot,
    outward: sector.split(' ')[0] ?? '',
    at: [lat, lng],
  };
});

const towns: Town[] = [...fromMainTowns];
for await (const row of csvRows(join(data, namesFile))) {
  const town = fromOpenNames(row);
  if (town) towns.push(town);
}
towns.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id, 'en'));

const header = {
  note:
    'Towns, villages and suburbs for type-ahead. The part of OS Open Names they come from covers the middle and west of the county only; ' +
    'the main towns outside it were added by hand (scripts/main-towns.ts), each at the middle of its postcode sector.',
  attribution: OPEN_DATA_ATTRIBUTION,
  computedFrom: [namesFile, parkFile, 'api/data/sectors.json'],
  script: 'scripts/build-towns.ts',
};
const lines = towns.map(town => `  ${JSON.stringify(town)}`);
writeFileSync(
  fileURLToPath(new URL('../api/data/towns.json', import.meta.url)),
  `${JSON.stringify(header, null, 1).slice(0, -2)},\n "towns": [\n${lines.join(',\n')}\n ]\n}\n`,
);
process.stdout.write(`${towns.length} towns written to api/data/towns.json.\n`);
