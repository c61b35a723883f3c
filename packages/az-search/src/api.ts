import type { azIndex, browseServices, getService, searchServices, suggestServices } from '@dtp/contract/az.ts';
import type { getPlace } from '@dtp/contract/places.ts';
import type { QueryOf } from '@dtp/contract/route.ts';
import type { Client } from '@dtp/kit/client.ts';

/** The routes of the API that the A to Z calls. */

export const fetchIndex = (client: Client, query: QueryOf<typeof azIndex>, signal: AbortSignal) =>
  client.get<typeof azIndex>('/api/v1/az', query, ['letters', 'categories', 'popular'], signal);

export const fetchSuggestions = (client: Client, query: QueryOf<typeof suggestServices>, signal: AbortSignal) =>
  client.get<typeof suggestServices>('/api/v1/az/suggest', query, ['items'], signal);

export const fetchResults = (client: Client, query: QueryOf<typeof searchServices>, signal: AbortSignal) =>
  client.get<typeof searchServices>('/api/v1/az/search', query, ['items'], signal);

export const fetchList = (client: Client, query: QueryOf<typeof browseServices>, signal: AbortSignal) =>
  client.get<typeof browseServices>('/api/v1/az/services', query, ['items'], signal);

export const fetchService = (client: Client, id: string, query: QueryOf<typeof getService>, signal: AbortSignal) =>
  client.get<typeof getService>(`/api/v1/az/services/${encodeURIComponent(id)}`, query, ['answers'], signal);

export const fetchPlace = (client: Client, postcode: string, signal: AbortSignal) =>
  client.get<typeof getPlace>(`/api/v1/places/${encodeURIComponent(postcode)}`, {}, ['areas'], signal);
