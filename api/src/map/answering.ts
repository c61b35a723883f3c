import type { AroundReply, AroundSpotReply, FeatureList, FeatureReply, Layer, NearestReply, PrivateSpot } from '@dtp/contract/map.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { notFound } from '../http/problem.ts';
import type { PlaceFinder } from '../places/finder.ts';
import type { SpotFinder } from '../places/spots.ts';
import { createAround } from './around.ts';
import { asFeature } from './features.ts';
import { createLayerBook } from './layers.ts';
import { type AskedPlace, locatePlace, locateSpot } from './locating.ts';
import { noSuchFeature } from './messages.ts';
import type { MapModel } from './model.ts';
import { createNearest } from './nearest.ts';
import type { MapRepository } from './repository.ts';

export type MapAnsweringDeps = {
  map: MapModel;
  mapRecord: MapRepository;
  spots: SpotFinder;
  places: PlaceFinder;
  authorities: AuthorityBook;
  now: () => Date;
};

/** Everything the map is asked, by routes and pages alike. Unknown layers, features and places are 404s. */
export type MapAnswering = {
  layers(): readonly Layer[];
  features(layer: string, asked: { q?: string | undefined; page: number; pageSize: number }): Promise<FeatureList>;
  feature(layer: string, id: string): Promise<FeatureReply>;
  nearest(asked: AskedPlace & { layer: string; limit: number }): Promise<NearestReply>;
  nearestToSpot(asked: { layer: string; at: PrivateSpot; limit: number }): Promise<NearestReply>;
  around(asked: AskedPlace): Promise<AroundReply>;
  aroundSpot(at: PrivateSpot): Promise<AroundSpotReply>;
};

export const createMapAnswering = (deps: MapAnsweringDeps): MapAnswering => {
  const { mapRecord, spots, now } = deps;
  const layers = createLayerBook(deps);
  const nearest = createNearest(deps);
  const around = createAround({ ...deps, layers });

  const pageOf = async (layer: Layer, q: string | undefined, offset: number, limit: number) => {
    if (q) return mapRecord.search(layer.id, q, offset, limit);
    return { total: layer.count, rows: await mapRecord.byTitle(layer.id, offset, limit) };
  };

  return {
    layers: layers.all,
    features: async (id, { q, page, pageSize }) => {
      const layer = layers.need(id);
      const { total, rows } = await pageOf(layer, q, (page - 1) * pageSize, pageSize);
      const at = now();
      return { layer, items: rows.map(row => asFeature(row, at)), total, page, pageSize };
    },
    feature: async (id, feature) => {
      const layer = layers.need(id);
      const row = await mapRecord.feature(layer.id, feature);
      if (!row) throw notFound(noSuchFeature);
      return { layer, feature: asFeature(row, now()) };
    },
    nearest: async ({ layer, limit, ...place }) => nearest(layers.need(layer), await locatePlace(spots, place), limit),
    nearestToSpot: async ({ layer, at, limit }) => nearest(layers.need(layer), await locateSpot(spots, at), limit),
    around: async place => around.place(await locatePlace(spots, place)),
    aroundSpot: async at => around.spot(await locateSpot(spots, at)),
  };
};
