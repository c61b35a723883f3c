import { BASEMAP_STYLE_METADATA, type Bounds, type LatLng } from '@dtp/contract/map.ts';
import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
  VectorSourceSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { creditsOf } from './attribution.ts';
import { BASEMAP_ID, type Basemap } from './basemap.ts';
import { basemapLayers } from './basemap-style.ts';
import type { MapColours } from './map-colours.ts';
import type { LayerRow } from './repository.ts';
import { MAX_LAYERS, MAX_ZOOM } from './tile-address.ts';
import { tilesUrl, union } from './tiles.ts';

/** A layer as the style draws it. */
export type DrawnLayer = {
  readonly row: LayerRow;
  readonly bounds: Bounds | null;
  /** Where the names of its areas stand, if they are to be seen: tiles would repeat the name in each of theirs. */
  readonly names: readonly { readonly title: string; readonly at: LatLng }[];
  /** Asked for, and not only there as background. */
  readonly isAsked: boolean;
};

export type StyleOptions = {
  readonly publicUrl: string;
  readonly title: string;
  readonly colours: MapColours;
  readonly layers: readonly DrawnLayer[];
  /** GSS code of the partner whose site it is: its own outline is stronger. */
  readonly own: string | null;
  readonly basemap: Basemap | null;
  readonly basemapStyleUrl: string | null;
};

/** Their areas together are the ground that the map is about. */
const GROUND_LAYER = 'districts';
/** Outlines of many areas are a net over everything: they come when one looks closer. */
const FEW_AREAS = 20;
const NET_ZOOM = 11;
/** How many names of a background layer are seen from which zoom: the layer's first are its greatest. */
const NAME_STEPS = [
  { from: 0, to: 30, zoom: 0, size: 13 },
  { from: 30, to: 200, zoom: 10, size: 12 },
  { from: 200, to: Number.MAX_SAFE_INTEGER, zoom: 12, size: 12 },
] as const;
const NAMES = 'names';
const FONT = ['Arial', 'Helvetica', 'Liberation Sans'];
/** `bold` in the first name makes MapLibre draw with weight 700; the family is the next one that is there. */
const BOLD_FONT = ['Arial Bold', ...FONT];

/** What only makes the ground: left out where another basemap brings its own (packages/map/src/engine/style.ts). */
const GROUND = { metadata: { 'dtp:ground': true } };

const ofKind = (kind: 'Point' | 'LineString' | 'Polygon'): ExpressionSpecification => ['==', ['geometry-type'], kind];

type Placed = DrawnLayer & { readonly source: string };

/** Layers by the tiles that carry them: as few sources as the most layers in a tile allow. */
const placed = (layers: readonly DrawnLayer[]): Placed[] =>
  layers.map((layer, at) => ({ ...layer, source: at < MAX_LAYERS ? 'layers' : `layers-${Math.floor(at / MAX_LAYERS) + 1}` }));

const sourceOf = (publicUrl: string, layers: readonly Placed[]): VectorSourceSpecification => {
  const bounds = union(layers.map(layer => layer.bounds));
  return {
    type: 'vector',
    tiles: [
      tilesUrl(
        publicUrl,
        layers.map(({ row }) => row.id),
      ),
    ],
    minzoom: Math.min(...layers.map(({ row }) => Math.min(Math.floor(row.style.minZoom), MAX_ZOOM))),
    maxzoom: MAX_ZOOM,
    ...(bounds ? { bounds } : {}),
    attribution: creditsOf(layers.map(({ row }) => row.attribution)),
  };
};

const namesSource = (layers: readonly Placed[]): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: layers.flatMap(({ row, names }) =>
      names.map(({ title, at }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [at.lng, at.lat] },
        properties: { layer: row.id, title },
      })),
    ),
  },
});

const common = ({ row, source }: Placed) => ({
  source,
  'source-layer': row.id,
  ...(row.style.minZoom > 0 ? { minzoom: row.style.minZoom } : {}),
});

/** The ground first, whatever its place among the outlines: parks lie on it. */
const groundFills = (layers: readonly Placed[], colours: MapColours): LayerSpecification[] => {
  const fill = (layer: Placed, colour: string): LayerSpecification => ({
    id: `${layer.row.id}-ground`,
    type: 'fill',
    ...common(layer),
    ...GROUND,
    paint: { 'fill-color': colour },
  });
  const areas = layers.filter(({ row }) => row.role === 'areas');
  return [
    ...areas.filter(({ row }) => row.id === GROUND_LAYER).map(layer => fill(layer, colours.ground)),
    ...areas.filter(({ row }) => row.id !== GROUND_LAYER && row.style.tone === 'green').map(layer => fill(layer, colours.park)),
  ];
};

/** One or two outlines are what the eye should find first. */
const outlineWidth = ({ row }: Placed): number => (row.count <= 2 ? 1.8 : 1);

const outline = (layer: Placed, colours: MapColours): LayerSpecification[] => {
  const { row } = layer;
  if (row.role !== 'areas') return [];
  const width = outlineWidth(layer);
  const net = row.count > FEW_AREAS ? { minzoom: Math.max(NET_ZOOM, row.style.minZoom) } : {};
  return [
    {
      id: `${row.id}-outline`,
      type: 'line',
      ...common(layer),
      ...net,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.tones[row.style.tone],
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, width * 0.7, 12, width * 1.6],
      },
    },
  ];
};

const ownOutline = (layer: Placed, own: string, colours: MapColours): LayerSpecification[] => {
  const { row } = layer;
  if (row.role !== 'areas' || row.count > FEW_AREAS) return [];
  return [
    {
      id: `${row.id}-own`,
      type: 'line',
      ...common(layer),
      filter: ['==', ['get', 'id'], own],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.own, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1.6, 12, 3.2] },
    },
  ];
};

const circle = (colour: string, halo: string): NonNullable<CircleLayerSpecification['paint']> => ({
  'circle-color': colour,
  'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 4, 12, 5.5, 16, 8],
  'circle-stroke-color': halo,
  'circle-stroke-width': 1.5,
});

/** A layer that was asked for, whatever shapes it has. */
const asked = (layer: Placed, colours: MapColours): LayerSpecification[] => {
  const { row } = layer;
  const colour = colours.tones[row.style.tone];
  const has = (kind: 'point' | 'line' | 'polygon'): boolean => row.geometry === kind || row.geometry === 'mixed';
  const at = common(layer);
  const drawn: LayerSpecification[] = [];
  if (has('polygon')) {
    const filter = ofKind('Polygon');
    drawn.push({ id: `${row.id}-area`, type: 'fill', ...at, filter, paint: { 'fill-color': colour, 'fill-opacity': 0.12 } });
    drawn.push({ id: `${row.id}-edge`, type: 'line', ...at, filter, paint: { 'line-color': colour, 'line-width': 2 } });
  }
  if (has('line'))
    drawn.push({
      id: `${row.id}-line`,
      type: 'line',
      ...at,
      filter: ofKind('LineString'),
      paint: { 'line-color': colour, 'line-width': 2.5 },
    });
  if (has('point'))
    drawn.push({ id: `${row.id}-point`, type: 'circle', ...at, filter: ofKind('Point'), paint: circle(colour, colours.halo) });
  return drawn;
};

const halo = (colour: string, colours: MapColours): NonNullable<SymbolLayerSpecification['paint']> => ({
  'text-color': colour,
  'text-halo-color': colours.halo,
  'text-halo-width': 1.5,
});

/** Names of places that are only background, in steps, the first of the layer first where there is no room for all. */
const backgroundNames = (layer: Placed, colours: MapColours): LayerSpecification[] => {
  const { row } = layer;
  if (row.role !== 'background' || !row.style.labels || row.geometry === 'polygon') return [];
  return NAME_STEPS.filter(({ from }) => from < row.count).map(({ from, to, zoom, size }) => ({
    id: `${row.id}-names-${from}`,
    type: 'symbol',
    ...common(layer),
    minzoom: Math.max(zoom, row.style.minZoom),
    ...GROUND,
    filter: ['all', ['>=', ['get', 'number'], from], ['<', ['get', 'number'], to]],
    layout: {
      'text-field': ['get', 'title'],
      'text-font': from === 0 ? BOLD_FONT : FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 8, size - 1, 14, size + 2],
      'symbol-sort-key': ['get', 'number'],
      'text-padding': 6,
    },
    paint: halo(colours.quietWords, colours),
  }));
};

/** Names of areas: one each, and quiet, since the places in them are what people look for. */
const areaNames = ({ row, names, isAsked }: Placed, colours: MapColours): LayerSpecification[] => {
  if (names.length === 0) return [];
  const isFew = row.count <= FEW_AREAS;
  return [
    {
      id: `${row.id}-names`,
      type: 'symbol',
      source: NAMES,
      minzoom: Math.max(row.style.minZoom, isFew ? 7.5 : NET_ZOOM),
      // Closer than this an area fills the map, and its name stands somewhere in it by chance.
      ...(isFew && !isAsked ? { maxzoom: 12 } : {}),
      filter: ['==', ['get', 'layer'], row.id],
      layout: {
        'text-field': ['get', 'title'],
        'text-font': FONT,
        'text-size': 11,
        // So that the borough of Chesterfield is not taken for the town.
        'text-transform': 'uppercase',
        'text-letter-spacing': 0.1,
        'text-max-width': 8,
        'text-padding': 8,
      },
      paint: halo(row.style.tone === 'green' ? colours.tones.green : colours.quietWords, colours),
    },
  ];
};

/** Names beside what was asked for, where there is room. */
const askedNames = (layer: Placed, colours: MapColours): LayerSpecification[] => {
  const { row } = layer;
  if (!row.style.labels || row.geometry === 'polygon') return [];
  return [
    {
      id: `${row.id}-labels`,
      type: 'symbol',
      ...common(layer),
      minzoom: Math.max(NET_ZOOM, row.style.minZoom),
      layout: {
        'text-field': ['get', 'title'],
        'text-font': FONT,
        'text-size': 13,
        'text-anchor': 'top',
        'text-offset': [0, 0.7],
        'text-max-width': 9,
        'text-padding': 4,
      },
      paint: halo(colours.words, colours),
    },
  ];
};

const centreOf = (bounds: Bounds): [number, number] => [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];

/**
 * A MapLibre style (version 8) of our own tiles: ground, outlines, names of places and areas, then what was asked for by its order, with its
 * names; later ones are on top, and their names are placed first. No glyphs and no sprite: MapLibre draws names with the fonts of the
 * device, so no third party is asked.
 */
export const mapStyle = ({ publicUrl, title, colours, layers, own, basemap, basemapStyleUrl }: StyleOptions): StyleSpecification => {
  const all = placed(layers.toSorted((a, b) => a.row.style.order - b.row.style.order || (a.row.id < b.row.id ? -1 : 1)));
  const each = (draw: (layer: Placed) => LayerSpecification[]): LayerSpecification[] => all.flatMap(draw);
  const under = basemap ? basemapLayers(basemap, colours, FONT) : { ground: [], names: [] };
  const bounds = union(all.map(layer => layer.bounds));
  const bySource = Object.entries(Object.groupBy(all, layer => layer.source));
  const sources: StyleSpecification['sources'] = Object.fromEntries(bySource.map(([id, some = []]) => [id, sourceOf(publicUrl, some)]));
  if (all.some(layer => layer.names.length > 0)) sources[NAMES] = namesSource(all);
  if (basemap) {
    const { minZoom: minzoom, maxZoom: maxzoom, bounds, attribution } = basemap;
    sources[BASEMAP_ID] = {
      type: 'vector',
      tiles: [tilesUrl(publicUrl, [BASEMAP_ID])],
      minzoom,
      maxzoom,
      bounds,
      attribution: creditsOf([attribution]),
    };
  }
  return {
    version: 8,
    name: title,
    ...(basemapStyleUrl ? { metadata: { [BASEMAP_STYLE_METADATA]: basemapStyleUrl } } : {}),
    ...(bounds ? { center: centreOf(bounds), zoom: 8 } : {}),
    sources,
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
      ...(basemap ? under.ground : groundFills(all, colours)),
      ...each(layer => (layer.isAsked ? [] : outline(layer, colours))),
      ...(own === null ? [] : each(layer => ownOutline(layer, own, colours))),
      ...under.names,
      ...(under.names.length > 0 ? [] : each(layer => backgroundNames(layer, colours))),
      ...each(layer => areaNames(layer, colours)),
      // Above the names of towns: what was asked for may not be hidden by them.
      ...each(layer => (layer.isAsked ? asked(layer, colours) : [])),
      ...each(layer => (layer.isAsked ? askedNames(layer, colours) : [])),
    ],
  };
};
