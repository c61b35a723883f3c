import {
  aroundPlace,
  aroundSpot,
  getFeature,
  type LayerList,
  listFeatures,
  listLayers,
  nearestFeatures,
  nearestToSpot,
  OVERVIEW_PATH,
  OverviewQuery,
} from '@dtp/contract/map.ts';
import { Hono } from 'hono';
import type { z } from 'zod';
import { earliestChange } from '../hours/earliest-change.ts';
import { readBody, readQuery, readRequest } from '../http/input.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { unkept } from '../http/unkept.ts';
import { createMapAnswering, type MapAnsweringDeps } from './answering.ts';
import { createOverview } from './overview/overview.ts';

export type MapRouteDeps = MapAnsweringDeps & { cache: ResponseCache };

const LAYERS = ['authorities', 'map'] as const;
const PLACES = ['authorities', 'places', 'map'] as const;

/** Opened by itself the picture is a document of its own, in which nothing runs. */
const PICTURE = { 'content-type': 'image/svg+xml; charset=utf-8', 'content-security-policy': "default-src 'none'" } as const;

/**
 * What is asked of the map. A GET that shows hours is right until the first of them changes; a POST carries a spot that is too personal for
 * an address line, and leaves no trace.
 */
export const mapRoutes = ({ cache, ...deps }: MapRouteDeps): Hono => {
  const answering = createMapAnswering(deps);
  const overview = createOverview(deps);
  const routes = new Hono();

  routes.get(
    listLayers.path,
    cache.json(LAYERS, async c => {
      readQuery(c, listLayers.query);
      const items = [...answering.layers()];
      return { items, total: items.length, page: 1, pageSize: items.length } satisfies z.infer<typeof LayerList>;
    }),
  );
  routes.get(
    listFeatures.path,
    cache.passingJson(LAYERS, async c => {
      const { params, query } = readRequest(c, listFeatures);
      const answer = await answering.features(params.layer, query);
      return { answer, until: earliestChange(answer.items) };
    }),
  );
  routes.get(
    getFeature.path,
    cache.passingJson(LAYERS, async c => {
      const { params } = readRequest(c, getFeature);
      const answer = await answering.feature(params.layer, params.id);
      return { answer, until: earliestChange([answer.feature]) };
    }),
  );
  routes.get(
    nearestFeatures.path,
    cache.passingJson(PLACES, async c => {
      const answer = await answering.nearest(readQuery(c, nearestFeatures.query));
      return { answer, until: earliestChange(answer.items) };
    }),
  );
  routes.get(
    aroundPlace.path,
    cache.passingJson(PLACES, async c => {
      const answer = await answering.around(readQuery(c, aroundPlace.query));
      return { answer, until: earliestChange(answer.containing.map(one => one.feature)) };
    }),
  );
  routes.get(
    OVERVIEW_PATH,
    cache.file(
      PLACES,
      async c => overview(readQuery(c, OverviewQuery)),
      () => PICTURE,
    ),
  );
  routes.post(nearestToSpot.path, async c => {
    readQuery(c, nearestToSpot.query);
    return unkept(await answering.nearestToSpot(await readBody(c, nearestToSpot.body)));
  });
  routes.post(aroundSpot.path, async c => {
    readQuery(c, aroundSpot.query);
    const { at } = await readBody(c, aroundSpot.body);
    return unkept(await answering.aroundSpot(at));
  });
  return routes;
};
