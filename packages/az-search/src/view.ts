import type { AskedPlace, BrowseReply, SearchReply, ServiceReply } from '@dtp/contract/az.ts';
import type { Problem } from '@dtp/contract/problem.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import type { Asking } from './asking.ts';

/** The place asked about: a postcode as typed, and the area chosen where it has several. Both empty without one. */
export type Where = { readonly postcode: string; readonly area: string | null };

/** What is on the screen, with the answer it is drawn from. */
export type View =
  | { readonly kind: 'start'; readonly place: AskedPlace | null }
  | { readonly kind: 'results'; readonly place: AskedPlace | null; readonly reply: SearchReply }
  | { readonly kind: 'list'; readonly place: AskedPlace | null; readonly reply: BrowseReply }
  | { readonly kind: 'service'; readonly place: AskedPlace | null; readonly reply: ServiceReply };

/** A view together with what it answers. */
export type Shown = { readonly asking: Asking; readonly where: Where; readonly view: View };

/** Fetches what is asked for. `authority` is the host's, or empty. */
export async function fetchView(
  client: Client,
  asking: Asking,
  where: Where,
  authority: string,
  signal: AbortSignal,
): Promise<Outcome<Shown>> {
  const outcome = await fetchPlain(client, asking, where, authority, signal);
  return outcome.kind === 'ok' ? { kind: 'ok', value: { asking, where, view: outcome.value } } : outcome;
}

async function fetchPlain(client: Client, asking: Asking, where: Where, authority: string, signal: AbortSignal): Promise<Outcome<View>> {
  const here = { ...placeQuery(where), ...(authority && { authority }) };
  switch (asking.kind) {
    case 'start':
      return where.postcode ? fetchPlace(client, where.postcode, signal) : { kind: 'ok', value: { kind: 'start', place: null } };
    case 'search':
      return into(
        await client.azSearch({ q: asking.q, limit: asking.limit, ...(asking.exact && { exact: 'true' }), ...here }, signal),
        reply => ({
          kind: 'results',
          place: reply.place,
          reply,
        }),
      );
    case 'service':
      return into(await client.azService(asking.id, here, signal), reply => ({ kind: 'service', place: reply.place, reply }));
    case 'letter':
    case 'category': {
      const { kind, ...listed } = asking;
      return into(await client.azBrowse({ ...listed, ...here }, signal), list);
    }
  }
}

const list = (reply: BrowseReply): View => ({ kind: 'list', place: reply.place, reply });

const placeQuery = ({ postcode, area }: Where): { postcode?: string; area?: string } =>
  postcode ? { postcode, ...(area && { area }) } : {};

/** A place alone. That it is unknown, or no postcode, is an outcome to show, as it is beside search results. */
async function fetchPlace(client: Client, postcode: string, signal: AbortSignal): Promise<Outcome<View>> {
  const outcome = await client.place(postcode, signal);
  const wrong = outcome.kind === 'problem' ? wrongPlace(outcome.problem, postcode) : null;
  if (wrong) return { kind: 'ok', value: { kind: 'start', place: wrong } };
  return into(outcome, place => ({ kind: 'start', place }));
}

const wrongPlace = ({ kind, detail }: Problem, postcode: string): AskedPlace | null =>
  kind === 'not-found' || kind === 'not-a-postcode' ? { kind, postcode, message: detail } : null;

/** Puts a value into its view; every other outcome stays what it is. */
const into = <Value>(outcome: Outcome<Value>, view: (value: Value) => View): Outcome<View> =>
  outcome.kind === 'ok' ? { kind: 'ok', value: view(outcome.value) } : outcome;
