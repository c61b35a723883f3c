// Writes api/data/gritter-routes.json: the roads that sample gritters drive, as the bus stops along them. Which roads a council really grits
// is not known here, so these are main roads that everybody knows. Run it when the stops change:
//   node scripts/build-gritter-routes.ts [--shared ../shared]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainCase } from '../api/src/places/street-names.ts';
import { type RoadPoint, roadThrough } from './gritter-roads.ts';
import { csvRows, sharedData } from './shared-data.ts';

const STOPS = ['stops/naptan-100-derbyshire-stops-2026-07.csv', 'stops/naptan-109-derby-stops-2026-07.csv'];

/** Each by the places it passes, in order: latitude and longitude of the town's middle. */
const ROADS: readonly { readonly name: string; readonly places: readonly (readonly [number, number])[] }[] = [
  {
    name: 'Buxton to Bakewell',
    places: [
      [53.2586, -1.911],
      [53.2366, -1.7885],
      [53.2262, -1.7035],
      [53.2135, -1.6757],
    ],
  },
  {
    name: 'Bakewell to Matlock',
    places: [
      [53.2135, -1.6757],
      [53.1733, -1.6126],
      [53.1383, -1.5557],
    ],
  },
  {
    name: 'Matlock to Belper',
    places: [
      [53.1383, -1.5557],
      [53.1215, -1.5615],
      [53.1085, -1.5585],
      [53.0862, -1.5035],
      [53.0605, -1.4812],
      [53.0236, -1.4823],
    ],
  },
  {
    name: 'Belper to Derby',
    places: [
      [53.0236, -1.4823],
      [52.9867, -1.4877],
      [52.9225, -1.4766],
    ],
  },
  {
    name: 'Chesterfield to Alfreton',
    places: [
      [53.2354, -1.4253],
      [53.1636, -1.4133],
      [53.1336, -1.4035],
      [53.0974, -1.3837],
    ],
  },
  {
    name: 'Ashbourne to Derby',
    places: [
      [53.0163, -1.7327],
      [52.9633, -1.6395],
      [52.9225, -1.4766],
    ],
  },
];

const data = sharedData(process.argv.slice(2));

/** NaPTAN leaves the street out of some stops, and has words for "none" in others. */
const streetOf = (row: Record<string, string>): string | undefined => {
  const street = (row.Street ?? '').trim();
  return /^[A-Z][A-Za-z' -]{3,}$/.test(street) && !/^(no |un)/i.test(street) ? plainCase(street) : undefined;
};

const points: RoadPoint[] = [];
for (const file of STOPS)
  for await (const row of csvRows(join(data, file))) {
    const street = streetOf(row);
    const place = (row.ParentLocalityName || row.LocalityName || '').trim();
    if (!street || row.Status !== 'active' || !row.StopType?.startsWith('BC')) continue;
    const [lat, lng] = [Number(row.Latitude), Number(row.Longitude)];
    if (lat > 52 && lng < 0) points.push({ name: `${street}, ${place}`, lat, lng });
  }

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

const roads = ROADS.map(({ name, places }) => ({ name, points: roadThrough(points, places) }));
const streets = [...new Set(roads.flatMap(road => road.points.map(point => point.name)))];
const line = ({ name, lat, lng }: RoadPoint): string => JSON.stringify([round(lat), round(lng), streets.indexOf(name)]);

const file = `{
"about": "Main roads for sample gritters, as bus stops along them: latitude, longitude, and the number of the street in streets. Not the routes that any council grits. Written by scripts/build-gritter-routes.ts.",
"source": "NaPTAN bus stops, July 2026, Department for Transport",
"attribution": "Contains public sector information licensed under the Open Government Licence v3.0.",
"streets": [
${streets.map(street => JSON.stringify(street)).join(',\n')}
],
"roads": [
${roads.map(road => `{ "name": ${JSON.stringify(road.name)}, "points": [${road.points.map(line).join(',')}] }`).join(',\n')}
]
}
`;
const target = new URL('../api/data/gritter-routes.json', import.meta.url);
writeFileSync(target, file);
process.stdout.write(
  `${roads.map(road => `${road.name}: ${road.points.length} stops`).join('\n')}\n${Math.round(file.length / 100) / 10} kB\n`,
);
