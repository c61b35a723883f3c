import { eq, inArray, sql } from 'drizzle-orm';
import type { Database, Store } from './connect.ts';
import { dataVersions } from './schema.ts';

/** The parts of the record that have a counter of their own. */
export type Versioned = 'authorities' | 'places' | 'hours' | 'contact' | 'az' | 'map' | 'vehicles' | 'jobs';

/** Counts a change to one service's data. Call it inside the unit of work that makes the change. */
export const bumpVersion = async (db: Database, service: Versioned, now: Date): Promise<void> => {
  const changedAt = now.toISOString();
  await db
    .insert(dataVersions)
    .values({ service, version: 1, changedAt })
    .onConflictDoUpdate({ target: dataVersions.service, set: { version: sql`${dataVersions.version} + 1`, changedAt } });
};

/** The counter of one service as it stands; 0 before its first data. */
export const readVersion = async (db: Database, service: Versioned): Promise<number> => {
  const [row] = await db.select({ version: dataVersions.version }).from(dataVersions).where(eq(dataVersions.service, service));
  return row?.version ?? 0;
};

/** When the data of any of these services last changed; the beginning of 1970 before their first data. */
export const lastChangedAt = async (db: Database, services: readonly Versioned[]): Promise<string> => {
  const rows = await db
    .select({ changedAt: dataVersions.changedAt })
    .from(dataVersions)
    .where(inArray(dataVersions.service, [...services]));
  return new Date(Math.max(0, ...rows.map(({ changedAt }) => Date.parse(changedAt)))).toISOString();
};

/** The counters that this node's read models stand at, kept fresh. */
export type VersionBook = {
  /** The version that answers are made from now. It moves only when every listener has caught up, so that nothing old is served under a new number. */
  of(service: Versioned): number;
  /** Called with each service whose counter has moved; the new number is in force when its promise resolves. Returns the way to stop. */
  onChange(listener: (service: Versioned) => Promise<void>): () => void;
  /** Looks now and waits until all has caught up; the timer does it once a second. */
  refresh(): Promise<void>;
  close(): void;
};

const readAll = async (db: Database): Promise<Map<Versioned, number>> => {
  const rows = await db.select({ service: dataVersions.service, version: dataVersions.version }).from(dataVersions);
  const stored = new Map(rows.map(row => [row.service, row.version]));
  return new Map(SERVICES.map(service => [service, stored.get(service) ?? 0]));
};

/** In the order in which they are rebuilt: the later stand on the earlier. */
const SERVICES: readonly Versioned[] = ['authorities', 'places', 'hours', 'contact', 'az', 'map', 'vehicles', 'jobs'];

/**
 * Opens the book. SQLite has no event for another process's commit, so a timer asks `data_version` once a second: it is a read of
 * shared memory, under 5 microseconds, and the counters themselves are read only when it has moved.
 */
export const openVersionBook = async (store: Store, onFault: (fault: unknown) => void, everyMs = 1000): Promise<VersionBook> => {
  let mark = store.changeMark();
  const known = await readAll(store.read);
  const listeners = new Set<(service: Versioned) => Promise<void>>();
  let catchingUp: Promise<void> | undefined;

  const catchUp = async () => {
    const seen = store.changeMark();
    if (seen === mark) return;
    const fresh = await readAll(store.read);
    for (const [service, version] of fresh) {
      if (known.get(service) === version) continue;
      for (const listener of listeners) await listener(service);
      known.set(service, version);
    }
    // Only now: a rebuild that failed is tried again at the next look.
    mark = seen;
  };

  const refresh = (): Promise<void> => {
    catchingUp ??= catchUp().finally(() => {
      catchingUp = undefined;
    });
    return catchingUp;
  };

  const timer = setInterval(() => refresh().catch(onFault), everyMs);
  timer.unref();

  return {
    of: service => known.get(service) ?? 0,
    onChange: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    close: () => clearInterval(timer),
  };
};
