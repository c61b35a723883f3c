import SqliteConnection from 'better-sqlite3';
import { FileFault, fileSize } from '../../places/csv-file.ts';
import type { FileContents, FileFeature, ReadOptions, UnreadFeature } from './file-feature.ts';
import { featureWords, fileWords } from './import-words.ts';
import { givenProjection, type Projection, projectionOf } from './projection.ts';
import { type RawGeometry, readWkb } from './wkb.ts';

/** A name as SQL has it. */
const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;

type Row = Readonly<Record<string, unknown>>;
type Layer = {
  readonly table: string;
  /** The column of its geometry, and of its primary key where that is a number. */
  readonly column: string;
  readonly key: string | undefined;
  readonly srs: number;
  readonly projection: Projection;
};

const LAYERS = `
  select g.table_name as "table", g.column_name as "column", g.srs_id as srs, s.organization, s.organization_coordsys_id as code, s.definition
  from gpkg_contents c
  join gpkg_geometry_columns g on g.table_name = c.table_name
  left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
  where c.data_type = 'features'
  order by g.table_name`;

/** OGC 12-128r18: an EPSG code where there is one, else well-known text. */
const projectionOfRow = ({ organization, code, definition, srs }: Row): Projection => {
  const byCode = String(organization).toUpperCase() === 'EPSG' ? projectionOf(`EPSG:${code}`) : undefined;
  const projection = byCode ?? projectionOf(String(definition));
  if (!projection) throw new FileFault(fileWords.system(`${organization ?? 'SRS'} ${code ?? srs}`));
  return projection;
};

/** The catalogue of a GeoPackage (OGC 12-128r18, clause 1.1.1). */
const CATALOGUE = ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];

/** Whether it is a table that holds its rows: a view or a virtual table could run any query of its maker's, for ever. */
const isPlainTable = (connection: SqliteConnection.Database, name: string): boolean => {
  const made = connection.prepare<[string], Row>('select type, sql from sqlite_master where name = ?').get(name);
  return made?.type === 'table' && !/^\s*create\s+virtual/i.test(String(made.sql));
};

/** Kinds of `hidden` that `pragma table_xinfo` gives columns which are worked out when they are read, to whatever size. */
const GENERATED = [2, 3];

/** The columns that a table holds, in order. */
const columnsOf = (connection: SqliteConnection.Database, table: string): Row[] =>
  connection
    .prepare<[], Row>(`pragma table_xinfo(${named(table)})`)
    .all()
    .filter(column => !GENERATED.includes(Number(column.hidden)));

const layerOf = (connection: SqliteConnection.Database, { reading }: ReadOptions): Layer => {
  if (!CATALOGUE.every(name => isPlainTable(connection, name))) throw new FileFault(fileWords.notAGeoPackage);
  const rows = connection.prepare<[], Row>(LAYERS).all();
  const tables = rows.map(row => String(row.table));
  if (reading.table !== null && !tables.includes(reading.table)) throw new FileFault(fileWords.noTable(reading.table, tables));
  if (reading.table === null && tables.length > 1) throw new FileFault(fileWords.severalTables(tables));
  const row = rows.find(one => reading.table === null || one.table === reading.table);
  if (!row) throw new FileFault(fileWords.noFeatures);
  const table = String(row.table);
  if (!isPlainTable(connection, table)) throw new FileFault(fileWords.notATable(table));
  const columns = columnsOf(connection, table);
  const key = columns.find(one => one.pk === 1 && String(one.type).toUpperCase() === 'INTEGER');
  return {
    table,
    column: String(row.column),
    key: key && String(key.name),
    srs: Number(row.srs),
    projection: givenProjection(reading.crs) ?? projectionOfRow(row),
  };
};

/** Bytes of the envelope by its kind (OGC 12-128r18, clause 2.1.3.1.1). */
const ENVELOPES = [0, 32, 48, 48, 64];

type Blob = { readonly srs: number; readonly geometry: RawGeometry | null };

/** A GeoPackage geometry: a head of its own before well-known binary. */
const readBlob = (blob: Buffer): Blob | undefined => {
  try {
    if (blob.toString('latin1', 0, 2) !== 'GP') return undefined;
    const flags = blob.readUInt8(3);
    const envelope = ENVELOPES[(flags >> 1) & 7];
    if (envelope === undefined) return undefined;
    const srs = flags & 1 ? blob.readInt32LE(4) : blob.readInt32BE(4);
    return { srs, geometry: flags & 16 ? null : readWkb(blob.subarray(8 + envelope)) };
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
};

/** A row as it comes, by the names of its columns: as an object, a column called __proto__ would be lost. */
const featureOf = (
  cells: readonly (readonly [name: string, value: unknown])[],
  place: number,
  layer: Layer,
): FileFeature | UnreadFeature => {
  const { column, key, srs, projection } = layer;
  const valueOfColumn = (wanted: string | undefined): unknown => cells.find(([name]) => name === wanted)?.[1];
  const properties = cells.filter(([name, value]) => name !== column && name !== key && !Buffer.isBuffer(value));
  const blob = valueOfColumn(column);
  const id = valueOfColumn(key);
  if (blob === null || blob === undefined) return { place, id, geometry: null, projection, properties };
  const read = Buffer.isBuffer(blob) ? readBlob(blob) : undefined;
  if (!read) return { place, properties, fault: featureWords.damaged };
  if (read.srs !== srs) return { place, properties, fault: featureWords.otherSystem(read.srs) };
  return { place, id, geometry: read.geometry, projection, properties };
};

const damaged = (fault: unknown): unknown =>
  fault instanceof SqliteConnection.SqliteError ? new FileFault(fileWords.damaged(fault.message)) : fault;

async function* features(file: string, options: ReadOptions): AsyncGenerator<FileFeature | UnreadFeature> {
  const connection = new SqliteConnection(file, { readonly: true, fileMustExist: true });
  try {
    connection.pragma('trusted_schema = OFF');
    const layer = layerOf(connection, options);
    const total = Number(connection.prepare<[], Row>(`select count(*) as total from ${named(layer.table)}`).get()?.total);
    const names = columnsOf(connection, layer.table).map(({ name }) => String(name));
    const all = connection.prepare<[], unknown[]>(`select ${names.map(named).join(', ')} from ${named(layer.table)}`).raw();
    let place = 0;
    for (const cells of all.iterate()) {
      place++;
      options.onBytes(fileSize(file) / total);
      yield featureOf(
        names.map((name, at) => [name, cells[at]] as const),
        place,
        layer,
      );
    }
  } catch (fault) {
    throw damaged(fault);
  } finally {
    connection.close();
  }
}

/** A GeoPackage (OGC 12-128r18): one of its tables of features. It is opened for reading only. */
export const openGeoPackage = (file: string, options: ReadOptions): FileContents => ({
  unit: 'feature',
  features: features(file, options),
});
