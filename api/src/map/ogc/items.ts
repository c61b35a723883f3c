import { setImmediate } from 'node:timers/promises';
import type { Bounds } from '@dtp/contract/map.ts';
import { notFound } from '../../http/problem.ts';
import type { MapModel } from '../model.ts';
import type { FeatureRow, LayerRow, MapRepository } from '../repository.ts';
import type { Crs, SearchArea } from './crs.ts';
import type { FeatureTimes } from './feature-times.ts';
import { ogcFeature } from './geojson.ts';
import type { Link } from './links.ts';
import type { ItemsQuery } from './query.ts';

/** The features that a request selects: how many there are, and the numbers of those on this page. */
export type Selection = { readonly matched: number; readonly numbers: readonly number[] };

export type SelectionDeps = { readonly map: MapModel; readonly times: FeatureTimes };

const merged = (one: Uint32Array, other: Uint32Array): Uint32Array => Uint32Array.from(new Set([...one, ...other])).sort();

const holds = (box: Bounds, other: Bounds): boolean => box[0] <= other[0] && box[1] <= other[1] && box[2] >= other[2] && box[3] >= other[3];

const inArea = (map: MapModel, layer: string, area: SearchArea): Uint32Array => {
  const bounds = map.bounds(layer);
  // What GIS software asks first is its whole window, and that is often the whole layer.
  if (bounds && area.kind === 'degrees' && area.boxes.some(box => holds(box, bounds))) return map.numbers(layer);
  if (area.kind === 'grid') return map.withinGrid(layer, area.box);
  return area.boxes.map(box => map.within(layer, box)).reduce(merged);
};

/** In the order of the layer, so that pages by offset neither miss nor repeat a feature. */
export const select = async ({ map, times }: SelectionDeps, layer: LayerRow, query: ItemsQuery): Promise<Selection> => {
  const there = query.area ? inArea(map, layer.id, query.area) : map.numbers(layer.id);
  const then = query.datetime ? await times.within(layer, there, query.datetime) : there;
  return { matched: then.length, numbers: [...then.subarray(query.offset, query.offset + query.limit)] };
};

/** Features read at once, and what a request that comes in meanwhile may have to wait, in milliseconds; one reading comes on top. */
const ROWS_A_READ = 50;
const SLICE_MS = 8;

/** The rows of some numbers, as they are wanted. Everything else that waits has its turn between. */
export async function* rowsOf(record: MapRepository, layer: string, numbers: readonly number[]): AsyncGenerator<FeatureRow> {
  let since = performance.now();
  for (let at = 0; at < numbers.length; at += ROWS_A_READ) {
    for (const row of await record.byNumber(layer, numbers.slice(at, at + ROWS_A_READ))) {
      yield row;
      if (performance.now() - since < SLICE_MS) continue;
      await setImmediate();
      since = performance.now();
    }
  }
}

/** Characters of text gathered before they are passed on. */
const CHUNK = 32_000;

/**
 * A feature collection as GeoJSON (RFC 7946 section 3.3) in pieces, so that ten thousand features hold nothing up. There is no `timeStamp`: it
 * would have to be the time of this answer (/req/core/fc-timeStamp), which is kept and given again. `numberReturned` comes last, when it
 * is known what the record still held.
 */
export async function* itemsText(
  rows: AsyncIterable<FeatureRow>,
  crs: Crs,
  matched: number,
  links: readonly Link[],
): AsyncGenerator<string> {
  let text = `{"type":"FeatureCollection","numberMatched":${matched},"links":${JSON.stringify(links)},"features":[`;
  let returned = 0;
  for await (const row of rows) {
    text += `${returned === 0 ? '' : ','}${JSON.stringify(ogcFeature(row, crs))}`;
    returned++;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}],"numberReturned":${returned}}`;
}

export const layerOf = (map: MapModel, id: string): LayerRow => {
  const layer = map.layer(id);
  if (layer) return layer;
  throw notFound('No collection has this id. /ogc/collections lists them all.');
};

export const featureOf = async (record: MapRepository, layer: LayerRow, id: string): Promise<FeatureRow> => {
  const row = await record.feature(layer.id, id);
  if (row) return row;
  throw notFound('No feature of this collection has this id.');
};
