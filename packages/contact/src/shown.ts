import type { ContactReply } from '@dtp/contract/contact.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { withCode } from '@dtp/kit/load-code.ts';
import type { ShownPlace } from '@dtp/kit/place.ts';
import { fetchContact } from './api.ts';

/** What is asked: the topic as words or a service's id, and the place with the area chosen in it. Empty where there is none. */
export type Asking = {
  readonly topic: string;
  readonly postcode: string;
  readonly area: string | null;
  /** The host. */
  readonly authority: string;
};

/** Whom to call, with what it answers and the place as it is shown. */
export type Shown = { readonly asking: Asking; readonly reply: ContactReply; readonly place: ShownPlace | null };

/** Whether there is anything to ask. Without a topic, a place and a host the answer would be every line of everyone. */
export const isAskable = ({ topic, postcode, authority }: Asking): boolean => Boolean(topic || postcode || authority);

const asQuery = ({ topic, postcode, area, authority }: Asking): Parameters<typeof fetchContact>[1] => ({
  ...(topic && { topic }),
  ...(postcode && { postcode, ...(area && { area }) }),
  ...(authority && { authority }),
});

/** Asks whom to call. The code that draws places is loaded with the first of them. */
export async function fetchShown(client: Client, asking: Asking, signal: AbortSignal): Promise<Outcome<Shown>> {
  const outcome = await fetchContact(client, asQuery(asking), signal);
  if (outcome.kind !== 'ok') return outcome;
  const reply = outcome.value;
  const { place } = reply;
  const shown = (drawn: ShownPlace | null): Outcome<Shown> => ({
    kind: 'ok',
    value: { asking: asUnderstood(asking, reply), reply, place: drawn },
  });
  if (!place) return shown(null);
  return withCode(
    () => import('@dtp/kit/place.ts'),
    async code => shown((await code.readyPlace(client, place, asking.area))(asking.area)),
  );
}

/** The postcode in its usual form, where it was understood. */
const asUnderstood = (asking: Asking, { place }: ContactReply): Asking =>
  place && 'areas' in place ? { ...asking, postcode: place.postcode } : asking;
