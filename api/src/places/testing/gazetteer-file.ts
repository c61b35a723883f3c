// Records of a gazetteer for tests, in the layout of AddressBase Premium since 2016 unless another is asked for.

export type Change = 'I' | 'U' | 'D';

const DAY = '2026-08-01';
const CORNER = { easting: 420_000, northing: 350_000 };
export const DALES_CUSTODIAN = '1045';
export const CHESTERFIELD_CUSTODIAN = '1015';

const cell = (value: string | number): string => (typeof value === 'number' ? String(value) : `"${value}"`);
const record = (type: number, change: Change, ...cells: readonly (string | number)[]): string =>
  [type, cell(change), 1, ...cells.map(cell)].join(',');

type StreetMore = { readonly change?: Change; readonly east?: number; readonly north?: number };

/** `east` and `north` in metres from the small county's corner. */
export const street = (usrn: number, { change = 'I', east = 2000, north = 5000 }: StreetMore = {}): string => {
  const [x, y] = [CORNER.easting + east, CORNER.northing + north];
  return record(11, change, usrn, 1, 1050, 2, DAY, 1, 8, 0, DAY, '', DAY, DAY, x - 100, y, '', '', x + 100, y, '', '', 10);
};

export const streetName = (
  usrn: number,
  name: string,
  town: string,
  { change = 'I' as Change, locality = '', language = 'ENG' } = {},
): string => record(15, change, usrn, name, locality, town, 'DERBYSHIRE', language, DAY, '', DAY, DAY);

export type PropertyMore = {
  readonly change?: Change;
  readonly status?: number;
  readonly state?: number;
  readonly east?: number;
  readonly north?: number;
  readonly custodian?: string;
  readonly postal?: string;
  readonly postcode?: string;
};

export const property = (uprn: number, more: PropertyMore = {}): string => {
  const {
    change = 'I',
    status = 1,
    state = 2,
    east = 2000,
    north = 5000,
    custodian = DALES_CUSTODIAN,
    postal = 'D',
    postcode = 'DE45 1AA',
  } = more;
  const [x, y] = [CORNER.easting + east, CORNER.northing + north];
  return record(21, change, uprn, status, state, DAY, '', x, y, '', '', 1, custodian, 'E', DAY, '', DAY, DAY, postal, postcode, 0);
};

export type PlaceMore = {
  readonly change?: Change;
  readonly status?: number;
  readonly language?: string;
  readonly flat?: string;
  readonly number?: number;
  readonly suffix?: string;
  readonly to?: number;
  readonly name?: string;
};

export const place = (uprn: number, usrn: number, more: PlaceMore = {}): string => {
  const { change = 'I', status = 1, language = 'ENG', flat = '', number = '', suffix = '', to = '', name = '' } = more;
  const dates = [DAY, '', DAY, DAY];
  return record(
    24,
    change,
    uprn,
    `K${uprn}`,
    language,
    status,
    ...dates,
    '',
    '',
    '',
    '',
    flat,
    number,
    suffix,
    to,
    '',
    name,
    usrn,
    '1',
    '',
    '',
    'Y',
  );
};

export type DeliveryMore = {
  readonly change?: Change;
  readonly organisation?: string;
  readonly flat?: string;
  readonly name?: string;
  readonly number?: string;
  readonly street?: string;
  readonly town?: string;
  readonly postcode?: string;
};

export const deliveryPoint = (uprn: number, more: DeliveryMore = {}): string => {
  const {
    change = 'I',
    organisation = '',
    flat = '',
    name = '',
    number = '',
    street: road = 'HIGH STREET',
    town = 'BAKEWELL',
    postcode = 'DE45 1AB',
  } = more;
  const welsh = ['', '', '', '', ''];
  return record(
    28,
    change,
    uprn,
    1,
    organisation,
    '',
    flat,
    name,
    number,
    '',
    road,
    '',
    '',
    town,
    postcode,
    'S',
    '1A',
    ...welsh,
    '',
    DAY,
    DAY,
    '',
    DAY,
    DAY,
  );
};

export const propertyClass = (
  uprn: number,
  code: string,
  scheme = 'AddressBase Premium Classification Scheme',
  change: Change = 'I',
): string => record(32, change, uprn, `C${uprn}`, code, scheme, 1, DAY, '', DAY, DAY);

export const header = (day = DAY): string => `10,"Test",9999,${day},1,${day},08:00:00,"2.2","F"`;
export const trailer = (records: number): string => `99,0,${records},${DAY},08:00:00`;

/** A whole file: header, records, and a trailer that counts them. */
export const gazetteer = (...records: readonly string[]): string => [header(), ...records, trailer(records.length), ''].join('\n');
