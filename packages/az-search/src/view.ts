import type { AskedPlace, BrowseReply, SearchReply, ServiceReply } from '@dtp/contract/az.ts';
import type { Problem } from '@dtp/contract/problem.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { withCode } from '@dtp/kit/load-code.ts';
import type { ShownPlace } from '@dtp/kit/place.ts';
import { fetchList, fetchPlace, fetchResults, fetchService } from './api.ts';
import type { Asking } from './asking.ts';

/** The place asked about: a postcode as typed, and the area chosen where it has several. Both empty without one. */
export type Where = { readonly postcode: string; readonly area: string | null };

/** What is on the screen, with the answer it is drawn from. */
export type View =
  | { readonly kind: 'start'; readonly place: AskedPlace | null }
  | { readonly kind: 'results'; readonly place: AskedPlace | null; readonly reply: SearchReply }
  | { readonly kind: 'list'; readonly place: AskedPlace | null; readonly reply: BrowseReply }
  | { readonly kind: 'service'; readonly place: AskedPlace | null; readonly reply: ServiceReply };

/** A view together with what it answers, and the place as it is shown. */
export type Shown = { readonly asking: Asking; readonly where: Where; readonly view: View; readonly place: ShownPlace | null };

/** Fetches what is asked for. `authority` is the host's, or empty. */
export async function fetchView(
  client: Client,
  asking: Asking,
  where: Where,
  authority: string,
  signal: AbortSignal,
): Promise<Outcome<Shown>> {
  const outcome = await fetchPlain(client, asking, where, authority, signal);
  if (outcome.kind !== 'ok') return outcome;
  const view = outcome.value;
  const shown = (place: ShownPlace | null): Outcome<Shown> => ({ kind: 'ok', value: { asking, where, view, place } });
  const { place } = view;
  if (!place) return shown(null);
  return withCode(
    () => import('@dtp/kit/place.ts'),
    async code => shown((await code.readyPlace(client, place, where.area))(where.area)),
  );
}

async function fetchPlain(client: Client, asking: Asking, where: Where, authority: string, signal: AbortSignal): Promise<Outcome<View>> {
  const here = { ...placeQuery(where), ...(authority && { authority }) };
  switch (asking.kind) {
    case 'start':
      return where.postcode ? fetchPlaceAlone(client, where.postcode, signal) : { kind: 'ok', value: { kind: 'start', place: null } };
    case 'search':
      return into(
        await fetchResults(client, { q: asking.q, limit: asking.limit, ...(asking.exact && { exact: 'true' }), ...here }, signal),
        reply => ({
          kind: 'results',
          place: reply.place,
          reply,
        }),
      );
    case 'service':
      return into(await fetchService(client, asking.id, here, signal), reply => ({ kind: 'service', place: reply.place, reply }));
    case 'letter':
    case 'category': {
      const { kind, ...listed } = asking;
      return into(await fetchList(client, { ...listed, ...here }, signal), list);
    }
  }
}

const list = (reply: BrowseReply): View => ({ kind: 'list', place: reply.place, reply });

const placeQuery = ({ postcode, area }: Where): { postcode?: string; area?: string } =>
  postcode ? { postcode, ...(area && { area }) } : {};

/** A place alone. That it is unknown, or no postcode, is an outcome to show, as it is beside search results. */
async function fetchPlaceAlone(client: Client, postcode: string, signal: AbortSignal): Promise<Outcome<View>> {
  const outcome = await fetchPlace(client, postcode, signal);
  const wrong = outcome.kind === 'problem' ? wrongPlace(outcome.problem, postcode) : null;
  if (wrong) return { kind: 'ok', value: { kind: 'start', place: wrong } };
  return into(outcome, place => ({ kind: 'start', place }));
}

const wrongPlace = ({ kind, detail }: Problem, postcode: string): AskedPlace | null =>
  kind === 'not-found' || kind === 'not-a-postcode' ? { kind, postcode, message: detail } : null;

/** Puts a value into its view; every other outcome stays what it is. */
const into = <Value>(outcome: Outcome<Value>, view: (value: Value) => View): Outcome<View> =>
  outcome.kind === 'ok' ? { kind: 'ok', value: view(outcome.value) } : outcome;
