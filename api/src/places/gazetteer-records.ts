import { type AddressableObject, type AddressLine, addressLine, deliveryObjects } from './address-line.ts';
import { type GridPoint, isOnGrid } from './grid.ts';
import { asPostcode, type Read } from './postcode-files.ts';
import { plainCase, streetLabel } from './street-names.ts';

/**
 * One record of the national gazetteer transfer format: DTF 7.3 as councils send it, or AddressBase Premium CSV as Ordnance Survey does.
 * `isGone`: the record takes something away, be it deleted, historic, rejected or no address at all.
 */
export type GazetteerRecord =
  | { readonly kind: 'header'; readonly processedOn: string | null }
  /** `records` of its volume. */
  | { readonly kind: 'trailer'; readonly records: number }
  | {
      readonly kind: 'street';
      readonly usrn: string;
      readonly isGone: boolean;
      readonly custodian: string;
      readonly point: GridPoint | null;
    }
  | {
      readonly kind: 'street-name';
      readonly usrn: string;
      readonly isWelsh: boolean;
      readonly name: string;
      readonly locality: string | null;
      readonly town: string | null;
    }
  | {
      readonly kind: 'property';
      readonly uprn: string;
      readonly isGone: boolean;
      readonly point: GridPoint | null;
      readonly custodian: string;
      readonly postcode: string | null;
    }
  /** How the custodian writes the address. Of several the lowest `rank` stands. */
  | {
      readonly kind: 'place';
      readonly uprn: string;
      readonly rank: number;
      readonly usrn: string;
      readonly line: AddressLine;
      readonly postcode: string | null;
    }
  /** How Royal Mail writes it, with its street. `line` is undefined where there is neither number nor name. */
  | {
      readonly kind: 'delivery-point';
      readonly uprn: string;
      readonly postcode: string | null;
      readonly line: AddressLine | undefined;
      readonly street: string;
    }
  /** A class of object that nobody can live or work at. */
  | { readonly kind: 'unaddressed'; readonly uprn: string };

type Cells = readonly string[];
type RecordReader = (cells: Cells) => Read<GazetteerRecord>;

const READ_PAST = { skipped: true } as const;
const CHANGES = new Set(['I', 'U', 'D']);

/** Ordnance Survey keeps objects of its own in AddressBase: no addresses, and no council's. */
const ORDNANCE_SURVEY = '7655';
/** Logical status, of properties and of how they are written: 3 alternative; 5 candidate, 7 and 9 rejected and 8 historic are left out. */
const APPROVED = '1';
const ALTERNATIVE = '3';
const PROVISIONAL = '6';
const LOGICAL_STATUS = /^[1-9]$/;
/** BLPU state 4: no longer existing. */
const DEMOLISHED = '4';
const NOT_POSTAL = 'N';
/** Classes of AddressBase: land, other objects such as lamp posts, and street records. */
const UNADDRESSED = /^(L|O|PS)/;
const CLASS_SCHEME = /AddressBase|BLPU/i;

const quoted = (text: string): string => `“${text.slice(0, 30)}”`;
const columnsFault = (cells: Cells, allowed: readonly number[]): { refused: string } | undefined =>
  allowed.includes(cells.length)
    ? undefined
    : { refused: `has ${cells.length} columns, and a record ${cells[0]} has ${allowed.join(' or ')}` };

/** Without leading noughts, so that one property has one number. */
const asReference = (text: string, digits: number): string | undefined =>
  /^\d+$/.test(text) && text.length <= digits ? text.replace(/^0+(?=\d)/, '') : undefined;
const asUprn = (text: string) => asReference(text, 12);
const asUsrn = (text: string) => asReference(text, 8);
const noUprn = (text: string) => ({ refused: `has ${quoted(text)} as UPRN, which should be a number of up to 12 digits` });
const noUsrn = (text: string) => ({ refused: `has ${quoted(text)} as USRN, which should be a number of up to 8 digits` });

const asPoint = (x: string, y: string): GridPoint | undefined => {
  if (!/^\d+(\.\d+)?$/.test(x) || !/^\d+(\.\d+)?$/.test(y)) return undefined;
  const point = { easting: Number(x), northing: Number(y) };
  return isOnGrid(point) ? point : undefined;
};

const orNull = (text: string): string | null => (text === '' ? null : text);

const readHeader: RecordReader = ([, , , processed = '']) => ({
  value: { kind: 'header', processedOn: /^20\d\d-\d\d-\d\d$/.test(processed) ? processed : null },
});

const readTrailer: RecordReader = ([, , count = '']) =>
  /^\d+$/.test(count) ? { value: { kind: 'trailer', records: Number(count) } } : { refused: `has ${quoted(count)} as number of records` };

/** Columns of the street's ends. AddressBase since 2016 has latitude and longitude between them. */
const STREET_ENDS: Readonly<Record<number, readonly [x1: number, y1: number, x2: number, y2: number]>> = {
  20: [15, 16, 17, 18],
  24: [15, 16, 19, 20],
};

const readStreet: RecordReader = cells => {
  const ends = STREET_ENDS[cells.length];
  const usrn = asUsrn(cells[3] ?? '');
  if (!ends) return columnsFault(cells, [20, 24]) ?? READ_PAST;
  if (!usrn) return noUsrn(cells[3] ?? '');
  const [x1, y1, x2, y2] = ends.map(at => cells[at] ?? '');
  const start = asPoint(x1 ?? '', y1 ?? '');
  const end = asPoint(x2 ?? '', y2 ?? '');
  const point =
    start && end
      ? { easting: Math.round((start.easting + end.easting) / 2), northing: Math.round((start.northing + end.northing) / 2) }
      : (start ?? end ?? null);
  return { value: { kind: 'street', usrn, isGone: cells[1] === 'D', custodian: cells[5] ?? '', point } };
};

const readStreetName: RecordReader = cells => {
  const usrn = asUsrn(cells[3] ?? '');
  const name = cells[4] ?? '';
  const fault = columnsFault(cells, [9, 13]);
  if (fault) return fault;
  if (!usrn) return noUsrn(cells[3] ?? '');
  if (cells[1] === 'D') return READ_PAST;
  if (name === '') return { refused: 'has no street name' };
  const isWelsh = cells[8] === 'CYM';
  const [locality, town] = [cells[5] ?? '', cells[6] ?? ''].map(part => orNull(plainCase(part)));
  return { value: { kind: 'street-name', usrn, isWelsh, name: plainCase(name), locality: locality ?? null, town: town ?? null } };
};

/** Columns of a property by the number of all: AddressBase until and since 2016, and DTF 7.3. */
type PropertyColumns = {
  readonly x: number;
  readonly custodian: number;
  readonly postal?: number;
  readonly postcode?: number;
  readonly class?: number;
};
const PROPERTY_COLUMNS: Readonly<Record<number, PropertyColumns>> = {
  19: { x: 8, custodian: 11, postal: 16, postcode: 17 },
  22: { x: 8, custodian: 13, postal: 19, postcode: 20 },
  23: { x: 9, custodian: 12, class: 7 },
};

const cellAt = (cells: Cells, at: number | undefined): string => (at === undefined ? '' : (cells[at] ?? ''));

const isAddress = (cells: Cells, columns: PropertyColumns): boolean => {
  const [, change, , , status, state] = cells;
  return (
    change !== 'D' &&
    (status === APPROVED || status === PROVISIONAL) &&
    state !== DEMOLISHED &&
    cellAt(cells, columns.postal) !== NOT_POSTAL &&
    !UNADDRESSED.test(cellAt(cells, columns.class)) &&
    cellAt(cells, columns.custodian) !== ORDNANCE_SURVEY
  );
};

const readProperty: RecordReader = cells => {
  const columns = PROPERTY_COLUMNS[cells.length];
  const uprn = asUprn(cells[3] ?? '');
  if (!columns) return columnsFault(cells, [19, 22, 23]) ?? READ_PAST;
  if (!uprn) return noUprn(cells[3] ?? '');
  if (!LOGICAL_STATUS.test(cells[4] ?? '')) return { refused: `has ${quoted(cells[4] ?? '')} as logical status` };
  const custodian = cellAt(cells, columns.custodian);
  const typed = cellAt(cells, columns.postcode);
  const postcode = asPostcode(typed) ?? null;
  if (!isAddress(cells, columns)) return { value: { kind: 'property', uprn, isGone: true, point: null, custodian, postcode } };
  const [x, y] = [cellAt(cells, columns.x), cellAt(cells, columns.x + 1)];
  const point = asPoint(x, y);
  if (!point) return { refused: `has easting ${quoted(x)} and northing ${quoted(y)}, which are not in Great Britain` };
  if (typed !== '' && !postcode) return { refused: `has ${quoted(typed)}, which is not a postcode` };
  return { value: { kind: 'property', uprn, isGone: false, point, custodian, postcode } };
};

const objectAt = (cells: Cells, first: number): AddressableObject => {
  const [startNumber = '', startSuffix = '', endNumber = '', endSuffix = '', text = ''] = cells.slice(first, first + 5);
  return { startNumber, startSuffix, endNumber, endSuffix, text };
};

const hasNumbers = ({ startNumber, endNumber }: AddressableObject): boolean => /^\d{0,5}$/.test(startNumber) && /^\d{0,5}$/.test(endNumber);

/** The approved one stands before a provisional one, that before an alternative; English before Welsh. */
const RANKS: Readonly<Record<string, number>> = { [APPROVED]: 0, [PROVISIONAL]: 2, [ALTERNATIVE]: 4 };
const DTF_POSTCODE = 24;

const readPlace: RecordReader = cells => {
  const fault = columnsFault(cells, [26, 30]);
  if (fault) return fault;
  const [, change = '', , typed = '', , language = '', status = ''] = cells;
  const uprn = asUprn(typed);
  if (!uprn) return noUprn(typed);
  if (!LOGICAL_STATUS.test(status)) return { refused: `has ${quoted(status)} as logical status` };
  const rank = RANKS[status];
  if (change === 'D' || rank === undefined) return READ_PAST;
  const usrn = asUsrn(cells[21] ?? '');
  if (!usrn) return noUsrn(cells[21] ?? '');
  const [secondary, primary] = [objectAt(cells, 11), objectAt(cells, 16)];
  if (!hasNumbers(secondary) || !hasNumbers(primary)) return { refused: 'has something other than a number as house number' };
  const line = addressLine(primary, secondary);
  if (!line) return { refused: 'has neither a number nor a name' };
  const postcode = cells.length === 30 ? (asPostcode(cells[DTF_POSTCODE] ?? '') ?? null) : null;
  return { value: { kind: 'place', uprn, rank: rank + (language === 'CYM' ? 1 : 0), usrn, line, postcode } };
};

/** AddressBase until 2016 has one column more before the organisation (the parent's UPRN), and one less after the postcode's type. */
const DELIVERY_COLUMNS = 29;
const POSTCODE_TYPE = /^[SL]?$/;

const readDeliveryPoint: RecordReader = cells => {
  const fault = columnsFault(cells, [DELIVERY_COLUMNS]);
  if (fault) return fault;
  const uprn = asUprn(cells[3] ?? '');
  if (!uprn) return noUprn(cells[3] ?? '');
  if (cells[1] === 'D') return READ_PAST;
  const first = asPostcode(cells[15] ?? '') && POSTCODE_TYPE.test(cells[16] ?? '') ? 5 : 6;
  const [
    organisation = '',
    ,
    sub = '',
    name = '',
    number = '',
    side = '',
    main = '',
    doubleLocality = '',
    locality = '',
    town = '',
    typed = '',
  ] = cells.slice(first, first + 11);
  const postcode = asPostcode(typed);
  if (!postcode) return { refused: `has ${quoted(typed)}, which is not a postcode` };
  const { primary, secondary } = deliveryObjects(sub, name, number);
  // An organisation is named only where nothing else tells which address this is.
  const line = addressLine(primary, secondary) ?? addressLine({ ...primary, text: organisation }, secondary);
  const street = streetLabel({ name: side || main || doubleLocality || locality, locality: orNull(locality), town: orNull(town) });
  return { value: { kind: 'delivery-point', uprn, postcode, line: street === '' ? undefined : line, street } };
};

const readClass: RecordReader = cells => {
  const [, change = '', , typed = '', , code = '', scheme = ''] = cells;
  const uprn = asUprn(typed);
  if (!uprn) return noUprn(typed);
  // Other schemes, such as the Valuation Office's, have letters of their own.
  return change !== 'D' && CLASS_SCHEME.test(scheme) && UNADDRESSED.test(code) ? { value: { kind: 'unaddressed', uprn } } : READ_PAST;
};

const READERS: Readonly<Record<string, RecordReader>> = {
  10: readHeader,
  11: readStreet,
  15: readStreetName,
  21: readProperty,
  24: readPlace,
  28: readDeliveryPoint,
  32: readClass,
  99: readTrailer,
};
/**
 * Known, and of no use here: street cross-references, provenance and cross-references of properties, metadata, successors, and
 * organisations (who trades at an address, often by their own name, is nobody's way to find a council).
 */
const OTHERS = new Set(['12', '13', '14', '22', '23', '29', '30', '31']);
/** Records without a change type. */
const FRAMES = new Set(['10', '29', '99']);

/** AddressBase cut up by record type has a line of column names on top of each file. */
export const isColumnNames = ([first = '']: Cells): boolean => first.toUpperCase() === 'RECORD_IDENTIFIER';
export const isGazetteerRecord = ([first = '']: Cells): boolean => first in READERS || OTHERS.has(first);

/** Reads one record; `skipped` for one that has no bearing here. Columns are told apart by their number. */
export const readGazetteerRecord: RecordReader = cells => {
  const [type = '', change = ''] = cells;
  if (!isGazetteerRecord(cells)) return { refused: `has ${quoted(type)} as record identifier` };
  if (!FRAMES.has(type) && !CHANGES.has(change)) return { refused: `has ${quoted(change)} as change type, which should be I, U or D` };
  return READERS[type]?.(cells) ?? READ_PAST;
};
