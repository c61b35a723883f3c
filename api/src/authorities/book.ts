import type { Authority } from '@dtp/contract/authorities.ts';
import type { AuthorityRepository } from './repository.ts';
import { successorsOn } from './succession.ts';

/** The register of partners, in memory. */
export type AuthorityBook = {
  all(): readonly Authority[];
  get(id: string): Authority | undefined;
  byGss(gss: string): Authority | undefined;
  /** The bodies in force on `day` (YYYY-MM-DD) that stand where `id` stood: usually itself. Empty for an unknown id. */
  successorsOn(id: string, day: string): readonly Authority[];
};

/** A book over a fixed list, as tests and imports need it. */
export const authorityBook = (list: readonly Authority[]): AuthorityBook => {
  const byId = new Map(list.map(one => [one.id as string, one]));
  const byGss = new Map(list.map(one => [one.gss, one]));
  const get = (id: string) => byId.get(id);
  return {
    all: () => list,
    get,
    byGss: gss => byGss.get(gss),
    successorsOn: (id, day) => {
      const start = get(id);
      return start ? successorsOn(start, day, get) : [];
    },
  };
};

/** A book that `rebuild` swaps whole when the record has moved. */
export const openAuthorityBook = async (repository: AuthorityRepository): Promise<AuthorityBook & { rebuild(): Promise<void> }> => {
  let current = authorityBook(await repository.all());
  return {
    all: () => current.all(),
    get: id => current.get(id),
    byGss: gss => current.byGss(gss),
    successorsOn: (id, day) => current.successorsOn(id, day),
    rebuild: async () => {
      current = authorityBook(await repository.all());
    },
  };
};
