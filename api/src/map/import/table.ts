import type { LatLng } from '@dtp/contract/map.ts';
import { type CsvRecord, csvRecords, endsWithLine, FileFault } from '../../places/csv-file.ts';
import { asPostcode } from '../../places/postcode-files.ts';
import type { FileContents, FileFeature, ReadOptions, UnreadFeature } from './file-feature.ts';
import { featureWords, fileWords } from './import-words.ts';
import { plainName } from './plain-name.ts';
import { givenProjection, NATIONAL_GRID, type Projection, projectionOf, WGS84 } from './projection.ts';

/** Columns that say where a row is, by their plain names. */
const PLACES = {
  lng: /^(lng|lon|long|longitude|geolong|geolng)(wgs84|deg|degrees)?$/,
  lat: /^(lat|latitude|geolat)(wgs84|deg|degrees)?$/,
  easting: /^(geo)?(eastings?|east|oseast1m)$/,
  northing: /^(geo)?(northings?|north|osnrth1m|osnorth1m)$/,
  x: /^(x|geox|xcoord|xcoordinate|pointx|coordx)$/,
  y: /^(y|geoy|ycoord|ycoordinate|pointy|coordy)$/,
  pair: /coordinates?(geocode)?$|^geocode$|^latlo?ng$|^eastingnorthing$/,
  system: /^(coordinatereferencesystem|crs|srs|epsg)$/,
  uprn: /^(uprn|uniquepropertyreferencenumber)$/,
  postcode: /^(site|venue|full)?(postcodes?|postalcode|pcds?|pcode)$/,
} as const;
type Place = keyof typeof PLACES;

/** Where each of these columns is; -1 for none. */
type Columns = Readonly<Record<Place, number>>;

const columnsOf = (header: readonly string[]): Columns => {
  const names = header.map(plainName);
  const find = (place: Place): number => names.findIndex(name => PLACES[place].test(name));
  return {
    lng: find('lng'),
    lat: find('lat'),
    easting: find('easting'),
    northing: find('northing'),
    x: find('x'),
    y: find('y'),
    pair: find('pair'),
    system: find('system'),
    uprn: find('uprn'),
    postcode: find('postcode'),
  };
};

/** Whether a record can be the line of column names: some lists have a title above it. */
const isHeader = (cells: readonly string[]): boolean => {
  const { lng, lat, easting, northing, x, y, pair, uprn, postcode } = columnsOf(cells);
  const hasPlace =
    (lng >= 0 && lat >= 0) || (easting >= 0 && northing >= 0) || (x >= 0 && y >= 0) || pair >= 0 || uprn >= 0 || postcode >= 0;
  return hasPlace && cells.filter(cell => cell !== '').length > 1;
};

/** The header is one of so many first records. */
const FIRST_RECORDS = 10;

const NUMBER = /^[-+]?\d+(\.\d+)?$/;

/** A point in degrees, in its own system; or why there is none. Undefined where the row does not speak of it in this way. */
type Found = { readonly geometry: unknown; readonly projection: Projection } | { readonly fault: string } | undefined;

const pointIn = (projection: Projection, x: string, y: string): Found => {
  if (x === '' && y === '') return undefined;
  if (!NUMBER.test(x) || !NUMBER.test(y)) return { fault: featureWords.notNumbers(x, y) };
  // Lists that do not know write nought.
  if (Number(x) === 0 && Number(y) === 0) return undefined;
  return { geometry: { type: 'Point', coordinates: [Number(x), Number(y)] }, projection };
};

const looksLikeDegrees = (x: string, y: string): boolean => Math.abs(Number(x)) <= 180 && Math.abs(Number(y)) <= 180;

/** One table's way of saying where its rows are. */
const createLocator = (header: readonly string[], { reading, finder }: ReadOptions) => {
  const at = columnsOf(header);
  const given = givenProjection(reading.crs);
  /** What x and y mean, as the first row shows that has them: one list has one system. */
  let shown: Projection | undefined;
  const plain = (cells: readonly string[], x: string, y: string): Found => {
    const stated = at.system >= 0 ? statedSystem(cells[at.system] ?? '') : undefined;
    if (x === '' || y === '') return pointIn(WGS84, x, y);
    shown ??= given ?? stated ?? (looksLikeDegrees(x, y) ? WGS84 : NATIONAL_GRID);
    return pointIn(given ?? stated ?? shown, x, y);
  };
  const pair = (cells: readonly string[]): Found => {
    const [first = '', second = '', ...more] = (cells[at.pair] ?? '').split(/[,;\s]+/).filter(part => part !== '');
    if (first === '') return undefined;
    if (second === '' || more.length > 0) return { fault: featureWords.notNumbers(first, second) };
    // In one column people write latitude first, as maps on the web show it.
    const isLatFirst = looksLikeDegrees(first, second) && Number(first) > 45;
    return isLatFirst ? plain(cells, second, first) : plain(cells, first, second);
  };
  const measured = (cells: readonly string[]): Found => {
    const cell = (place: Place): string => (at[place] >= 0 ? (cells[at[place]] ?? '') : '');
    return (
      (at.lng >= 0 && at.lat >= 0 ? pointIn(WGS84, cell('lng'), cell('lat')) : undefined) ??
      (at.easting >= 0 && at.northing >= 0 ? pointIn(NATIONAL_GRID, cell('easting'), cell('northing')) : undefined) ??
      (at.x >= 0 && at.y >= 0 ? plain(cells, cell('x'), cell('y')) : undefined) ??
      (at.pair >= 0 ? pair(cells) : undefined)
    );
  };
  const known = ({ lat, lng }: LatLng): Found => ({ geometry: { type: 'Point', coordinates: [lng, lat] }, projection: WGS84 });

  const byReference = async (cells: readonly string[]): Promise<Found> => {
    const uprn = at.uprn >= 0 ? (cells[at.uprn] ?? '').replace(/^0+/, '') : '';
    const typed = at.postcode >= 0 ? (cells[at.postcode] ?? '') : '';
    const address = /^\d{1,12}$/.test(uprn) ? await finder.uprn(uprn) : undefined;
    if (address) return known(address);
    if (typed === '') return { fault: uprn === '' ? featureWords.noPlace : featureWords.unknownUprn(uprn) };
    const postcode = asPostcode(typed);
    if (!postcode) return { fault: featureWords.notAPostcode(typed) };
    const point = await finder.postcode(postcode);
    return point ? known(point) : { fault: featureWords.unknownPostcode(postcode) };
  };

  return {
    locate: async (cells: readonly string[]): Promise<Found> => measured(cells) ?? byReference(cells),
    /** Columns that are used up by saying where a row is. */
    used: new Set([at.lng, at.lat, at.easting, at.northing, at.x, at.y, at.pair, at.system].filter(column => column >= 0)),
  };
};

/** "OSGB36" and "WGS84", as the esd-standard templates have it, or anything that names a system. */
const statedSystem = (said: string): Projection | undefined => {
  if (/osgb|national ?grid|27700/i.test(said)) return NATIONAL_GRID;
  return /wgs ?84/i.test(said) ? WGS84 : projectionOf(said);
};

type Table = { readonly header: readonly string[]; readonly locator: ReturnType<typeof createLocator> };

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula: our own exports have it, and those of others. */
const plainCell = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '');

const rowOf = async ({ header, locator }: Table, { line: place, cells }: CsvRecord): Promise<FileFeature | UnreadFeature> => {
  const properties = header.flatMap((name, column) =>
    locator.used.has(column) || name === '' ? [] : [[name, plainCell(cells[column] ?? '')] as const],
  );
  if (cells.length !== header.length) return { place, properties, fault: featureWords.cells(cells.length, header.length) };
  const found = await locator.locate(cells);
  if (!found || 'fault' in found) return { place, properties, fault: found?.fault ?? featureWords.noPlace };
  return { place, id: undefined, properties, ...found };
};

/** What stands between cells, by the first lines: a comma unless there are more tabs or semicolons. */
const delimiterOf = (start: string): string => {
  const lines = start.split('\n').slice(0, FIRST_RECORDS).join('\n');
  const count = (mark: string): number => lines.split(mark).length;
  return ['\t', ';'].find(mark => count(mark) > count(',')) ?? ',';
};

async function* rows(file: string, delimiter: string, options: ReadOptions): AsyncGenerator<FileFeature | UnreadFeature> {
  let table: Table | undefined;
  let records = 0;
  let last: CsvRecord | undefined;
  for await (const record of csvRecords(file, options.onBytes, delimiter)) {
    records++;
    if (table) {
      if (record.cells.every(cell => cell === '')) continue;
      last = record;
      yield await rowOf(table, record);
    } else if (isHeader(record.cells)) table = { header: record.cells, locator: createLocator(record.cells, options) };
    else if (records >= FIRST_RECORDS) break;
  }
  if (!table) throw new FileFault(fileWords.noHeader);
  if (last && last.cells.length < table.header.length && !endsWithLine(file)) throw new FileFault(fileWords.cutOff);
}

/** A table with a line of column names: CSV, or with tabs or semicolons between its cells. `start` is the beginning of its text. */
export const openTable = (file: string, start: string, options: ReadOptions): FileContents => ({
  unit: 'line',
  features: rows(file, delimiterOf(start), options),
});
