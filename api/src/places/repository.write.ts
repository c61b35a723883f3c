import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { boundaries, datasets, districts, postcodeShares, postcodes, sectors, towns } from '../store/schema.ts';
import type { Derived } from './boundary-map.ts';
import type { AddressCount } from './evidence.ts';
import type { BoundaryRow, DatasetRow, DistrictRow, PostcodeRow, SectorRow, TownRow } from './repository.ts';

/** What imports and seeding read and write. Make it on the unit of work's own handle; every query is prepared once. */
export type PlaceWriter = {
  postcode(postcode: string): Promise<PostcodeRow | undefined>;
  savePostcode(row: PostcodeRow): Promise<void>;
  /** Rows after `postcode` in order, at most `limit`: the way to walk all of them without holding them. */
  postcodesAfter(postcode: string, limit: number): Promise<readonly PostcodeRow[]>;
  /** The same within one postcode area ("DE"), live ones only. */
  livePostcodesAfter(area: string, postcode: string, limit: number): Promise<readonly { postcode: string; statedInPark: boolean | null }[]>;
  countLive(area: string): Promise<number>;
  retire(postcode: string): Promise<void>;
  saveDerived(postcode: string, derived: Derived): Promise<void>;
  addresses(postcode: string): Promise<readonly AddressCount[]>;
  replaceAddresses(postcode: string, counts: readonly AddressCount[]): Promise<void>;
  dataset(id: string): Promise<DatasetRow | undefined>;
  saveDataset(dataset: Omit<DatasetRow, 'importedAt'>, now: Date): Promise<void>;
  boundary(kind: string, gss: string): Promise<BoundaryRow | undefined>;
  /** GSS codes of the boundaries of a kind, in order. */
  boundaryCodes(kind: string): Promise<readonly string[]>;
  saveBoundary(boundary: BoundaryRow): Promise<void>;
  /** Adds codes that are not on record; names on record stay. */
  addDistricts(rows: readonly DistrictRow[]): Promise<void>;
  /** Each of these answers whether anything changed. */
  saveDistricts(rows: readonly DistrictRow[]): Promise<boolean>;
  replaceSectors(rows: readonly SectorRow[]): Promise<boolean>;
  replaceTowns(rows: readonly TownRow[]): Promise<boolean>;
};

/** A statement may carry a limited number of values; this many rows are safe for every table here. */
const ROWS_A_STATEMENT = 500;

const inChunks = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, at) =>
    rows.slice(at * ROWS_A_STATEMENT, (at + 1) * ROWS_A_STATEMENT),
  );

/** Same rows, whatever their order. */
const isSame = (a: readonly object[], b: readonly object[]): boolean => {
  const texts = (rows: readonly object[]) =>
    rows.map(row => JSON.stringify(Object.entries(row).sort(([x], [y]) => (x < y ? -1 : 1)))).sort();
  return a.length === b.length && JSON.stringify(texts(a)) === JSON.stringify(texts(b));
};

/** In an area all postcodes have a digit after its letters: the range leaves out "SK1" when "S" is asked for. */
const areaRange = { from: (area: string) => `${area}0`, before: (area: string) => `${area}:` };

const slot = sql.placeholder;
/** A slot of a boolean column would make `false` of null (drizzle-orm 0.45 encodes what fills it without looking for null): this one is filled with `asFlag`. */
const nullableFlag = (name: string) => sql`${slot(name)}`;
const asFlag = (value: boolean | null): number | null => (value === null ? null : Number(value));

export const createPlaceWriter = (db: Database): PlaceWriter => {
  const one = db
    .select()
    .from(postcodes)
    .where(eq(postcodes.postcode, slot('postcode')))
    .prepare();
  const columns = {
    easting: slot('easting'),
    northing: slot('northing'),
    lat: slot('lat'),
    lng: slot('lng'),
    quality: slot('quality'),
    gss: slot('gss'),
    ward: slot('ward'),
    statedInPark: nullableFlag('statedInPark'),
    retiredOn: slot('retiredOn'),
    isRetired: slot('isRetired'),
    inPark: nullableFlag('inPark'),
    parkEdgeM: slot('parkEdgeM'),
    nearGss: slot('nearGss'),
    nearM: slot('nearM'),
  };
  const excluded = (name: string) => sql.raw(`excluded.${name}`);
  const save = db
    .insert(postcodes)
    .values({ postcode: slot('postcode'), ...columns })
    .onConflictDoUpdate({
      target: postcodes.postcode,
      set: {
        easting: excluded('easting'),
        northing: excluded('northing'),
        lat: excluded('lat'),
        lng: excluded('lng'),
        quality: excluded('quality'),
        gss: excluded('gss'),
        ward: excluded('ward'),
        statedInPark: excluded('stated_in_park'),
        retiredOn: excluded('retired_on'),
        isRetired: excluded('is_retired'),
        inPark: excluded('in_park'),
        parkEdgeM: excluded('park_edge_m'),
        nearGss: excluded('near_gss'),
        nearM: excluded('near_m'),
      },
    })
    .prepare();
  const after = db
    .select()
    .from(postcodes)
    .where(gt(postcodes.postcode, slot('postcode')))
    .orderBy(asc(postcodes.postcode))
    .limit(slot('limit'))
    .prepare();
  const isLiveIn = and(lt(postcodes.postcode, slot('before')), eq(postcodes.isRetired, false));
  const liveAfter = db
    .select({ postcode: postcodes.postcode, statedInPark: postcodes.statedInPark })
    .from(postcodes)
    .where(and(gt(postcodes.postcode, slot('postcode')), isLiveIn))
    .orderBy(asc(postcodes.postcode))
    .limit(slot('limit'))
    .prepare();
  const liveCount = db
    .select({ count: sql<number>`count(*)` })
    .from(postcodes)
    .where(and(gte(postcodes.postcode, slot('from')), isLiveIn))
    .prepare();
  const markRetired = db
    .update(postcodes)
    .set({ isRetired: true })
    .where(eq(postcodes.postcode, slot('postcode')))
    .prepare();
  const derive = db
    .update(postcodes)
    .set({
      inPark: nullableFlag('inPark'),
      parkEdgeM: sql`${slot('parkEdgeM')}`,
      nearGss: sql`${slot('nearGss')}`,
      nearM: sql`${slot('nearM')}`,
    })
    .where(eq(postcodes.postcode, slot('postcode')))
    .prepare();
  const addressCounts = db
    .select({ gss: postcodeShares.gss, inPark: postcodeShares.inPark, addresses: postcodeShares.addresses })
    .from(postcodeShares)
    .where(eq(postcodeShares.postcode, slot('postcode')))
    .prepare();
  const dropAddresses = db
    .delete(postcodeShares)
    .where(eq(postcodeShares.postcode, slot('postcode')))
    .prepare();
  const addAddresses = db
    .insert(postcodeShares)
    .values({ postcode: slot('postcode'), gss: slot('gss'), inPark: slot('inPark'), addresses: slot('addresses') })
    .prepare();

  return {
    postcode: async postcode => (await one.execute({ postcode }))[0],
    savePostcode: async row => void (await save.execute({ ...row, statedInPark: asFlag(row.statedInPark), inPark: asFlag(row.inPark) })),
    postcodesAfter: async (postcode, limit) => after.execute({ postcode, limit }),
    livePostcodesAfter: async (area, postcode, limit) =>
      liveAfter.execute({ postcode: postcode || areaRange.from(area), before: areaRange.before(area), limit }),
    countLive: async area => (await liveCount.execute({ from: areaRange.from(area), before: areaRange.before(area) }))[0]?.count ?? 0,
    retire: async postcode => void (await markRetired.execute({ postcode })),
    saveDerived: async (postcode, { inPark, parkEdgeM, nearGss, nearM }) =>
      void (await derive.execute({ postcode, inPark: asFlag(inPark), parkEdgeM, nearGss, nearM })),
    addresses: async postcode => addressCounts.execute({ postcode }),
    replaceAddresses: async (postcode, counts) => {
      await dropAddresses.execute({ postcode });
      for (const count of counts) await addAddresses.execute({ postcode, ...count });
    },
    dataset: async id => (await db.select().from(datasets).where(eq(datasets.id, id)))[0],
    saveDataset: async (dataset, now) => {
      const row = { ...dataset, importedAt: now.toISOString() };
      await db.insert(datasets).values(row).onConflictDoUpdate({ target: datasets.id, set: row });
    },
    boundary: async (kind, gss) =>
      (
        await db
          .select()
          .from(boundaries)
          .where(and(eq(boundaries.kind, kind), eq(boundaries.gss, gss)))
      )[0],
    boundaryCodes: async kind =>
      (await db.select({ gss: boundaries.gss }).from(boundaries).where(eq(boundaries.kind, kind)).orderBy(asc(boundaries.gss))).map(
        row => row.gss,
      ),
    saveBoundary: async boundary => {
      await db
        .insert(boundaries)
        .values(boundary)
        .onConflictDoUpdate({ target: [boundaries.kind, boundaries.gss], set: boundary });
    },
    addDistricts: async rows => {
      for (const row of rows) await db.insert(districts).values(row).onConflictDoNothing();
    },
    saveDistricts: async rows => {
      const known = new Map((await db.select().from(districts)).map(row => [row.gss, row.name]));
      const fresh = rows.filter(row => known.get(row.gss) !== row.name);
      for (const row of fresh) await db.insert(districts).values(row).onConflictDoUpdate({ target: districts.gss, set: row });
      return fresh.length > 0;
    },
    replaceSectors: async rows => {
      if (isSame(await db.select().from(sectors), rows)) return false;
      await db.delete(sectors);
      for (const chunk of inChunks(rows)) await db.insert(sectors).values(chunk);
      return true;
    },
    replaceTowns: async rows => {
      if (isSame(await db.select().from(towns), rows)) return false;
      await db.delete(towns);
      for (const chunk of inChunks(rows)) await db.insert(towns).values(chunk);
      return true;
    },
  };
};
