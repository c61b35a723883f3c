// Writes api/data/layers/index.json and a file for each layer: the map that a fresh clone starts with. Run it after build-towns.ts and
// build-outlines.ts when the open data changes:
//   node scripts/build-layers.ts [--shared ../shared]
import { writeFileSync } from 'node:fs';
import { fireStationsLayer, readFireStations } from './layers/fire-stations.ts';
import type { StarterContents, StarterLayer } from './layers/layer.ts';
import { librariesLayer, readLibraries } from './layers/libraries.ts';
import { officeFeatures, officesLayer } from './layers/offices.ts';
import { outlineLayers } from './layers/outline-layers.ts';
import { readPostcodePoints } from './layers/postcode-points.ts';
import { recyclingFeatures, recyclingLayer } from './layers/recycling.ts';
import { settlementFeatures, settlementsLayer } from './layers/settlements.ts';
import { sharedData } from './shared-data.ts';

const data = sharedData(process.argv.slice(2));
const points = await readPostcodePoints(data);

const topology = 'outlines.topo.json';
const layers: readonly (readonly [StarterLayer, StarterContents])[] = [
  [outlineLayers.park, { topology, object: 'park' }],
  [outlineLayers.districts, { topology, object: 'districts' }],
  [outlineLayers.county, { topology, object: 'county' }],
  [settlementsLayer, { features: settlementFeatures() }],
  [officesLayer, { features: officeFeatures(points) }],
  [recyclingLayer, { features: recyclingFeatures() }],
  [fireStationsLayer, { features: readFireStations(data, points) }],
  [librariesLayer, { features: await readLibraries(data, points) }],
];

const folder = new URL('../api/data/layers/', import.meta.url);

/** One feature a line: short enough to keep, plain enough to read. */
const write = (contents: StarterContents): string => {
  if (!('features' in contents)) return `${JSON.stringify(contents)}\n`;
  return `{ "features": [\n${contents.features.map(feature => JSON.stringify(feature)).join(',\n')}\n] }\n`;
};

writeFileSync(new URL('index.json', folder), `${JSON.stringify({ layers: layers.map(([layer]) => layer) }, null, 1)}\n`);
for (const [{ id }, contents] of layers) {
  const text = write(contents);
  writeFileSync(new URL(`${id}.json`, folder), text);
  const count = 'features' in contents ? `${contents.features.length} features` : `the object ${contents.object} of ${contents.topology}`;
  process.stdout.write(`${id}: ${count}, ${Buffer.byteLength(text)} bytes\n`);
}
