import type { Authority } from '@dtp/contract/authorities.ts';
import type { AuthorityBook } from './book.ts';

/** The partner whose site people came from, or the one that took its place by `day` (YYYY-MM-DD); none where the record does not say which. */
export const hostOn = (authorities: AuthorityBook, authority: string | undefined, day: string): Authority | undefined => {
  const [host, ...more] = authority ? authorities.successorsOn(authority, day) : [];
  return more.length === 0 ? host : undefined;
};
