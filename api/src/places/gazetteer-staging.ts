import { and, asc, eq, gt, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { addresses } from '../store/schema.ts';
import { createStaging, dropStaging, stagedProperties } from '../store/staging.ts';
import type { AddressRow } from './address-repository.ts';
import type { GazetteerRecord } from './gazetteer-records.ts';

/** Where in the files a record stands: the number of the file, and its line counted from 1. */
export type Origin = { readonly file: number; readonly line: number };
/** All that the files say of one property. */
export type StagedProperty = typeof stagedProperties.$inferSelect;
type Staged = Extract<GazetteerRecord, { kind: 'property' | 'place' | 'delivery-point' | 'unaddressed' }>;

/** Gathers the records of properties, to be read back property by property beside what is on record. */
export type GazetteerStaging = {
  take(record: Staged, origin: Origin): Promise<void>;
  /** In order of UPRN, after `uprn`. */
  after(uprn: string, limit: number): Promise<readonly { readonly staged: StagedProperty; readonly stored: AddressRow | null }[]>;
  /** Custodians of the properties that the files give. */
  custodians(): Promise<readonly string[]>;
  /** How many named addresses of these custodians are on record. */
  countOf(custodians: readonly string[]): Promise<number>;
  /** Those among them that the files do not name. */
  unnamed(custodians: readonly string[]): Promise<readonly Pick<AddressRow, 'uprn' | 'postcode'>[]>;
  close(): void;
};

const slot = sql.placeholder;

/** What an upsert writes over: each of these columns takes the incoming value. */
const taken = (columns: Readonly<Record<string, { readonly name: string }>>): Record<string, SQL> =>
  Object.fromEntries(Object.entries(columns).map(([key, { name }]) => [key, sql.raw(`excluded.${name}`)]));

export const openGazetteerStaging = (db: Database): GazetteerStaging => {
  createStaging(db);
  const staged = stagedProperties;
  const { uprn, isGone, easting, northing, custodian, postcode } = staged;
  const origin = { uprn: slot('uprn'), file: slot('file'), line: slot('line') };
  const propertyUpsert = db
    .insert(staged)
    .values({
      ...origin,
      isGone: slot('isGone'),
      easting: slot('easting'),
      northing: slot('northing'),
      custodian: slot('custodian'),
      postcode: slot('postcode'),
    })
    .onConflictDoUpdate({ target: uprn, set: taken({ isGone, easting, northing, custodian, postcode }) })
    .prepare();
  const { rank, usrn, front, number, name, sortKey, placePostcode } = staged;
  const placeUpsert = db
    .insert(staged)
    .values({
      ...origin,
      rank: slot('rank'),
      usrn: slot('usrn'),
      front: slot('front'),
      number: slot('number'),
      name: slot('name'),
      sortKey: slot('sortKey'),
      placePostcode: slot('postcode'),
    })
    .onConflictDoUpdate({
      target: uprn,
      set: taken({ rank, usrn, front, number, name, sortKey, placePostcode }),
      setWhere: sql`${rank} is null or excluded.rank <= ${rank}`,
    })
    .prepare();
  const { deliveryPostcode, deliveryLabel, deliveryNumber, deliveryName, deliverySortKey } = staged;
  const deliveryUpsert = db
    .insert(staged)
    .values({
      ...origin,
      deliveryPostcode: slot('postcode'),
      deliveryLabel: slot('label'),
      deliveryNumber: slot('number'),
      deliveryName: slot('name'),
      deliverySortKey: slot('sortKey'),
    })
    .onConflictDoUpdate({ target: uprn, set: taken({ deliveryPostcode, deliveryLabel, deliveryNumber, deliveryName, deliverySortKey }) })
    .prepare();
  const { isUnaddressed } = staged;
  const unaddressedUpsert = db
    .insert(staged)
    .values({ ...origin, isUnaddressed: 1 })
    .onConflictDoUpdate({ target: uprn, set: taken({ isUnaddressed }) })
    .prepare();
  const page = db
    .select({ staged, stored: addresses })
    .from(staged)
    .leftJoin(addresses, eq(addresses.uprn, uprn))
    .where(gt(uprn, slot('after')))
    .orderBy(asc(uprn))
    .limit(slot('limit'))
    .prepare();

  const namedOf = (custodians: readonly string[]) => and(inArray(addresses.custodian, [...custodians]), isNotNull(addresses.label));

  return {
    take: async (record, { file, line }) => {
      const at = { uprn: record.uprn, file, line };
      switch (record.kind) {
        case 'property':
          await propertyUpsert.execute({
            ...at,
            isGone: record.isGone ? 1 : 0,
            easting: record.point?.easting ?? null,
            northing: record.point?.northing ?? null,
            custodian: record.custodian,
            postcode: record.postcode,
          });
          return;
        case 'place':
          await placeUpsert.execute({ ...at, ...record.line, rank: record.rank, usrn: record.usrn, postcode: record.postcode });
          return;
        case 'delivery-point':
          await deliveryUpsert.execute({
            ...at,
            postcode: record.postcode,
            label: record.line ? `${record.line.front}${record.street}` : null,
            number: record.line?.number ?? null,
            name: record.line?.name ?? null,
            sortKey: record.line?.sortKey ?? null,
          });
          return;
        case 'unaddressed':
          await unaddressedUpsert.execute(at);
      }
    },
    after: async (after, limit) => page.execute({ after, limit }),
    custodians: async () =>
      (await db.selectDistinct({ custodian }).from(staged).where(eq(isGone, 0))).flatMap(row => (row.custodian ? [row.custodian] : [])),
    countOf: async custodians =>
      (await db.select({ count: sql<number>`count(*)` }).from(addresses).where(namedOf(custodians)))[0]?.count ?? 0,
    unnamed: async custodians =>
      db
        .select({ uprn: addresses.uprn, postcode: addresses.postcode })
        .from(addresses)
        .leftJoin(staged, eq(addresses.uprn, uprn))
        .where(and(isNull(uprn), namedOf(custodians))),
    close: () => dropStaging(db),
  };
};
