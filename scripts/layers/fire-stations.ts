import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { fromGrid, type GridPoint } from '../../api/src/places/grid.ts';
import { OPEN_DATA_ATTRIBUTION } from '../shared-data.ts';
import { addressOf, OPEN_GOVERNMENT_LICENCE, pointAt, type StarterFeature, type StarterLayer, slugOf } from './layer.ts';
import type { PostcodePoints } from './postcode-points.ts';

export const FIRE_FILE = 'places/fire-service-sites.csv';

export const fireStationsLayer: StarterLayer = {
  id: 'fire-stations',
  title: 'Fire stations',
  singular: 'fire station',
  description: 'Fire stations in Derbyshire and Derby. In an emergency call 999: stations are not always staffed.',
  owner: 'derbyshire-fire-rescue',
  category: 'Emergency services',
  role: 'places',
  geometry: 'point',
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: `Contains public sector information licensed under the Open Government Licence v3.0. ${OPEN_DATA_ATTRIBUTION}`,
  source: 'Derbyshire Fire & Rescue Service, list of public land and assets, July 2016',
  isVerified: false,
  isSample: false,
  style: { tone: 'strong', minZoom: 0, labels: true, order: 58 },
  edition: '2016-07',
};

/** Farther from its postcode than this, in metres, a position of the list is a slip: two have a digit wrong, some 90 and 60 km off. */
const FARTHEST_M = 2000;
const apart = (a: GridPoint, b: GridPoint): number => Math.hypot(a.easting - b.easting, a.northing - b.northing);

type Site = { readonly title: string; readonly address: string; readonly postcode: string; readonly position: string };

const featureOf = ({ title, address, postcode, position }: Site, points: PostcodePoints): StarterFeature => {
  const [easting = Number.NaN, northing = Number.NaN] = position.split(',').map(Number);
  const listed = { easting, northing };
  const middle = points(postcode);
  const isPlausible = !middle || apart(listed, middle.grid) <= FARTHEST_M;
  return {
    id: slugOf(title),
    title,
    geometry: pointAt(isPlausible ? fromGrid(listed) : middle.point),
    address: addressOf([address]),
    postcode,
    ...(!isPlausible && {
      source: 'Derbyshire Fire & Rescue Service, July 2016. The list has it far away, so it is shown at the middle of its postcode.',
    }),
  };
};

/** The stations among the service's sites, by title. Headquarters and houses are left out. */
export const readFireStations = (data: string, points: PostcodePoints): StarterFeature[] => {
  // A title stands above the header, and rows have cells of more than one line.
  const rows: string[][] = parse(readFileSync(join(data, FIRE_FILE), 'utf8'), { relax_column_count: true });
  return rows
    .map(([, title = '', address = '', postcode = '', , , , position = '']): Site => ({ title, address, postcode, position }))
    .filter(({ title }) => /Fire Station$|Fire & Rescue Centre$/.test(title))
    .map(site => featureOf(site, points))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
};
