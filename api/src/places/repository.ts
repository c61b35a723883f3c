import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { type boundaries, datasets, districts, postcodeShares, postcodes, sectors, towns } from '../store/schema.ts';
import type { AddressCount, PostcodeFacts, SectorCount } from './evidence.ts';

export type PostcodeRow = typeof postcodes.$inferSelect;
export type SectorRow = typeof sectors.$inferSelect;
export type TownRow = typeof towns.$inferSelect;
export type DistrictRow = typeof districts.$inferSelect;
export type DatasetRow = typeof datasets.$inferSelect;
export type BoundaryRow = typeof boundaries.$inferSelect;

/** The first text after all that begin with `prefix`: postcodes are made of characters below `~`. */
const afterPrefix = (prefix: string): string => `${prefix}~`;

/** Where a postcode's point is. */
export type PostcodePoint = Pick<PostcodeRow, 'lat' | 'lng' | 'isRetired'>;

/** What the places service reads to answer. Every query is prepared once; all are looked up by primary key or a range of it. */
export type PlaceRepository = {
  postcode(postcode: string): Promise<PostcodeFacts | undefined>;
  pointOf(postcode: string): Promise<PostcodePoint | undefined>;
  addressesOf(postcode: string): Promise<readonly AddressCount[]>;
  /** Live postcodes that begin with `prefix` ("DE45 1"), in order. */
  livePostcodes(prefix: string, limit: number): Promise<readonly string[]>;
  countLivePostcodes(prefix: string): Promise<number>;
  /** Live postcodes of a sector, counted by district and side of the park's boundary; those of unknown side are left out. */
  countsInSector(sector: string): Promise<readonly SectorCount[]>;
  sectors(): Promise<readonly SectorRow[]>;
  towns(): Promise<readonly TownRow[]>;
  districts(): Promise<readonly DistrictRow[]>;
  datasets(): Promise<readonly DatasetRow[]>;
};

export const createPlaceRepository = (db: Database): PlaceRepository => {
  const facts = {
    postcode: postcodes.postcode,
    gss: postcodes.gss,
    statedInPark: postcodes.statedInPark,
    inPark: postcodes.inPark,
    parkEdgeM: postcodes.parkEdgeM,
    nearGss: postcodes.nearGss,
    nearM: postcodes.nearM,
    isRetired: postcodes.isRetired,
    retiredOn: postcodes.retiredOn,
  };
  const onePostcode = db
    .select(facts)
    .from(postcodes)
    .where(eq(postcodes.postcode, sql.placeholder('postcode')))
    .prepare();
  const point = db
    .select({ lat: postcodes.lat, lng: postcodes.lng, isRetired: postcodes.isRetired })
    .from(postcodes)
    .where(eq(postcodes.postcode, sql.placeholder('postcode')))
    .prepare();
  const addressCounts = db
    .select({ gss: postcodeShares.gss, inPark: postcodeShares.inPark, addresses: postcodeShares.addresses })
    .from(postcodeShares)
    .where(eq(postcodeShares.postcode, sql.placeholder('postcode')))
    .orderBy(asc(postcodeShares.gss), asc(postcodeShares.inPark))
    .prepare();
  const inRange = and(
    gte(postcodes.postcode, sql.placeholder('from')),
    lt(postcodes.postcode, sql.placeholder('before')),
    eq(postcodes.isRetired, false),
  );
  const live = db
    .select({ postcode: postcodes.postcode })
    .from(postcodes)
    .where(inRange)
    .orderBy(asc(postcodes.postcode))
    .limit(sql.placeholder('limit'))
    .prepare();
  const liveCount = db.select({ count: sql<number>`count(*)` }).from(postcodes).where(inRange).prepare();
  const side = sql<number | null>`coalesce(${postcodes.statedInPark}, ${postcodes.inPark})`;
  const bySide = db
    .select({ gss: postcodes.gss, inPark: side, postcodes: sql<number>`count(*)` })
    .from(postcodes)
    .where(inRange)
    .groupBy(postcodes.gss, side)
    .prepare();
  const allSectors = db.select().from(sectors).orderBy(asc(sectors.sector)).prepare();
  const allTowns = db.select().from(towns).orderBy(asc(towns.name), asc(towns.id)).prepare();
  const allDistricts = db.select().from(districts).orderBy(asc(districts.gss)).prepare();
  const allDatasets = db.select().from(datasets).orderBy(asc(datasets.id)).prepare();

  return {
    postcode: async postcode => (await onePostcode.execute({ postcode }))[0],
    pointOf: async postcode => (await point.execute({ postcode }))[0],
    addressesOf: async postcode => addressCounts.execute({ postcode }),
    livePostcodes: async (prefix, limit) =>
      (await live.execute({ from: prefix, before: afterPrefix(prefix), limit })).map(row => row.postcode),
    countLivePostcodes: async prefix => (await liveCount.execute({ from: prefix, before: afterPrefix(prefix) }))[0]?.count ?? 0,
    countsInSector: async sector =>
      (await bySide.execute({ from: sector, before: afterPrefix(sector) })).flatMap(row =>
        row.gss === null || row.inPark === null ? [] : [{ gss: row.gss, inPark: Boolean(row.inPark), postcodes: row.postcodes }],
      ),
    sectors: async () => allSectors.execute(),
    towns: async () => allTowns.execute(),
    districts: async () => allDistricts.execute(),
    datasets: async () => allDatasets.execute(),
  };
};
