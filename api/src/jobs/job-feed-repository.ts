import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { jobFeeds } from '../store/schema.ts';

export type JobFeedRow = typeof jobFeeds.$inferSelect;
/** What a look at a feed leaves behind. */
export type JobFeedStatus = Partial<Pick<JobFeedRow, 'lastTakenAt' | 'count' | 'fault' | 'validators'>>;

/** The feeds that vacancies are pulled from. */
export type JobFeedRepository = {
  all(): Promise<readonly JobFeedRow[]>;
  /** Inserts, or updates the one with its id. */
  save(feed: JobFeedRow): Promise<void>;
  /** Takes the turn to look; false when another process has taken it since the row was read. */
  claim(id: string, lastTriedAt: string | null, now: Date): Promise<boolean>;
  saveStatus(id: string, status: JobFeedStatus): Promise<void>;
  /** Answers whether there was one. */
  remove(id: string): Promise<boolean>;
};

export const createJobFeedRepository = (db: Database): JobFeedRepository => ({
  all: async () => db.select().from(jobFeeds).orderBy(asc(jobFeeds.id)),
  save: async feed => void (await db.insert(jobFeeds).values(feed).onConflictDoUpdate({ target: jobFeeds.id, set: feed })),
  claim: async (id, lastTriedAt, now) => {
    const isAsRead = lastTriedAt === null ? isNull(jobFeeds.lastTriedAt) : eq(jobFeeds.lastTriedAt, lastTriedAt);
    const claimed = await db
      .update(jobFeeds)
      .set({ lastTriedAt: now.toISOString() })
      .where(and(eq(jobFeeds.id, id), isAsRead))
      .returning({ id: jobFeeds.id });
    return claimed.length > 0;
  },
  saveStatus: async (id, status) => void (await db.update(jobFeeds).set(status).where(eq(jobFeeds.id, id))),
  remove: async id => (await db.delete(jobFeeds).where(eq(jobFeeds.id, id)).returning({ id: jobFeeds.id })).length > 0,
});
