import type { AroundSpotReply, LatLng, Spot } from '@dtp/contract/map.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { fetchAround, fetchAroundSpot } from '../api.ts';
import { type Bodies, fetchBodies } from '../area/serving.ts';
import type { PickedSpot } from '../events.ts';
import type { Where } from '../where.ts';
import { pickMessages as words } from './pick-messages.ts';

/** A spot with all that is known of it; `asked` is the place that was given, as well as that is known. */
export type MarkedSpot = { readonly kind: 'spot'; readonly asked: Spot; readonly reply: AroundSpotReply; readonly bodies: Bodies };

/** What became of a place that was given. A town or a sector is too wide for a spot: the map goes there. */
export type Located = MarkedSpot | { readonly kind: 'wide'; readonly asked: Spot };

const isWide = ({ precision }: Spot): boolean => precision === 'town' || precision === 'sector';

/** Where a place is, and what there is to say of that spot. */
export async function fetchSpot(
  client: Client,
  where: Exclude<Where, { kind: 'nowhere' }>,
  signal: AbortSignal,
): Promise<Outcome<Located>> {
  if (where.kind === 'private') return marked(client, where.at, null, signal);
  const around = await fetchAround(client, where.near, signal);
  if (around.kind !== 'ok') return around;
  const { from } = around.value;
  return isWide(from) ? { kind: 'ok', value: { kind: 'wide', asked: from } } : marked(client, from.point, from, signal);
}

async function marked(
  client: Client,
  at: Parameters<typeof fetchAroundSpot>[1],
  asked: Spot | null,
  signal: AbortSignal,
): Promise<Outcome<Located>> {
  const [around, bodies] = await Promise.all([fetchAroundSpot(client, at, signal), fetchBodies(client, signal)]);
  if (around.kind !== 'ok') return around;
  if (bodies.kind !== 'ok') return bodies;
  return { kind: 'ok', value: { kind: 'spot', asked: asked ?? around.value.from, reply: around.value, bodies: bodies.value } };
}

const degrees = (value: number): string => value.toFixed(4);

/** The spot in words, for who cannot see the map: the address, else what is near. */
export function spotWords({ asked, reply: { address, street, from } }: MarkedSpot): string {
  if (asked.precision === 'address') return `${asked.label}.`;
  if (asked.precision === 'postcode') return words.middle(asked.label);
  if (asked.precision === 'street') return words.along(asked.label);
  if (address) return words.near(address.label, address.distanceM);
  return street ? words.onStreet(street.name) : words.at(degrees(from.point.lat), degrees(from.point.lng));
}

/** Why a place is no spot, and what to do instead. */
export const wideWords = ({ label, precision }: Spot): string => (precision === 'sector' ? words.rough(label) : words.wide(label));

/** What the host's form gets. */
export function pickedOf({ asked, reply }: MarkedSpot): PickedSpot {
  const [only, ...others] = reply.areas;
  const serves = only && others.length === 0 ? only.serves : null;
  const { lat, lng }: LatLng = reply.from.point;
  return {
    lat,
    lng,
    address: asked.precision === 'address' ? asked.label : (reply.address?.label ?? null),
    street: reply.street?.name ?? null,
    authorities: serves ? [...new Set(Object.values(serves))] : [],
    serves,
  };
}
