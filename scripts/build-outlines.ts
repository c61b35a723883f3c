// Writes api/data/layers/outlines.topo.json, the outlines of districts, county and park that a fresh clone draws. Run it when the boundaries change:
//   node scripts/build-outlines.ts [--shared ../shared]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identify, readBoundaryFile } from '../api/src/places/geojson.ts';
import { COUNCIL_NAMES } from './council-names.ts';
import { measureOutlines } from './outline-accuracy.ts';
import { areaM2, type Outline, type Outlines, outlinesWithin } from './outlines.ts';
import { sharedData } from './shared-data.ts';

/** The most that a clone should carry for them. */
const BYTES = 60_000;
const COUNTY = { gss: 'E10000007', title: 'Derbyshire' };
const PARK = { gss: 'E26000006', title: 'Peak District National Park' };

const data = sharedData(process.argv.slice(2));
const districtsFile = 'boundaries/districts.geojson';
const parkFile = 'boundaries/peak-district-national-park.geojson';

const areasIn = (file: string): { properties: Readonly<Record<string, unknown>>; geometry: Outline['geometry'] }[] => {
  const features = readBoundaryFile(readFileSync(join(data, file), 'utf8'));
  if (typeof features === 'string') throw new Error(`${file} ${features}`);
  return features.map(({ number, properties, area, fault }) => {
    if (!area) throw new Error(`${file}, feature ${number} ${fault}`);
    return { properties, geometry: area };
  });
};

const districts = areasIn(districtsFile)
  .map(({ properties, geometry }): Outline => {
    const { gss = '' } = identify(properties, 'district');
    const title = COUNCIL_NAMES[gss];
    if (!title) throw new Error(`scripts/council-names.ts has no name for ${gss}`);
    return { gss, title, geometry };
  })
  .sort((a, b) => a.title.localeCompare(b.title, 'en'));
const [park] = areasIn(parkFile).map(({ geometry }): Outline => ({ ...PARK, geometry }));
if (!park) throw new Error(`${parkFile} is empty`);

const header = {
  note:
    'Outlines for drawing and for a first answer, generalised: shared edges are shared, and the county is made of the arcs of its districts. ' +
    'Who serves a place is decided by the full boundaries (npm run dtp -- import boundaries).',
  attribution:
    'Source: Office for National Statistics and Natural England, licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right 2025.',
  computedFrom: [`${districtsFile} (ONS, December 2019)`, `${parkFile} (Natural England)`],
  script: 'scripts/build-outlines.ts',
};

/** One arc a line, so that a change shows where it is. */
const write = ({ type, transform, objects, arcs }: Outlines): string => {
  const start = JSON.stringify({ type, ...header, transform, objects }).slice(0, -1);
  return `${start},"arcs":[\n${arcs.map(arc => JSON.stringify(arc)).join(',\n')}\n]}\n`;
};

const { text, outlines, toleranceM2 } = outlinesWithin(BYTES, { districts, county: COUNTY, park }, write);
writeFileSync(fileURLToPath(new URL('../api/data/layers/outlines.topo.json', import.meta.url)), text);

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const corners = outlines.arcs.reduce((sum, arc) => sum + arc.length, 0);
print(`${Buffer.byteLength(text)} bytes, ${corners} corners, each standing for ${toleranceM2} m² or more.`);
print('True area in km², and how far the outline is off at most in metres:');
for (const { full, farthestM } of measureOutlines(outlines, [...districts, park]))
  print(`  ${full.gss} ${full.title}: ${(areaM2(full.geometry) / 1e6).toFixed(3)} km², ${farthestM} m`);
