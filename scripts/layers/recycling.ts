import townsFile from '../../api/data/towns.json' with { type: 'json' };
import { OPEN_DATA_ATTRIBUTION } from '../shared-data.ts';
import { OPEN_GOVERNMENT_LICENCE, pointAt, type StarterFeature, type StarterLayer, slugOf } from './layer.ts';

const UNCHECKED = 'Written from general knowledge, not checked with the councils';

export const recyclingLayer: StarterLayer = {
  id: 'recycling-centres',
  title: 'Recycling centres',
  singular: 'recycling centre',
  description:
    'Household waste recycling centres (tips) of Derbyshire County Council and Derby City Council. Each stands at its town, not at its gate: look up the address, the hours and what to bring before you go.',
  owner: null,
  category: 'Bins and recycling',
  role: 'places',
  geometry: 'point',
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: OPEN_DATA_ATTRIBUTION,
  source: UNCHECKED,
  isVerified: false,
  isSample: false,
  style: { tone: 'green', minZoom: 0, labels: true, order: 56 },
  edition: null,
};

type Council = 'Derbyshire County Council' | 'Derby City Council';
type Centre = { readonly name: string; readonly town: string; readonly council: Council; readonly summary: string };

/** The county's nine and the city's one. No list of them is at hand, so each is placed at a town of api/data/towns.json. */
const county = (name: string, town: string, summary: string): Centre => ({ name, town, council: 'Derbyshire County Council', summary });
const CENTRES: readonly Centre[] = [
  county('Ashbourne', 'Ashbourne', 'In Ashbourne'),
  county('Bolsover', 'Bolsover', 'In or near Bolsover'),
  county('Bretby', 'Swadlincote', 'At Bretby, near Swadlincote'),
  county('Buxton (Waterswallows)', 'Buxton', 'At Waterswallows, near Buxton'),
  county('Chesterfield (Stonegravels)', 'Chesterfield', 'At Stonegravels, north of the centre of Chesterfield'),
  county('Glossop', 'Glossop', 'In Glossop'),
  county('Ilkeston', 'Ilkeston', 'In Ilkeston'),
  county('Loscoe', 'Heanor', 'At Loscoe, near Heanor'),
  county('Northwood', 'Darley Dale', 'At Northwood, near Darley Dale and Matlock'),
  { name: 'Raynesway', town: 'Alvaston', council: 'Derby City Council', summary: 'Off Raynesway, in the east of Derby' },
];

/** Kinds of place that a centre is placed at: hamlets of the same names are not meant. */
const PLACED = ['City', 'Town', 'Suburban Area'];

const HOME: Readonly<Record<Council, string>> = {
  'Derbyshire County Council': 'https://www.derbyshire.gov.uk/',
  'Derby City Council': 'https://www.derby.gov.uk/',
};

/** The centres, by title. */
export const recyclingFeatures = (): StarterFeature[] =>
  CENTRES.map(({ name, town, council, summary }): StarterFeature => {
    const place = townsFile.towns.find(({ name: known, kind }) => known === town && PLACED.includes(kind));
    const [lat, lng] = place?.at ?? [];
    if (lat === undefined || lng === undefined) throw new Error(`${town} is not in api/data/towns.json`);
    const title = `${name} recycling centre`;
    const [, plain = name] = name.match(/^(.*?)(?: \(.*\))?$/) ?? [];
    return {
      id: `${slugOf(plain)}-recycling-centre`,
      title,
      summary: `${summary}. The pin marks ${town}, not the site. Run by ${council}.`,
      geometry: pointAt({ lat, lng }),
      url: HOME[council],
    };
  });
