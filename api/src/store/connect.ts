import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteConnection from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from './migrate.ts';
import { schema } from './schema.ts';

/** A handle to the record. Repositories are written against this and nothing else. */
export type Database = BetterSQLite3Database<typeof schema>;

/**
 * The record. Reading and writing use two connections, so that a reader never sees half of a write that is under way.
 * `write` is the unit of work: one transaction, all or nothing, one at a time in this process.
 */
export type Store = {
  /** Where it is kept, so that a thread of this process can open a reader of its own. */
  readonly file: string;
  readonly read: Database;
  write<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
  /** Changes whenever any other connection, here or in another process, has committed. Costs microseconds. */
  changeMark(): number;
  /** Copies the whole record to `file` while others read and write. */
  backup(file: string): Promise<void>;
  close(): void;
};

/** How long a write waits for one of another process, in milliseconds. */
const WAIT_MS = 10_000;
/** How often it looks whether its turn has come. */
const LOOK_MS = 20;

const open = (file: string, waitMs: number): SqliteConnection.Database => {
  // The time limit comes first, so that the pragmas below wait for another process too.
  const connection = new SqliteConnection(file, { timeout: waitMs });
  connection.pragma('journal_mode = WAL');
  connection.pragma('foreign_keys = ON');
  // better-sqlite3's default under WAL is NORMAL, which can lose an acknowledged write on power loss.
  connection.pragma('synchronous = FULL');
  // What was erased on schedule is gone from the file's pages too.
  connection.pragma('secure_delete = ON');
  return connection;
};

/** Whether a fault says that another process kept the record to itself for longer than a write waits. */
export const isRecordBusy = (fault: unknown): boolean => {
  if (!(fault instanceof Error)) return false;
  return (fault instanceof SqliteConnection.SqliteError && fault.code.startsWith('SQLITE_BUSY')) || isRecordBusy(fault.cause);
};

/**
 * IMMEDIATE takes the write lock at once, so that two processes queue here instead of failing half way. SQLite's own waiting would hold up
 * the whole process and all that it serves while an import of another one runs.
 */
const beginImmediate = async (connection: SqliteConnection.Database, waitMs: number): Promise<void> => {
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      connection.exec('BEGIN IMMEDIATE');
      return;
    } catch (fault) {
      if (!isRecordBusy(fault) || performance.now() >= until) throw fault;
    }
    await wait(LOOK_MS);
  }
};

/** Opens a file that `openStore` has made, for reading only. For a thread of its own: connections are not shared between threads. */
export const openReader = (file: string): { readonly read: Database; close(): void } => {
  const connection = new SqliteConnection(file, { readonly: true, timeout: WAIT_MS });
  return { read: drizzle(connection, { schema }), close: () => void connection.close() };
};

/**
 * Opens (and creates) the SQLite file and brings its tables up to date; several processes may do so at once. Throws when the file
 * cannot be opened or is not a database. A write that waits for another process's longer than `waitMs` fails: see `isRecordBusy`.
 */
export const openStore = (file: string, { waitMs = WAIT_MS }: { waitMs?: number } = {}): Store => {
  mkdirSync(dirname(file), { recursive: true });
  const writer = open(file, waitMs);
  migrate(writer);
  writer.pragma('busy_timeout = 0');
  const writing = drizzle(writer, { schema });
  const reader = open(file, waitMs);
  let queue: Promise<unknown> = Promise.resolve();

  const inTransaction = async <Result>(work: (db: Database) => Promise<Result>): Promise<Result> => {
    await beginImmediate(writer, waitMs);
    try {
      const result = await work(writing);
      writer.exec('COMMIT');
      return result;
    } catch (fault) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      throw fault;
    }
  };

  return {
    file,
    read: drizzle(reader, { schema }),
    write: work => {
      const turn = queue.then(() => inTransaction(work));
      queue = turn.catch(() => undefined);
      return turn;
    },
    changeMark: () => Number(reader.pragma('data_version', { simple: true })),
    backup: async target => {
      await reader.backup(target);
    },
    close: () => {
      reader.close();
      writer.close();
    },
  };
};
