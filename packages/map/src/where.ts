import type { PrivateSpot } from '@dtp/contract/map.ts';
import type { PlaceSuggestion } from '@dtp/contract/places.ts';

/** The place that a person gave. What is private is asked for by POST, and is in no address. */
export type Where =
  | { readonly kind: 'nowhere' }
  /** A postcode, town, village or street, as typed. */
  | { readonly kind: 'named'; readonly near: string }
  /** A property, by the words it was chosen with, or where the device is, which has none. */
  | { readonly kind: 'private'; readonly at: PrivateSpot; readonly label: string };

export const NOWHERE: Where = { kind: 'nowhere' };

export const placeNamed = (near: string): Where => (near ? { kind: 'named', near } : NOWHERE);

/** Where a suggestion leads. Towns of one name are told apart by what stands beside it. */
export function placeSuggested({ kind, label, detail, uprn }: PlaceSuggestion): Where {
  if (uprn) return { kind: 'private', at: { uprn }, label };
  return placeNamed(kind === 'town' && detail ? `${label}, ${detail}` : label);
}

/** What stands in the field for it. */
export const wordsOf = (where: Where): string => (where.kind === 'named' ? where.near : where.kind === 'private' ? where.label : '');

/** Whether it is a whole postcode, which all widgets of a page share. */
export const isPostcode = (label: string): boolean => /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/.test(label);
