import SqliteConnection from 'better-sqlite3';

type Srs = { readonly id: number; readonly organization: string; readonly code: number; readonly definition: string };

export const WGS84_SRS: Srs = { id: 4326, organization: 'EPSG', code: 4326, definition: 'GEOGCS["WGS 84"]' };
export const GRID_SRS: Srs = { id: 27700, organization: 'EPSG', code: 27700, definition: 'PROJCS["OSGB 1936 / British National Grid"]' };

/** The head of a GeoPackage geometry without an envelope, before well-known binary. */
export const geometryBlob = (srs: number, wkb: Uint8Array): Buffer => {
  const head = Buffer.from([0x47, 0x50, 0, 1, 0, 0, 0, 0]);
  head.writeInt32LE(srs, 4);
  return Buffer.concat([head, wkb]);
};

/** Little-endian well-known binary of a point; `more` are its height and measure. */
export const pointWkb = (x: number, y: number, code = 1, ...more: readonly number[]): Buffer => {
  const numbers = [x, y, ...more];
  const bytes = Buffer.alloc(5 + numbers.length * 8);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32LE(code, 1);
  for (const [at, number] of numbers.entries()) bytes.writeDoubleLE(number, 5 + at * 8);
  return bytes;
};

/** As much of a GeoPackage as OGC 12-128r18 asks for: its tables of contents, systems and geometry columns, and one table of features. */
export const writeGeoPackage = (
  file: string,
  table: string,
  srs: Srs,
  rows: readonly { readonly name: string; readonly geometry: Buffer | null }[],
): void => {
  const db = new SqliteConnection(file);
  const name = `"${table.replaceAll('"', '""')}"`;
  db.exec(`
    create table if not exists gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer, definition text, description text);
    create table if not exists gpkg_contents (table_name text primary key, data_type text, identifier text, srs_id integer);
    create table if not exists gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer, z integer, m integer);
    create table ${name} (fid integer primary key, geom blob, name text, seats integer, "__proto__" text, photo blob)`);
  db.prepare('insert or replace into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)').run(
    srs.organization,
    srs.id,
    srs.organization,
    srs.code,
    srs.definition,
  );
  db.prepare(`insert into gpkg_contents values (?, 'features', ?, ?)`).run(table, table, srs.id);
  db.prepare(`insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', ?, 0, 0)`).run(table, srs.id);
  const insert = db.prepare(`insert into ${name} (geom, name, seats, "__proto__", photo) values (?, ?, 3, 'own', x'00')`);
  for (const row of rows) insert.run(row.geometry, row.name);
  db.close();
};
