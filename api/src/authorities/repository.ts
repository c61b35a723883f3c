import { Authority } from '@dtp/contract/authorities.ts';
import { asc, eq } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { authorities } from '../store/schema.ts';

export type AuthorityRepository = {
  all(): Promise<Authority[]>;
  /** Inserts or updates; says whether anything changed. */
  save(authority: Authority): Promise<boolean>;
};

export const createAuthorityRepository = (db: Database): AuthorityRepository => {
  const selectAll = db.select().from(authorities).orderBy(asc(authorities.name)).prepare();
  return {
    all: async () => (await selectAll.execute()).map(row => Authority.parse(row)),
    save: async authority => {
      const [stored] = await db.select().from(authorities).where(eq(authorities.id, authority.id));
      if (stored && JSON.stringify(Authority.parse(stored)) === JSON.stringify(authority)) return false;
      await db.insert(authorities).values(authority).onConflictDoUpdate({ target: authorities.id, set: authority });
      return true;
    },
  };
};
