import type { AuthorityBook } from './book.ts';

/** The ids on record, of owners of anything, that someone means who asks for an authority by its id of whatever day: whoever came of it, or came before. */
export const ownersMeant = (asked: string, owners: Iterable<string>, authorities: AuthorityBook, day: string): ReadonlySet<string> => {
  const bodies = new Set(authorities.successorsOn(asked, day).map(({ id }) => id));
  return new Set([...owners].filter(owner => owner === asked || authorities.successorsOn(owner, day).some(({ id }) => bodies.has(id))));
};
