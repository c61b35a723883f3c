import { blob, customType, index, integer, primaryKey, real, sqliteTable, text as sqliteText, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * The column kinds every table is made of, for SQLite. PostgreSQL will have a module of the same shape; schema.ts takes either.
 * Instants are ISO 8601 text in UTC, so that they sort as text; dates are ISO 8601 days.
 */
const json = <Value>(name: string) =>
  customType<{ data: Value; driverData: string }>({
    dataType: () => 'text',
    toDriver: value => JSON.stringify(value),
    // Only this column writes here, from a typed value; nothing else stores into it.
    fromDriver: stored => JSON.parse(stored) as Value,
  })(name);

export const sqliteColumns = {
  table: sqliteTable,
  text: (name: string) => sqliteText(name),
  int: (name: string) => integer(name),
  real: (name: string) => real(name),
  bool: (name: string) => integer(name, { mode: 'boolean' }),
  instant: (name: string) => sqliteText(name),
  day: (name: string) => sqliteText(name),
  /** Bytes, for files that people send. */
  bytes: (name: string) => blob(name, { mode: 'buffer' }),
  json,
  index,
  uniqueIndex,
  primaryKey,
};
