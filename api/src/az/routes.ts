import { azIndex, browseServices, getService, searchServices, suggestServices } from '@dtp/contract/az.ts';
import { Hono } from 'hono';
import { earliestChange } from '../hours/earliest-change.ts';
import { readQuery, readRequest } from '../http/input.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { type AzAnsweringDeps, createAzAnswering } from './answering.ts';

export type AzRouteDeps = AzAnsweringDeps & { cache: ResponseCache };

const SERVICES = ['authorities', 'places', 'az'] as const;
/** What answers are made from: they name lines, which open and close. */
const ANSWERING = [...SERVICES, 'hours', 'contact'] as const;

/** The A to Z's five GET routes. Each reply is a function of its URL, the time and the data, so it is cached and tagged. */
export const azRoutes = ({ cache, ...deps }: AzRouteDeps): Hono => {
  const answering = createAzAnswering(deps);
  const routes = new Hono();
  routes.get(
    searchServices.path,
    cache.passingJson(ANSWERING, async c => {
      const reply = await answering.search(readQuery(c, searchServices.query));
      return { answer: reply, until: earliestChange(reply.items.flatMap(({ answers }) => answers)) };
    }),
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
    cache.passingJson(ANSWERING, async c => {
      const reply = await answering.browse(readQuery(c, browseServices.query));
      return { answer: reply, until: earliestChange(reply.items.flatMap(({ answers }) => answers)) };
    }),
  );
  routes.get(
    getService.path,
    cache.passingJson(ANSWERING, async c => {
      const { params, query } = readRequest(c, getService);
      const reply = await answering.service(params.id, query);
      return { answer: reply, until: earliestChange(reply.answers) };
    }),
  );
  return routes;
};
