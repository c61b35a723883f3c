import type { Authority, AuthorityRef } from '@dtp/contract/authorities.ts';
import type { AuthorityBook } from './book.ts';

/** A body as it is named inside an answer. */
export const refTo = ({ id, name, shortName, kind, homeUrl }: Authority): AuthorityRef => ({ id, name, shortName, kind, homeUrl });

/**
 * Whose something is on a day (YYYY-MM-DD): the body on record, or the one that took its place. Where it was split among several, it
 * keeps its name. Undefined for an id that is not on record.
 */
export const ownerOn = (id: string, authorities: AuthorityBook, day: string): AuthorityRef | undefined => {
  const [only, ...others] = authorities.successorsOn(id, day);
  const owner = only && others.length === 0 ? only : authorities.get(id);
  return owner && refTo(owner);
};
