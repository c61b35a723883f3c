import type { OpenState } from '@dtp/contract/hours.ts';

/** The first of some instants, ISO 8601 in UTC; null where there is none. */
export const earliestInstant = (instants: readonly (string | null | undefined)[]): string | null =>
  instants.reduce<string | null>((first, instant) => (instant && (first === null || instant < first) ? instant : first), null);

/** When the first of some things opens or closes, or its words change: until then what is said of them is right. Null where nothing changes. */
export const earliestChange = (items: readonly { readonly open: OpenState | null }[]): Date | null => {
  const first = earliestInstant(items.map(({ open }) => open?.nextChange));
  return first === null ? null : new Date(first);
};
