import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { publisherKeys } from '../store/schema.ts';
import { type AccessKey, matchKey } from './access-key.ts';

/** The keys with which partners publish vacancies and fetch what comes of them. */
export type PublisherKeyRepository = {
  /** In the order in which they were made, revoked ones too. */
  keys(): Promise<readonly AccessKey[]>;
  addKey(key: AccessKey): Promise<void>;
  /** Answers whether there was such a key that still opened. */
  revokeKey(id: string, now: Date): Promise<boolean>;
};

export const createPublisherKeyRepository = (db: Database): PublisherKeyRepository => ({
  keys: async () => db.select().from(publisherKeys).orderBy(asc(publisherKeys.createdAt), asc(publisherKeys.id)),
  addKey: async key => void (await db.insert(publisherKeys).values(key)),
  revokeKey: async (id, now) => {
    const revoked = await db
      .update(publisherKeys)
      .set({ revokedAt: now.toISOString() })
      .where(and(eq(publisherKeys.id, id), isNull(publisherKeys.revokedAt)))
      .returning({ id: publisherKeys.id });
    return revoked.length > 0;
  },
});

/** The publisher key that an Authorization header bears. */
export type PublisherKeyOf = (authorization: string | undefined) => Promise<AccessKey | undefined>;

/** Reads the keys anew each time: one that was revoked opens nothing from then on. */
export const publisherKeyOf =
  (db: Database): PublisherKeyOf =>
  async authorization =>
    matchKey(await createPublisherKeyRepository(db).keys(), authorization);
