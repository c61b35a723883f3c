import type { Bounds } from '@dtp/contract/map.ts';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { readQuery } from '../http/input.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { creditsOf } from './attribution.ts';
import { BASEMAP_ID, type Basemap } from './basemap.ts';
import type { MapModel } from './model.ts';
import type { LayerRow } from './repository.ts';
import { MAX_LAYERS, MAX_ZOOM, overlap, readTile, type TileAddress, tileBounds } from './tile-address.ts';

export type TileDeps = { publicUrl: string; cache: ResponseCache; map: MapModel; basemap: Basemap | null };

const DATA = ['map'] as const;
const TILE_TYPE = 'application/vnd.mapbox-vector-tile';
const JSON_TYPE = 'application/json; charset=utf-8';
const NoQuery = z.strictObject({});

/** Where the tiles of some layers are, as clients fill it in. */
export const tilesUrl = (publicUrl: string, ids: readonly string[]): string => `${publicUrl}/tiles/${ids.join(',')}/{z}/{x}/{y}.mvt`;

/** The bounds of several, null where none has any. */
export const union = (all: readonly (Bounds | null)[]): Bounds | null => {
  const known = all.filter(bounds => bounds !== null);
  if (known.length === 0) return null;
  const side = (at: 0 | 1 | 2 | 3): number[] => known.map(bounds => bounds[at]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
};

/** What each layer's tiles hold: enough to tell features apart and to name them; the rest is asked of the API by id. */
const FIELDS = { id: 'String', title: 'String', number: 'Number' };

/** TileJSON 3.0.0 of one layer, or of several in one tile. */
const tileJson = ({ publicUrl, map }: TileDeps, layers: readonly LayerRow[]) => {
  const bounds = union(layers.map(layer => map.bounds(layer.id)));
  const zooms = (layer: LayerRow) => ({ minzoom: Math.min(Math.floor(layer.style.minZoom), MAX_ZOOM), maxzoom: MAX_ZOOM });
  return {
    tilejson: '3.0.0',
    name: layers.map(layer => layer.title).join(', '),
    description: layers.map(layer => layer.description).join(' '),
    attribution: creditsOf(layers.map(layer => layer.attribution)),
    scheme: 'xyz',
    tiles: [
      tilesUrl(
        publicUrl,
        layers.map(layer => layer.id),
      ),
    ],
    minzoom: Math.min(...layers.map(layer => zooms(layer).minzoom)),
    maxzoom: MAX_ZOOM,
    ...(bounds ? { bounds } : {}),
    vector_layers: layers.map(layer => ({ id: layer.id, description: layer.description, ...zooms(layer), fields: FIELDS })),
  };
};

const basemapJson = (publicUrl: string, { minZoom, maxZoom, bounds, attribution, layers }: Basemap) => ({
  tilejson: '3.0.0',
  name: BASEMAP_ID,
  attribution: creditsOf([attribution]),
  scheme: 'xyz',
  tiles: [tilesUrl(publicUrl, [BASEMAP_ID])],
  minzoom: minZoom,
  maxzoom: maxZoom,
  bounds,
  vector_layers: layers,
});

const tileHeaders = { 'content-type': TILE_TYPE };

/** A square far from all data: its answer is known without cutting anything, and is not worth a place in the cache. */
const emptyTile = (): Response =>
  new Response(null, {
    headers: {
      ...tileHeaders,
      'content-length': '0',
      'cache-control': 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  });

/** Mapbox vector tiles (specification 2.1) of the layers, TileJSON for each, and the operator's basemap in the same way. */
export const tileRoutes = (deps: TileDeps): Hono => {
  const { publicUrl, cache, map, basemap } = deps;
  const routes = new Hono();

  /**
   * The layers of a list such as `districts,libraries`. One that is no more is passed over while another is there: a map that was opened
   * before it went still gets the rest.
   */
  const layersOf = (list: string): LayerRow[] => {
    const ids = [...new Set(list.split(','))];
    if (ids.length > MAX_LAYERS) throw badRequest([{ path: 'layers', message: `are more than ${MAX_LAYERS}` }]);
    const layers = ids.map(id => map.layer(id)).filter(layer => layer !== undefined);
    if (layers.length === 0) throw notFound('No layer has this id. /api/v1/map/layers lists them all.');
    return layers;
  };

  const cut = async (layers: readonly LayerRow[], { z, x, y }: TileAddress): Promise<Uint8Array> => {
    const tiles = await Promise.all(layers.map(layer => map.tile(layer.id, z, x, y)));
    // Layers are repeated fields of a tile, so tiles after one another are one tile (protocol buffers, "Last one wins" and merging).
    return tiles.length === 1 ? (tiles[0] ?? new Uint8Array()) : Buffer.concat(tiles);
  };

  const part = (c: Context, name: string): string => c.req.param(name) ?? '';
  const tileAsked = (c: Context, maxZoom?: number): TileAddress => {
    const tile = readTile(part(c, 'z'), part(c, 'x'), part(c, 'y'), maxZoom);
    readQuery(c, NoQuery);
    return tile;
  };

  const PATH = ':z/:x/:y';
  if (basemap) {
    routes.get(
      `/tiles/${BASEMAP_ID}/${PATH}`,
      cache.file(
        DATA,
        async c => basemap.tile(tileAsked(c, basemap.maxZoom)),
        () => tileHeaders,
      ),
    );
    routes.get(
      `/tiles/${BASEMAP_ID}.json`,
      cache.json(DATA, async c => {
        readQuery(c, NoQuery);
        return basemapJson(publicUrl, basemap);
      }),
    );
  }

  const keptTile = cache.file(
    DATA,
    async c => cut(layersOf(part(c, 'layers')), tileAsked(c)),
    () => tileHeaders,
  );
  routes.get(`/tiles/:layers/${PATH}`, async (c, next) => {
    const layers = layersOf(part(c, 'layers'));
    const around = tileBounds(tileAsked(c));
    const isNear = layers.some(layer => {
      const bounds = map.bounds(layer.id);
      return bounds !== null && overlap(bounds, around);
    });
    return isNear ? keptTile(c, next) : emptyTile();
  });

  routes.get(
    '/tiles/:file{[^/]+\\.json}',
    cache.file(
      DATA,
      async c => {
        readQuery(c, NoQuery);
        return JSON.stringify(tileJson(deps, layersOf(part(c, 'file').replace(/\.json$/, ''))));
      },
      () => ({ 'content-type': JSON_TYPE }),
    ),
  );
  return routes;
};
