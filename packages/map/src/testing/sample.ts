import type { AuthorityList } from '@dtp/contract/authorities.ts';
import type { AroundReply, aroundSpot, FeatureList, Layer, LayerList, MapFeature, NearestReply, Spot } from '@dtp/contract/map.ts';
import type { AddressList, Area, Place, PlaceSuggestions } from '@dtp/contract/places.ts';
import type { z } from 'zod';

/** Sample content for the tests, in the shapes that cross the wire. Names, numbers and addresses are made up. */

type Wire<Schema extends z.ZodType> = z.input<Schema>;

const layerOf = (id: string, title: string, more: Partial<Wire<typeof Layer>> = {}): Wire<typeof Layer> => ({
  id,
  title,
  singular: title.slice(0, -1).toLowerCase(),
  description: `${title}, as a sample.`,
  owner: null,
  category: 'Places',
  role: 'places',
  geometry: 'point',
  licence: { name: 'Sample licence', url: 'https://licence.example/' },
  attribution: 'Contains sample data.',
  source: 'Sample list',
  isVerified: true,
  isSample: false,
  style: { tone: 'accent', minZoom: 0, labels: true, order: 0 },
  edition: null,
  updatedAt: '2026-11-01T09:00:00Z',
  status: { refreshes: false, lastTriedAt: null, fault: null },
  count: 12,
  bounds: [-1.8, 53.1, -1.4, 53.3],
  ...more,
});

export const libraries = layerOf('libraries', 'Libraries', { singular: 'library' });
export const stations = layerOf('fire-stations', 'Fire stations', { isVerified: false });
export const wards = layerOf('wards', 'Wards', { role: 'areas' });

export const layers: Wire<typeof LayerList> = { items: [wards, libraries, stations], total: 3, page: 1, pageSize: 100 };

export const featureOf = (id: string, title: string, lat: number, lng: number, more: Partial<Wire<typeof MapFeature>> = {}) =>
  ({
    id,
    layer: 'libraries',
    title,
    summary: null,
    point: { lat, lng },
    bounds: [lng, lat, lng, lat],
    address: null,
    postcode: null,
    phone: null,
    email: null,
    url: null,
    hours: null,
    week: null,
    open: null,
    notes: [],
    source: null,
    verifiedOn: null,
    ...more,
  }) satisfies Wire<typeof MapFeature>;

export const bakewellLibrary = featureOf('bakewell-library', 'Bakewell Library', 53.2126, -1.6741, {
  summary: 'In the middle of the town.',
  address: '1 Sample Road, Bakewell',
  postcode: 'DE45 1ES',
  phone: '01629 000001',
  email: 'bakewell@library.example',
  url: 'https://library.example/bakewell',
  hours: [{ day: 1, opens: '09:30', closes: '17:00' }],
  week: [
    { days: 'Monday to Friday', times: '9.30am to 5pm' },
    { days: 'Saturday and Sunday', times: 'closed' },
  ],
  open: { open: true, text: 'Open now, closes 5pm', nextChange: '2099-01-01T17:00:00Z' },
  notes: [{ label: 'Step free access', text: 'Yes' }],
  verifiedOn: '2026-03-04',
});
export const matlockLibrary = featureOf('matlock-library', 'Matlock Library', 53.138, -1.555, {
  address: '2 Sample Steep, Matlock, DE4 3DP',
  postcode: 'DE4 3DP',
  open: { open: false, text: 'Closed, opens 9am tomorrow', nextChange: null },
});
export const belperStation = featureOf('belper-fire-station', 'Belper fire station', 53.0229, -1.4872, { layer: 'fire-stations' });

const featuresIn = (layer: string) => (layer === 'libraries' ? [bakewellLibrary, matlockLibrary] : [belperStation]);
const layerNamed = (id: string) => (id === 'libraries' ? libraries : stations);

export const source = {
  name: 'Sample postcodes',
  edition: 'November 2025',
  importedOn: '2025-11-20',
  attribution: 'Contains sample data.',
};

const spotOf = (label: string, precision: Wire<typeof Spot>['precision'], note: string | null = null): Wire<typeof Spot> => ({
  label,
  point: { lat: 53.2135, lng: -1.675 },
  precision,
  note,
});

/** The places that are known, by what is typed for them, in small letters. */
export const spots = new Map(
  [
    spotOf('DE45 1ES', 'postcode'),
    spotOf('DE45 1ZZ', 'postcode'),
    spotOf('DE45 1AA', 'sector', 'We only know the area DE45 1, so distances are rough.'),
    spotOf('Bakewell', 'town'),
    spotOf('Sample Road, Bakewell', 'street'),
  ].map(spot => [spot.label.toLowerCase(), spot] as const),
);
/** A place that is known. */
export function spotCalled(label: string): Wire<typeof Spot> {
  const spot = spots.get(label.toLowerCase());
  if (!spot) throw new Error(`${label} is no sample`);
  return spot;
}
export const position = spotOf('where you are', 'position');
export const address = spotOf('12 Sample Road, Bakewell', 'address');

export const nearestReply = (layer: string, from: Wire<typeof Spot>): Wire<typeof NearestReply> => ({
  layer: layerNamed(layer),
  from,
  items: featuresIn(layer).map((feature, at) => ({ ...feature, distanceM: 600 * (at + 1), distance: `${0.4 * (at + 1)} miles` })),
  total: 12,
  source,
});

export const featureList = (layer: string, page: number): Wire<typeof FeatureList> => ({
  layer: layerNamed(layer),
  items: featuresIn(layer),
  total: 12,
  page,
  pageSize: 10,
});

export const featureReply = (layer: string, id: string) => {
  const feature = featuresIn(layer).find(one => one.id === id);
  return feature ? { layer: layerNamed(layer), feature } : null;
};

export const areaOf = (id: string, name: string, inPark: boolean): Wire<typeof Area> => ({
  id,
  name,
  inPark,
  serves: {
    district: 'derbyshire-dales',
    county: 'derbyshire',
    planning: inPark ? 'peak-district' : 'derbyshire-dales',
    police: 'derbyshire-constabulary',
    fire: 'derbyshire-fire-rescue',
  },
  share: null,
});
export const inPark = areaOf('derbyshire-dales.park', 'Derbyshire Dales, inside the Peak District National Park', true);
export const outOfPark = areaOf('derbyshire-dales', 'Derbyshire Dales, outside the national park', false);

export const aroundReply = (from: Wire<typeof Spot>, areas = [inPark]): Wire<typeof AroundReply> => ({
  from,
  areas,
  containing: [
    { layer: 'wards', label: 'Your ward', feature: { ...featureOf('bakewell', 'Bakewell ward', 53.21, -1.67), layer: 'wards' } },
  ],
  message: areas.length > 1 ? 'This is close to a boundary, so it may be in either of these.' : `This is in ${areas[0]?.name}.`,
  source,
});

export const aroundSpotReply = (from: Wire<typeof Spot>, areas = [inPark]): Wire<(typeof aroundSpot)['reply']> => ({
  ...aroundReply(from, areas),
  address: { uprn: '100000000012', label: '12 Sample Road, Bakewell', distanceM: 19 },
  street: { name: 'Sample Road, Bakewell', distanceM: 8 },
});

export const placeReply = (postcode: string): Wire<typeof Place> => {
  const said = { postcode, beyond: [], finderUrl: 'https://www.gov.uk/find-local-council', source };
  if (postcode === 'DE45 1ZZ')
    return {
      ...said,
      kind: 'ambiguous',
      areas: [inPark, outOfPark],
      reason: 'boundary',
      message: 'DE45 1ZZ is close to the edge of the national park.',
    };
  return { ...said, kind: 'settled', areas: [inPark], message: `${postcode} is in ${inPark.name}.` };
};

export const addressList = (postcode: string): Wire<typeof AddressList> => ({
  postcode,
  items: [
    { uprn: '100000000001', label: '1 Edge Lane, Bakewell', area: inPark.id },
    { uprn: '100000000002', label: '2 Edge Lane, Bakewell', area: outOfPark.id },
    { uprn: '100000000003', label: '3 Edge Lane, Bakewell', area: null },
  ],
  total: 3,
  page: 1,
  pageSize: 100,
  source,
});

export const suggestions = (query: string): Wire<typeof PlaceSuggestions> => ({
  query,
  items: [
    { kind: 'town', label: 'Bakewell', detail: 'Derbyshire Dales', postcode: null, uprn: null },
    { kind: 'street', label: 'Sample Road, Bakewell', detail: 'Street', postcode: null, uprn: null },
    { kind: 'address', label: '12 Sample Road, Bakewell', detail: 'DE45 1ES', postcode: 'DE45 1ES', uprn: '100000000012' },
  ],
  total: 3,
  page: 1,
  pageSize: 8,
});

const bodyOf = (id: string, name: string, kind: Wire<typeof AuthorityList>['items'][number]['kind']) => ({
  id,
  name,
  shortName: name,
  kind,
  homeUrl: `https://${id}.example/`,
  gss: 'E07000035',
  register: null,
  custodian: null,
  contact: { label: 'Customer services', phone: '01629 761100', url: null, source: null, verifiedOn: null },
  activeFrom: null,
  activeTo: null,
  successors: [],
});

export const authorities: Wire<typeof AuthorityList> = {
  items: [
    bodyOf('derbyshire-dales', 'Derbyshire Dales District Council', 'district'),
    bodyOf('derbyshire', 'Derbyshire County Council', 'county'),
    bodyOf('peak-district', 'Peak District National Park Authority', 'park'),
    bodyOf('derbyshire-constabulary', 'Derbyshire Constabulary', 'police'),
    bodyOf('derbyshire-fire-rescue', 'Derbyshire Fire & Rescue Service', 'fire'),
  ],
  total: 5,
  page: 1,
  pageSize: 50,
};

/** A style of the map that asks for nothing. */
export const mapStyle = { version: 8, sources: {}, layers: [{ id: 'land', type: 'background', paint: { 'background-color': '#dde8d8' } }] };

/** The picture before the map is shown. */
export const overview =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 600"><rect width="480" height="600" fill="#dde8d8"/></svg>';
