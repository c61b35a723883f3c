import { fileURLToPath } from 'node:url';
import type SqliteConnection from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';

const migrations = readMigrationFiles({ migrationsFolder: fileURLToPath(new URL('./migrations/sqlite', import.meta.url)) });
const newest = Math.max(...migrations.map(migration => migration.folderMillis));

/** drizzle's own table, in the form drizzle gives it, so that its tools know what has been done. */
const TABLE = '__drizzle_migrations';
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS ${TABLE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

/** When the last migration that the file has was made, in milliseconds; 0 for a new file. */
const standOf = (connection: SqliteConnection.Database): number => {
  const isThere = connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(TABLE);
  return isThere ? Number(connection.prepare(`SELECT max(created_at) FROM ${TABLE}`).pluck().get()) : 0;
};

const runMissing = (connection: SqliteConnection.Database): void => {
  connection.exec(CREATE_TABLE);
  const stand = standOf(connection);
  const note = connection.prepare(`INSERT INTO ${TABLE} (hash, created_at) VALUES (?, ?)`);
  for (const { folderMillis, sql, hash } of migrations) {
    if (folderMillis <= stand) continue;
    for (const statement of sql) connection.exec(statement);
    note.run(hash, folderMillis);
  }
};

/**
 * Brings the tables up to date. drizzle-orm 0.45's own migrator looks at what is missing before it has the write lock, so of two
 * processes that start on a new file the second fails; here the look is inside the lock. A file that is up to date is not locked.
 */
export const migrate = (connection: SqliteConnection.Database): void => {
  if (standOf(connection) >= newest) return;
  connection.transaction(runMissing).immediate(connection);
};
