// Writes api/data/sectors.json and districts.json: the places data that a fresh clone starts with. Run it when the open data changes:
//   node scripts/build-sectors.ts [--shared ../shared]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNCIL_NAMES } from './council-names.ts';
import { csvRows, OPEN_DATA_ATTRIBUTION, sharedData } from './shared-data.ts';

type Sector = { latSum: number; lngSum: number; postcodes: number; spots: Map<string, number> };

const folder = fileURLToPath(new URL('../api/data/', import.meta.url));
const data = sharedData(process.argv.slice(2));
const files = ['postcodes/derbyshire-postcodes-checked.csv', 'postcodes/neighbour-postcodes.csv'];

const sectors = new Map<string, Sector>();
const codes = new Set<string>();

const count = (row: Record<string, string>): void => {
  const { postcode = '', lat = '', lng = '', district_gss: gss = '', in_peak_park: inPark = '' } = row;
  const name = postcode.slice(0, -2);
  const sector = sectors.get(name) ?? { latSum: 0, lngSum: 0, postcodes: 0, spots: new Map<string, number>() };
  const spot = inPark === '1' ? `${gss}.park` : gss;
  sector.latSum += Number(lat);
  sector.lngSum += Number(lng);
  sector.postcodes++;
  sector.spots.set(spot, (sector.spots.get(spot) ?? 0) + 1);
  sectors.set(name, sector);
  codes.add(gss);
};

for (const file of files) for await (const row of csvRows(join(data, file))) count(row);

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;
const inPostalOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** One sector a line: short enough to keep, plain enough to read. */
const lines = [...sectors]
  .sort(([a], [b]) => inPostalOrder(a, b))
  .map(([name, { latSum, lngSum, postcodes, spots }]) => {
    const shares = Object.fromEntries([...spots].sort((a, b) => b[1] - a[1]));
    return `  ${JSON.stringify(name)}: ${JSON.stringify([round(latSum / postcodes), round(lngSum / postcodes), shares])}`;
  });

const header = (note: string, computedFrom: readonly string[]) => ({
  note,
  attribution: OPEN_DATA_ATTRIBUTION,
  computedFrom,
  script: 'scripts/build-sectors.ts',
});

const sectorsHeader = {
  ...header(
    'By postcode sector: latitude and longitude of the middle of its live postcodes, and how many lie in each district (GSS code; “.park”: the part inside the Peak District National Park).',
    [...files, 'Code-Point Open, November 2025'],
  ),
  edition: '2025-11',
};
writeFileSync(
  join(folder, 'sectors.json'),
  `${JSON.stringify(sectorsHeader, null, 1).slice(0, -2)},\n "sectors": {\n${lines.join(',\n')}\n }\n}\n`,
);

const unnamed = [...codes].filter(gss => !COUNCIL_NAMES[gss]);
if (unnamed.length > 0) throw new Error(`scripts/council-names.ts has no name for ${unnamed.join(', ')}`);
const districts = {
  ...header('District and unitary councils on and around our ground by GSS code. Two codes with one name: the code changed.', [
    'ONS GSS codes of the districts in six Code-Point Open files, November 2025',
  ]),
  districts: COUNCIL_NAMES,
};
writeFileSync(join(folder, 'districts.json'), `${JSON.stringify(districts, null, 1)}\n`);
process.stdout.write(`${sectors.size} sectors, ${Object.keys(COUNCIL_NAMES).length} district codes written to api/data.\n`);
