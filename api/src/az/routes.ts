import { azIndex, browseServices, getService, searchServices, suggestServices } from '@dtp/contract/az.ts';
import { Hono } from 'hono';
import { readQuery, readRequest } from '../http/input.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { type AzAnsweringDeps, createAzAnswering } from './answering.ts';

export type AzRouteDeps = AzAnsweringDeps & { cache: ResponseCache };

const SERVICES = ['authorities', 'places', 'az'] as const;

/** The A to Z's five GET routes. Each reply is a function of its URL, the day and the data, so it is cached and tagged. */
export const azRoutes = ({ cache, ...deps }: AzRouteDeps): Hono => {
  const answering = createAzAnswering(deps);
  const routes = new Hono();
  routes.get(
    searchServices.path,
    cache.json(SERVICES, async c => answering.search(readQuery(c, searchServices.query))),
  );
  routes.get(
    suggestServices.path,
    cache.json(SERVICES, async c => answering.suggest(readQuery(c, suggestServices.query))),
  );
  routes.get(
    azIndex.path,
    cache.json(SERVICES, async c => answering.index(readQuery(c, azIndex.query))),
  );
  routes.get(
    browseServices.path,
    cache.json(SERVICES, async c => answering.browse(readQuery(c, browseServices.query))),
  );
  routes.get(
    getService.path,
    cache.json(SERVICES, async c => {
      const { params, query } = readRequest(c, getService);
      return answering.service(params.id, query);
    }),
  );
  return routes;
};
