import { sql } from 'drizzle-orm';
import { sqliteColumns } from './columns.sqlite.ts';
import type { Database } from './connect.ts';

const { table, text, int, real } = sqliteColumns;

/**
 * What a gazetteer's records say of each property, put together whatever their order. Temporary: it lives in a file of the engine's own for
 * as long as the import does, so that memory stays flat however large the gazetteer is. Flags are 0 or 1; null: no record spoke of it.
 */
export const stagedProperties = table('staged_properties', {
  uprn: text('uprn').primaryKey(),
  /** Where a record of it stands, for reports. */
  file: int('file').notNull(),
  line: int('line').notNull(),
  isGone: int('is_gone'),
  easting: real('easting'),
  northing: real('northing'),
  custodian: text('custodian'),
  postcode: text('postcode'),
  rank: int('rank'),
  usrn: text('usrn'),
  front: text('front'),
  number: text('number'),
  name: text('name'),
  sortKey: text('sort_key'),
  placePostcode: text('place_postcode'),
  deliveryPostcode: text('delivery_postcode'),
  deliveryLabel: text('delivery_label'),
  deliveryNumber: text('delivery_number'),
  deliveryName: text('delivery_name'),
  deliverySortKey: text('delivery_sort_key'),
  isUnaddressed: int('is_unaddressed'),
});

const COLUMNS = `
  uprn text primary key, file integer not null, line integer not null, is_gone integer, easting real, northing real, custodian text,
  postcode text, rank integer, usrn text, front text, number text, name text, sort_key text, place_postcode text, delivery_postcode text,
  delivery_label text, delivery_number text, delivery_name text, delivery_sort_key text, is_unaddressed integer`;

/** Makes the table anew and empty. Call inside the unit of work, on its own handle; drop it at the end. */
export const createStaging = (db: Database): void => {
  dropStaging(db);
  db.run(sql.raw(`create temporary table staged_properties (${COLUMNS}) without rowid`));
};

export const dropStaging = (db: Database): void => {
  db.run(sql.raw('drop table if exists staged_properties'));
};
