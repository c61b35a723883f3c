import type { suggestServices } from '@dtp/contract/az.ts';
import type { getContact } from '@dtp/contract/contact.ts';
import type { QueryOf } from '@dtp/contract/route.ts';
import type { Client } from '@dtp/kit/client.ts';

/** The routes of the API that the contact widget calls. */

export const fetchContact = (client: Client, query: QueryOf<typeof getContact>, signal: AbortSignal) =>
  client.get<typeof getContact>('/api/v1/contact', query, ['items', 'emergencies'], signal);

export const fetchSuggestions = (client: Client, query: QueryOf<typeof suggestServices>, signal: AbortSignal) =>
  client.get<typeof suggestServices>('/api/v1/az/suggest', query, ['items'], signal);
