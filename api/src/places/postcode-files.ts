import { fromGrid, isOnGrid, toGrid } from './grid.ts';
import { parsePostcode, postcodeArea } from './postcode.ts';

/** A postcode as a file gives it. `statedInPark` is undefined where the file does not speak of parks. */
export type IncomingPostcode = {
  readonly postcode: string;
  readonly easting: number | null;
  readonly northing: number | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly quality: number;
  readonly gss: string | null;
  readonly ward: string | null;
  readonly statedInPark: boolean | null | undefined;
  readonly isRetired: boolean;
  readonly retiredOn: string | null;
};

/** One address as NSUL gives it. */
export type IncomingAddress = { readonly postcode: string; readonly gss: string; readonly inPark: boolean };

/** What a row holds, or the reason it is refused; the reason completes the sentence "line 12 …". */
export type Read<Value> = { readonly value: Value } | { readonly refused: string } | { readonly skipped: true };

export type PostcodeReader = (cells: readonly string[]) => Read<IncomingPostcode>;
export type AddressReader = (cells: readonly string[]) => Read<IncomingAddress>;

/** What a file is, by its first record. */
export type Recognised =
  | { readonly kind: 'code-point-open'; readonly read: PostcodeReader }
  | { readonly kind: 'nspl'; readonly read: PostcodeReader }
  | { readonly kind: 'nsul'; readonly read: AddressReader }
  | { readonly kind: 'column-names' }
  | { readonly kind: 'unknown'; readonly fault: string };

const CODE_POINT_COLUMNS = 10;
const QUALITIES = new Set([10, 20, 30, 40, 50, 60, 90]);
const NO_POSITION = 90;

export const asPostcode = (typed: string): string | undefined => {
  const parsed = parsePostcode(typed);
  // A file is not a person: a postcode that had to be put right is a fault in it.
  return parsed.kind === 'postcode' && parsed.postcode.replace(' ', '') === typed.replace(/\s/g, '').toUpperCase()
    ? parsed.postcode
    : undefined;
};

const quoted = (text: string): string => `“${text.slice(0, 30)}”`;
const notAPostcode = (typed: string) => ({ refused: typed === '' ? 'has no postcode' : `has ${quoted(typed)}, which is not a postcode` });

/** ONS fills gaps with pseudo codes such as E99999999, and Scotland, Wales and the islands with W and L ones of no district. */
const asCode = (text: string): string | null => (/^[EWSN]\d{8}$/.test(text) && !text.endsWith('999999') ? text : null);
const isCodeOrGap = (text: string): boolean => text === '' || /^[A-Z]\d{8}$/.test(text);

const sixPlaces = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

type Position = Pick<IncomingPostcode, 'easting' | 'northing' | 'lat' | 'lng'>;
const NOWHERE: Position = { easting: null, northing: null, lat: null, lng: null };

const atGrid = (easting: number, northing: number): Position | undefined => {
  if (!isOnGrid({ easting, northing })) return undefined;
  const { lat, lng } = fromGrid({ easting, northing });
  return { easting, northing, lat: sixPlaces(lat), lng: sixPlaces(lng) };
};

const readCodePoint: PostcodeReader = cells => {
  if (cells.length !== CODE_POINT_COLUMNS) return { refused: `has ${cells.length} columns instead of ${CODE_POINT_COLUMNS}` };
  const [typed = '', qualityText = '', eastingText = '', northingText = '', , , , , district = '', ward = ''] = cells;
  const postcode = asPostcode(typed);
  if (!postcode) return notAPostcode(typed);
  const quality = Number(qualityText);
  if (!QUALITIES.has(quality)) return { refused: `has ${quoted(qualityText)} as positional quality` };
  if (!isCodeOrGap(district)) return { refused: `has ${quoted(district)} as district code` };
  const position =
    quality === NO_POSITION
      ? NOWHERE
      : /^\d+$/.test(eastingText) && /^\d+$/.test(northingText)
        ? atGrid(Number(eastingText), Number(northingText))
        : undefined;
  if (!position)
    return { refused: `has easting ${quoted(eastingText)} and northing ${quoted(northingText)}, which are not in Great Britain` };
  const codes = { gss: asCode(district), ward: asCode(ward) };
  return { value: { postcode, ...position, quality, ...codes, statedInPark: undefined, isRetired: false, retiredOn: null } };
};

/** Column names by the patterns of domain.md; they change with each edition (`lad25cd`, `lad26cd`; `oslaua` before). */
const ONS_COLUMNS = {
  pcds: /^pcds$/i,
  doterm: /^doterm$/i,
  district: /^lad\d\dcd$|^oslaua$|^laua$/i,
  park: /^npark\d\dcd$|^npark$|^park$/i,
  police: /^pfa\d\dcd$|^pfa$/i,
  lat: /^lat$/i,
  long: /^long$/i,
} as const;
const ONS_OPTIONAL = {
  ward: /^wd\d\dcd$|^osward$|^ward$/i,
  easting: /^(os)?east1m$/i,
  northing: /^(os)?(nrth|north)1m$/i,
  quality: /^(os)?grdind$|^gridind$/i,
} as const;
const ADDRESS_COLUMNS = { uprn: /^uprn$/i, pcds: ONS_COLUMNS.pcds, district: ONS_COLUMNS.district, park: ONS_COLUMNS.park } as const;
/** As people know the columns, for the message that one is missing. */
const PLAIN_NAMES: Readonly<Record<string, string>> = {
  pcds: 'pcds',
  doterm: 'doterm',
  district: 'the district code (lad..cd or oslaua)',
  park: 'the national park code (npark..cd)',
  police: 'the police area code (pfa..cd)',
  lat: 'lat',
  long: 'long',
  uprn: 'UPRN',
};

type Columns<Name extends string> = Record<Name, number>;

const findColumns = <Name extends string>(header: readonly string[], patterns: Readonly<Record<Name, RegExp>>): Columns<Name> => {
  const at = {} as Columns<Name>;
  for (const name of Object.keys(patterns) as Name[]) at[name] = header.findIndex(cell => patterns[name].test(cell.trim()));
  return at;
};

const missing = (columns: Readonly<Record<string, number>>): string[] =>
  Object.entries(columns).flatMap(([name, at]) => (at < 0 ? [PLAIN_NAMES[name] ?? name] : []));

/** The park code of a row: true for a partner's park, null where the file leaves it open. */
const asPark = (code: string, parks: ReadonlySet<string>): boolean | null => (code === '' ? null : parks.has(code));

/** ONS's grid reference quality (1 best, 9 none; NSPL user guide, field "osgrdind") on OS's scale. */
const onsQuality = (text: string): number => {
  const grade = Number(text);
  if (grade === 9) return NO_POSITION;
  return grade >= 1 && grade <= 6 ? grade * 10 : grade === 8 ? 60 : 10;
};

/** `doterm` is a year and month, yyyymm; the first day of the month stands for it. Undefined when it is neither that nor a date. */
const asTermination = (text: string): string | null | undefined => {
  if (text === '') return null;
  const found = /^((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?\d\d)?$/.exec(text);
  return found ? `${found[1]}-${found[2]}-01` : undefined;
};

/** ONS writes 99.999999 and 0 where there is no position. */
const onsPosition = (cell: (name: 'lat' | 'long' | 'easting' | 'northing') => string, postcode: string): Position | undefined => {
  const [latText, lngText] = [cell('lat'), cell('long')];
  const [lat, lng] = [Number(latText), Number(lngText)];
  if (latText === '' || lngText === '' || lat > 99 || (lat === 0 && lng === 0)) return NOWHERE;
  if (!(lat > 49 && lat < 62 && lng > -9 && lng < 3)) return undefined;
  const [easting, northing] = [Number(cell('easting')), Number(cell('northing'))];
  // Northern Ireland's references are on the Irish grid.
  const isGiven = postcodeArea(postcode) !== 'BT' && Number.isInteger(easting) && isOnGrid({ easting, northing });
  const grid = isGiven ? { easting, northing } : toGrid({ lat, lng });
  return { easting: Math.round(grid.easting), northing: Math.round(grid.northing), lat: sixPlaces(lat), lng: sixPlaces(lng) };
};

const onsReader = (header: readonly string[], at: Columns<keyof typeof ONS_COLUMNS>, parks: ReadonlySet<string>): PostcodeReader => {
  const columns = { ...at, ...findColumns(header, ONS_OPTIONAL) };
  return cells => {
    if (cells.length !== header.length) return { refused: `has ${cells.length} columns instead of ${header.length}` };
    const cell = (name: keyof typeof columns): string => cells[columns[name]] ?? '';
    const postcode = asPostcode(cell('pcds'));
    if (!postcode) return notAPostcode(cell('pcds'));
    const retiredOn = asTermination(cell('doterm'));
    if (retiredOn === undefined) return { refused: `has ${quoted(cell('doterm'))} as date of termination (doterm)` };
    if (!isCodeOrGap(cell('district'))) return { refused: `has ${quoted(cell('district'))} as district code` };
    const position = onsPosition(cell, postcode);
    if (!position)
      return { refused: `has latitude ${quoted(cell('lat'))} and longitude ${quoted(cell('long'))}, which are not in the United Kingdom` };
    const quality = position === NOWHERE ? NO_POSITION : onsQuality(cell('quality'));
    const codes = { gss: asCode(cell('district')), ward: asCode(cell('ward')), statedInPark: asPark(cell('park'), parks) };
    return { value: { postcode, ...position, quality, ...codes, isRetired: retiredOn !== null, retiredOn } };
  };
};

const addressReader = (
  header: readonly string[],
  columns: Columns<keyof typeof ADDRESS_COLUMNS>,
  parks: ReadonlySet<string>,
): AddressReader => {
  return cells => {
    if (cells.length !== header.length) return { refused: `has ${cells.length} columns instead of ${header.length}` };
    const cell = (name: keyof typeof columns): string => cells[columns[name]] ?? '';
    // Fields, masts and the like have a UPRN but no postcode.
    if (cell('pcds') === '') return { skipped: true };
    const postcode = asPostcode(cell('pcds'));
    if (!postcode) return notAPostcode(cell('pcds'));
    const gss = asCode(cell('district'));
    const inPark = asPark(cell('park'), parks);
    if (gss === null) return { refused: `has ${quoted(cell('district'))} as district code` };
    if (inPark === null) return { refused: 'has no national park code' };
    return { value: { postcode, gss, inPark } };
  };
};

const isMissing = (names: readonly string[], what: string): Recognised => ({
  kind: 'unknown',
  fault: `looks like ${what}, but lacks ${names.length === 1 ? 'the column' : 'the columns'} ${names.join(', ')}`,
});

const isCodePointHeader = (cells: readonly string[]): boolean =>
  /^PC$/.test(cells[0] ?? '') ? cells[1] === 'PQ' : /^Postcode$/i.test(cells[0] ?? '') && /^Positional_quality/i.test(cells[1] ?? '');

/**
 * Tells what a file of postcodes is by its first record: Code-Point Open (no header, ten columns), ONSPD or NSPL, NSUL. `parks` are the
 * GSS codes of the partners' parks.
 */
export const recognise = (first: readonly string[], parks: ReadonlySet<string>): Recognised => {
  if (isCodePointHeader(first)) return { kind: 'column-names' };
  const has = (name: RegExp) => first.some(cell => name.test(cell.trim()));
  if (has(ADDRESS_COLUMNS.uprn)) {
    const columns = findColumns(first, ADDRESS_COLUMNS);
    const lacks = missing(columns);
    return lacks.length > 0 ? isMissing(lacks, 'NSUL') : { kind: 'nsul', read: addressReader(first, columns, parks) };
  }
  if (has(/^pcd[s\d]?$/i) || has(ONS_COLUMNS.doterm)) {
    const columns = findColumns(first, ONS_COLUMNS);
    const lacks = missing(columns);
    return lacks.length > 0 ? isMissing(lacks, 'NSPL or ONSPD') : { kind: 'nspl', read: onsReader(first, columns, parks) };
  }
  const startsLikeCodePoint = /^\d+$/.test(first[1] ?? '') && parsePostcode(first[0] ?? '').kind === 'postcode';
  if (startsLikeCodePoint && first.length === CODE_POINT_COLUMNS) return { kind: 'code-point-open', read: readCodePoint };
  const seen = first.slice(0, 4).map(quoted).join(', ');
  return { kind: 'unknown', fault: `is not Code-Point Open (ten columns, no header), NSPL, ONSPD or NSUL: it begins with ${seen}` };
};
