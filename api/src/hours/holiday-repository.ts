import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { bankHolidays, type HolidayValidators, holidayFeed } from '../store/schema.ts';

/** A bank holiday in England and Wales. `date` is YYYY-MM-DD. */
export type BankHoliday = { readonly date: string; readonly title: string; readonly notes: string };

/** Where the list came from, and how the last try to renew it went. Instants are ISO 8601. */
export type HolidayFeed = {
  readonly source: string;
  /** When the list came in, or was last found to be as it was. */
  readonly importedAt: string;
  /** Null for the starter list, which nobody has renewed yet. */
  readonly lastTriedAt: string | null;
  /** Why the last try kept the old list, in words; null when it went well. */
  readonly fault: string | null;
  readonly validators: HolidayValidators | null;
};

export type HolidayRepository = {
  /** In order of date. */
  all(): Promise<readonly BankHoliday[]>;
  /** Null before there ever was a list. */
  feed(): Promise<HolidayFeed | null>;
  /** Puts a whole list in place of the one on record. */
  replace(holidays: readonly BankHoliday[]): Promise<void>;
  saveFeed(feed: HolidayFeed): Promise<void>;
  /** Takes the turn to renew the list; false when another process has taken it since `lastTriedAt` was read. */
  claimRefresh(lastTriedAt: string | null, now: Date): Promise<boolean>;
};

/** There is one list: that of the division whose holidays Derbyshire keeps. */
export const DIVISION = 'england-and-wales';

export const createHolidayRepository = (db: Database): HolidayRepository => {
  const allHolidays = db.select().from(bankHolidays).orderBy(asc(bankHolidays.date)).prepare();
  const oneFeed = db.select().from(holidayFeed).limit(1).prepare();
  return {
    all: async () => allHolidays.execute(),
    feed: async () => (await oneFeed.execute())[0] ?? null,
    replace: async holidays => {
      await db.delete(bankHolidays);
      if (holidays.length > 0) await db.insert(bankHolidays).values([...holidays]);
    },
    saveFeed: async feed => {
      await db
        .insert(holidayFeed)
        .values({ ...feed, id: DIVISION })
        .onConflictDoUpdate({ target: holidayFeed.id, set: feed });
    },
    claimRefresh: async (lastTriedAt, now) => {
      const isAsRead = lastTriedAt === null ? isNull(holidayFeed.lastTriedAt) : eq(holidayFeed.lastTriedAt, lastTriedAt);
      const claimed = await db
        .update(holidayFeed)
        .set({ lastTriedAt: now.toISOString() })
        .where(and(eq(holidayFeed.id, DIVISION), isAsRead))
        .returning({ id: holidayFeed.id });
      return claimed.length > 0;
    },
  };
};
