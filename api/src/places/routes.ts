import { type AddressList, getPlace, listAddresses, type Place, type PlaceSuggestions, suggestPlaces } from '@dtp/contract/places.ts';
import { Hono } from 'hono';
import { londonDay } from '../http/clock.ts';
import { readQuery, readRequest } from '../http/input.ts';
import { ProblemError } from '../http/problem.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import type { PlaceFinder } from './finder.ts';
import { notAPostcodeMessage } from './messages.ts';
import { parsePostcode } from './postcode.ts';

export type PlaceDeps = { cache: ResponseCache; places: PlaceFinder; now: () => Date };

/** The two outcomes that are problems, by their kind. */
const REFUSALS = {
  'not-found': { status: 404, title: 'Postcode not found' },
  'not-a-postcode': { status: 400, title: 'Not a postcode' },
} as const;

export const placeRoutes = ({ cache, places, now }: PlaceDeps): Hono => {
  const routes = new Hono();

  routes.get(
    suggestPlaces.path,
    cache.json(['authorities', 'places'], async c => {
      const { q, limit } = readQuery(c, suggestPlaces.query);
      const { items, total } = await places.suggest(q, limit, londonDay(now()));
      return { query: q, items: [...items], total, page: 1, pageSize: limit } satisfies PlaceSuggestions;
    }),
  );

  routes.get(
    getPlace.path,
    cache.json(['authorities', 'places'], async c => {
      const { params } = readRequest(c, { params: getPlace.params, query: getPlace.query });
      const place = await places.find(params.postcode, londonDay(now()));
      if (!('areas' in place)) throw new ProblemError({ ...REFUSALS[place.kind], detail: place.message, kind: place.kind });
      return place satisfies Place;
    }),
  );

  routes.get(
    listAddresses.path,
    cache.json(['authorities', 'places'], async c => {
      const { params } = readRequest(c, { params: listAddresses.params, query: listAddresses.query });
      const parsed = parsePostcode(params.postcode);
      if (parsed.kind !== 'postcode')
        throw new ProblemError({ ...REFUSALS['not-a-postcode'], detail: notAPostcodeMessage, kind: 'not-a-postcode' });
      const { items, source } = await places.addressesIn(parsed.postcode, londonDay(now()));
      const total = items.length;
      return { postcode: parsed.postcode, items: [...items], total, page: 1, pageSize: Math.max(1, total), source } satisfies AddressList;
    }),
  );

  return routes;
};
