import { GeoJSONVT, type GeoJSONVTFeature } from '@maplibre/geojson-vt';
import { fromVectorTileJs, GeoJSONWrapper } from '@maplibre/vt-pbf';
import Flatbush from 'flatbush';
import type { Feature } from 'geojson';
import { LRUCache } from 'lru-cache';
import { type MapRepository, readShapes, type ShapeRow } from './repository.ts';
import { BUFFER, EXTENT, MAX_ZOOM } from './tile-address.ts';

/** Points nearer to each other than this are one dot on the screen: 4 of a tile's 512 pixels. */
const DOT = EXTENT / 128;
/** A tile with no more features than this is sent whole. */
const SENT_WHOLE = 2000;
/** Weight of what is kept ready to be cut, in positions: about 100 bytes each. */
const KEPT_POSITIONS = 2_000_000;

const NOTHING = new Uint8Array();

/** Cuts one tile of a layer. */
type Cut = (z: number, x: number, y: number) => Promise<Uint8Array>;
type Cutter = { readonly cut: Cut; readonly positions: number };

/** One layer, of its own name. */
const encode = (layer: string, features: GeoJSONVTFeature[]): Uint8Array => {
  const wrapped = new GeoJSONWrapper(features, { version: 2, extent: EXTENT });
  wrapped.name = layer;
  return fromVectorTileJs({ layers: { [layer]: wrapped } });
};

const tagsOf = ({ id, title, number }: ShapeRow) => ({ id, title, number });

/** Web Mercator, 0 to 1 from the north-west (EPSG:3857 scaled to the unit square). */
const mercatorX = (lng: number): number => lng / 360 + 0.5;
const mercatorY = (lat: number): number => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
};

/**
 * Points need no cutting: those in the tile's square are written as they are, thinned to one a dot where they stand so close that more
 * would not be seen. The first in the order of the layer stays.
 */
const pointCutter = (layer: string, rows: readonly ShapeRow[], record: MapRepository): Cutter => {
  const numbers = Uint32Array.from(rows, row => row.number);
  const xs = new Float64Array(rows.length);
  const ys = new Float64Array(rows.length);
  const tree = new Flatbush(rows.length);
  rows.forEach(({ geometry }, at) => {
    const [lng = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : [];
    xs[at] = mercatorX(lng);
    ys[at] = mercatorY(lat);
    tree.add(xs[at] ?? 0, ys[at] ?? 0);
  });
  tree.finish();

  const thinned = (found: readonly number[], place: (at: number) => [number, number]): number[] => {
    if (found.length <= SENT_WHOLE) return [...found];
    const taken = new Set<number>();
    return found.filter(at => {
      const [x, y] = place(at);
      const dot = Math.floor((y + BUFFER) / DOT) * 1000 + Math.floor((x + BUFFER) / DOT);
      if (taken.has(dot)) return false;
      taken.add(dot);
      return true;
    });
  };

  const cut: Cut = async (z, x, y) => {
    const scale = 2 ** z;
    const margin = BUFFER / EXTENT;
    const found = tree.search((x - margin) / scale, (y - margin) / scale, (x + 1 + margin) / scale, (y + 1 + margin) / scale);
    if (found.length === 0) return NOTHING;
    found.sort((a, b) => a - b);
    const place = (at: number): [number, number] => [
      Math.round(((xs[at] ?? 0) * scale - x) * EXTENT),
      Math.round(((ys[at] ?? 0) * scale - y) * EXTENT),
    ];
    const shown = thinned(found, place);
    const said = new Map((await record.byNumber(layer, [...shown.map(at => numbers[at] ?? 0)])).map(row => [row.number, row]));
    const features = shown.flatMap(at => {
      const row = said.get(numbers[at] ?? -1);
      return row ? [{ type: 1 as const, geometry: [place(at)], tags: tagsOf(row), id: row.number }] : [];
    });
    return encode(layer, features);
  };
  return { cut, positions: rows.length };
};

type Shapes = GeoJSONVTFeature & { type: 2 | 3 };
const isArea = (feature: GeoJSONVTFeature): feature is Shapes => feature.type === 3;

/** The dot that an area lies within, by its column and row; null for one that is larger than a dot, or lies across two. */
const dotOf = ({ geometry }: Shapes): { column: number; row: number } | null => {
  const [first] = geometry[0] ?? [];
  if (!first) return null;
  const [column, row] = [Math.floor(first[0] / DOT), Math.floor(first[1] / DOT)];
  // As large as a dot, and no larger: where its corner happens to fall must not decide whether it is seen.
  const fits = geometry.every(ring => ring.every(([x, y]) => Math.abs(x - first[0]) < DOT && Math.abs(y - first[1]) < DOT));
  return fits ? { column, row } : null;
};

const squareOf = (column: number, row: number): [number, number][] => {
  const [west, north] = [column * DOT, row * DOT];
  return [
    [west, north],
    [west + DOT, north],
    [west + DOT, north + DOT],
    [west, north + DOT],
    [west, north],
  ];
};

/**
 * Areas too small to be told apart are drawn as the dots they cover, one for all that lie on it: so the ground they cover together stays
 * covered. The first in the order of the layer stays.
 */
const dotted = (features: GeoJSONVTFeature[]): GeoJSONVTFeature[] => {
  if (features.length <= SENT_WHOLE) return features;
  const taken = new Set<number>();
  return features.flatMap(feature => {
    const dot = isArea(feature) ? dotOf(feature) : null;
    if (!dot) return [feature];
    const key = (dot.row + 10) * 1000 + dot.column + 10;
    if (taken.has(key)) return [];
    taken.add(key);
    return [{ ...feature, type: 3 as const, geometry: [squareOf(dot.column, dot.row)] }];
  });
};

const positionsIn = (value: unknown): number => {
  if (!Array.isArray(value)) return 0;
  return typeof value[0] === 'number' ? 1 : value.reduce<number>((sum, one) => sum + positionsIn(one), 0);
};

const shapeCutter = (layer: string, rows: readonly ShapeRow[]): Cutter => {
  const features = rows.map((row): Feature => ({ type: 'Feature', id: row.number, geometry: row.geometry, properties: tagsOf(row) }));
  const index = new GeoJSONVT(
    { type: 'FeatureCollection', features },
    { maxZoom: MAX_ZOOM, indexMaxZoom: 6, indexMaxPoints: 20_000, tolerance: 3, extent: EXTENT, buffer: BUFFER },
  );
  const cut: Cut = async (z, x, y) => {
    const tile = index.getTile(z, x, y);
    return tile && tile.features.length > 0 ? encode(layer, dotted(tile.features)) : NOTHING;
  };
  const positions = features.reduce((sum, { geometry }) => sum + ('coordinates' in geometry ? positionsIn(geometry.coordinates) : 0), 0);
  return { cut, positions };
};

/**
 * Cuts vector tiles of the layers on record, one layer in a tile, of the layer's own name. What a layer needs is made at its first tile and
 * kept while there is room. For a thread of its own: the first tile of a large layer takes seconds.
 */
export const createTileCutter = (record: MapRepository) => {
  let kept = 0;
  /** `positions` is 0 until it stands. */
  type Entry = { readonly layer: string; readonly cutter: Promise<Cutter>; positions: number };
  const cutters = new LRUCache<string, Entry>({
    max: 64,
    dispose: entry => {
      kept -= entry.positions;
      entry.positions = 0;
    },
  });

  const open = async (layer: string): Promise<Cutter> => {
    const rows = await readShapes(record, layer);
    if (rows.length === 0) return { cut: async () => NOTHING, positions: 0 };
    return rows.every(row => row.geometry.type === 'Point') ? pointCutter(layer, rows, record) : shapeCutter(layer, rows);
  };

  const keep = (key: string, layer: string): Entry => {
    const entry: Entry = { layer, cutter: open(layer), positions: 0 };
    cutters.set(key, entry);
    entry.cutter.then(
      ({ positions }) => {
        if (cutters.peek(key) !== entry) return;
        entry.positions = positions;
        kept += positions;
        while (kept > KEPT_POSITIONS && cutters.size > 1) cutters.pop();
      },
      // A fault is not kept: the next tile tries again.
      () => void (cutters.peek(key) === entry && cutters.delete(key)),
    );
    return entry;
  };

  return {
    /** `version` is the layer's: another one makes it anew. */
    cut: async (layer: string, version: number, z: number, x: number, y: number): Promise<Uint8Array> => {
      const key = `${layer} ${version}`;
      const known = cutters.get(key);
      if (!known) for (const old of [...cutters.keys()].filter(one => one.startsWith(`${layer} `))) cutters.delete(old);
      return (await (known ?? keep(key, layer)).cutter).cut(z, x, y);
    },
  };
};
