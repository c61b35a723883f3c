import type { Authority, AuthorityRef } from '@dtp/contract/authorities.ts';
import type { AuthorityBook } from '../authorities/book.ts';

const refTo = ({ id, name, shortName, kind, homeUrl }: Authority): AuthorityRef => ({ id, name, shortName, kind, homeUrl });

/** Whose a vehicle is on a day (YYYY-MM-DD): the one body that stands in the place of the one on record, else that one itself. */
export const ownerOn = (id: string, authorities: AuthorityBook, day: string): AuthorityRef | undefined => {
  const [only, ...others] = authorities.successorsOn(id, day);
  const owner = only && others.length === 0 ? only : authorities.get(id);
  return owner && refTo(owner);
};

/** The ids of vehicles' owners that someone means who asks for an authority by its id of whatever day: whoever came of it, or came before. */
export const ownersMeant = (asked: string, owners: Iterable<string>, authorities: AuthorityBook, day: string): ReadonlySet<string> => {
  const bodies = new Set(authorities.successorsOn(asked, day).map(({ id }) => id));
  return new Set([...owners].filter(owner => owner === asked || authorities.successorsOn(owner, day).some(({ id }) => bodies.has(id))));
};
