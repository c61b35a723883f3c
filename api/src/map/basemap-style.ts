import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { BASEMAP_ID, type Basemap } from './basemap.ts';
import type { MapColours } from './map-colours.ts';

/**
 * Layers of a basemap as the two common schemes name them: Protomaps (`kind`) and OpenMapTiles (`class`). What a file does not have is not
 * drawn; what it has besides is not known to us.
 */
const GREEN = [
  'park',
  'wood',
  'forest',
  'nature_reserve',
  'national_park',
  'grassland',
  'grass',
  'meadow',
  'scrub',
  'golf_course',
  'cemetery',
];
const GREAT_ROADS = ['highway', 'major_road', 'motorway', 'trunk', 'primary', 'secondary'];
const PATHS = ['path', 'footway', 'track', 'pedestrian', 'other', 'rail', 'transit', 'ferry'];
const PLACES = ['locality', 'city', 'town', 'village', 'suburb', 'neighbourhood'];

/** One of these in either scheme's property. */
const kindIn = (values: readonly string[]): ExpressionSpecification => [
  'in',
  ['coalesce', ['get', 'kind'], ['get', 'class'], ''],
  ['literal', [...values]],
];
const not = (filter: ExpressionSpecification): ExpressionSpecification => ['!', filter];
const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const both = (one: ExpressionSpecification, other: ExpressionSpecification): ExpressionSpecification => ['all', one, other];

const GROUND = { metadata: { 'dtp:ground': true }, source: BASEMAP_ID };

const fill = (layer: string, colour: string, filter: ExpressionSpecification): LayerSpecification => ({
  id: `${BASEMAP_ID}-${layer}`,
  type: 'fill',
  ...GROUND,
  'source-layer': layer,
  filter,
  paint: { 'fill-color': colour },
});

const line = (
  layer: string,
  part: string,
  colour: string,
  filter: ExpressionSpecification,
  widths: [number, number, number],
): LayerSpecification => ({
  id: `${BASEMAP_ID}-${layer}-${part}`,
  type: 'line',
  ...GROUND,
  'source-layer': layer,
  filter,
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: {
    'line-color': colour,
    'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 8, widths[0], 13, widths[1], 18, widths[2]],
  },
});

const roads = (layer: string, { road, roadEdge }: MapColours): LayerSpecification[] => {
  const great = both(isLine, kindIn(GREAT_ROADS));
  const small = both(isLine, both(not(kindIn(GREAT_ROADS)), not(kindIn(PATHS))));
  return [
    line(layer, 'small-edge', roadEdge, small, [0, 1.6, 14]),
    line(layer, 'small', road, small, [0, 0.8, 12]),
    line(layer, 'great-edge', roadEdge, great, [1.2, 4.4, 22]),
    line(layer, 'great', road, great, [0.6, 3, 19]),
  ];
};

const names = (layer: string, part: string, colours: MapColours, font: string[], more: object): LayerSpecification => ({
  id: `${BASEMAP_ID}-${layer}-${part}`,
  type: 'symbol',
  ...GROUND,
  'source-layer': layer,
  layout: {
    'text-field': ['coalesce', ['get', 'name:en'], ['get', 'name'], ''],
    'text-font': font,
    'text-size': 12,
    'text-padding': 6,
    ...more,
  },
  paint: { 'text-color': colours.quietWords, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
});

/** The layers that draw a basemap, what is under everything apart from its names. */
export const basemapLayers = (
  basemap: Basemap,
  colours: MapColours,
  font: string[],
): { ground: LayerSpecification[]; names: LayerSpecification[] } => {
  const known = new Set(basemap.layers.map(layer => layer.id));
  const drawn = (ids: readonly string[], draw: (id: string) => LayerSpecification[]): LayerSpecification[] =>
    ids.filter(id => known.has(id)).flatMap(draw);
  return {
    ground: [
      ...drawn(['earth'], id => [fill(id, colours.ground, isArea)]),
      ...drawn(['landcover', 'landuse', 'park'], id => [fill(id, colours.park, both(isArea, id === 'park' ? isArea : kindIn(GREEN)))]),
      ...drawn(['water'], id => [fill(id, colours.water, isArea), line(id, 'line', colours.water, isLine, [0.4, 1.6, 6])]),
      ...drawn(['waterway'], id => [line(id, 'line', colours.water, isLine, [0.4, 1.6, 6])]),
      ...drawn(['buildings', 'building'], id => [{ ...fill(id, colours.building, isArea), minzoom: 14 }]),
      ...drawn(['roads', 'transportation'], id => roads(id, colours)),
    ],
    names: [
      ...drawn(['roads', 'transportation_name'], id => [
        { ...names(id, 'names', colours, font, { 'symbol-placement': 'line' }), minzoom: 14 },
      ]),
      ...drawn(['places', 'place'], id => [{ ...names(id, 'names', colours, font, {}), filter: kindIn(PLACES) }]),
    ],
  };
};
