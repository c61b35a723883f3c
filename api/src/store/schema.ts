import type { ContactPoint } from '@dtp/contract/authorities.ts';
import type { Action } from '@dtp/contract/az.ts';
import { sqliteColumns } from './columns.sqlite.ts';

/** A share of a sector's live postcodes: those in one district, inside or outside the park. */
export type SectorShare = { gss: string; inPark: boolean; postcodes: number };

const defineSchema = ({ table, text, int, real, bool, instant, day, json, index, primaryKey }: typeof sqliteColumns) => ({
  /** One counter a service; a write bumps it in the same transaction. */
  dataVersions: table('data_versions', {
    service: text('service').primaryKey(),
    version: int('version').notNull(),
    changedAt: instant('changed_at').notNull(),
  }),

  authorities: table('authorities', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').notNull(),
    gss: text('gss').notNull(),
    register: text('register'),
    custodian: text('custodian'),
    homeUrl: text('home_url').notNull(),
    contact: json<ContactPoint>('contact').notNull(),
    activeFrom: day('active_from'),
    activeTo: day('active_to'),
    successors: json<string[]>('successors').notNull(),
  }),

  /** Where the places data came from: one row a kind of data. */
  datasets: table('datasets', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    edition: text('edition'),
    importedAt: instant('imported_at').notNull(),
    rows: int('rows').notNull(),
    attribution: text('attribution').notNull(),
  }),

  /** District councils on and around our ground, by GSS code, so that "outside" can name the council. */
  districts: table('districts', {
    gss: text('gss').primaryKey(),
    name: text('name').notNull(),
  }),

  sectors: table('sectors', {
    sector: text('sector').primaryKey(),
    lat: real('lat').notNull(),
    lng: real('lng').notNull(),
    shares: json<SectorShare[]>('shares').notNull(),
  }),

  towns: table(
    'towns',
    {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      kind: text('kind').notNull(),
      gss: text('gss').notNull(),
      inPark: bool('in_park').notNull(),
      outward: text('outward').notNull(),
      lat: real('lat').notNull(),
      lng: real('lng').notNull(),
    },
    town => [index('towns_by_name').on(town.name)],
  ),

  postcodes: table('postcodes', {
    /** Outward, one space, inward: "DE45 1ES". */
    postcode: text('postcode').primaryKey(),
    easting: int('easting'),
    northing: int('northing'),
    lat: real('lat'),
    lng: real('lng'),
    /** OS positional quality: 10 best, 90 no position. */
    quality: int('quality').notNull(),
    /** District's GSS code; null where the file names none. */
    gss: text('gss'),
    ward: text('ward'),
    /** As a file says (NSPL's npark); null where it does not. */
    statedInPark: bool('stated_in_park'),
    /** Day of termination; null while live. */
    retiredOn: day('retired_on'),
    isRetired: bool('is_retired').notNull(),
    /** Derived from the boundaries on record: inside the park by its point; null while there is no park boundary. */
    inPark: bool('in_park'),
    /** Metres to the park's boundary, where under 1 km. */
    parkEdgeM: int('park_edge_m'),
    /** Nearest other district and the metres to it, where under 1 km. */
    nearGss: text('near_gss'),
    nearM: int('near_m'),
  }),

  /** How many addresses (UPRNs) of a postcode lie in each district, in or out of the park: the best evidence for a straddle. */
  postcodeShares: table(
    'postcode_shares',
    {
      postcode: text('postcode').notNull(),
      gss: text('gss').notNull(),
      inPark: bool('in_park').notNull(),
      addresses: int('addresses').notNull(),
    },
    share => [primaryKey({ columns: [share.postcode, share.gss, share.inPark] })],
  ),

  boundaries: table(
    'boundaries',
    {
      kind: text('kind').notNull(),
      gss: text('gss').notNull(),
      name: text('name').notNull(),
      /** GeoJSON Polygon or MultiPolygon, WGS84. */
      geometry: json<GeoJsonArea>('geometry').notNull(),
    },
    boundary => [primaryKey({ columns: [boundary.kind, boundary.gss] })],
  ),

  categories: table('categories', {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    position: int('position').notNull(),
  }),

  services: table('services', {
    id: text('id').primaryKey(),
    lgsl: int('lgsl'),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    synonyms: json<string[]>('synonyms').notNull(),
    categories: json<string[]>('categories').notNull(),
    tier: text('tier').notNull(),
    action: text('action').notNull(),
    /** In law: a `duty` that every body of the tier has, or a `power` it may use. */
    provision: text('provision').notNull(),
    /** An editor's estimate, 0 to 100. */
    popularity: int('popularity').notNull(),
  }),

  answers: table(
    'answers',
    {
      service: text('service').notNull(),
      authority: text('authority').notNull(),
      status: text('status').notNull(),
      summary: text('summary'),
      actions: json<Action[]>('actions').notNull(),
      /** Null: the body's own contact point. */
      contact: json<ContactPoint | null>('contact'),
      cost: text('cost'),
      eligibility: text('eligibility'),
      alert: text('alert'),
      validFrom: day('valid_from'),
      validTo: day('valid_to'),
      lastReviewed: day('last_reviewed'),
    },
    answer => [primaryKey({ columns: [answer.service, answer.authority] })],
  ),
});

/** A GeoJSON area, RFC 7946: positions are [longitude, latitude] in WGS84 degrees. */
export type GeoJsonArea = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };

export const schema = defineSchema(sqliteColumns);
export const {
  dataVersions,
  authorities,
  datasets,
  districts,
  sectors,
  towns,
  postcodes,
  postcodeShares,
  boundaries,
  categories,
  services,
  answers,
} = schema;
