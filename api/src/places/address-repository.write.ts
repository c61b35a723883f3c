import { and, asc, count, eq, gt, isNotNull, like, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { addresses, streets } from '../store/schema.ts';
import type { AddressRow, StreetRow } from './address-repository.ts';

/** Addresses of a postcode by district and side of the park's boundary, as far as they are known. */
export type AddressGroup = Pick<AddressRow, 'gss' | 'inPark'> & { readonly addresses: number };

/** What imports of addresses read and write. Make it on the unit of work's own handle; every query is prepared once. */
export type AddressWriter = {
  address(uprn: string): Promise<AddressRow | undefined>;
  save(row: AddressRow): Promise<void>;
  remove(uprn: string): Promise<void>;
  /** Rows after `uprn` in order: the way to walk all of them without holding them. */
  after(uprn: string, limit: number): Promise<readonly AddressRow[]>;
  saveGround(uprn: string, ground: Pick<AddressRow, 'gss' | 'inPark'>): Promise<void>;
  street(usrn: string): Promise<StreetRow | undefined>;
  saveStreet(row: StreetRow): Promise<void>;
  removeStreet(usrn: string): Promise<void>;
  /** Gives the addresses of a street its new name, where they end in the old one. */
  renameStreet(usrn: string, before: string, after: string): Promise<void>;
  /** Addresses with a label. */
  groupsOf(postcode: string): Promise<readonly AddressGroup[]>;
  /** GSS codes of the districts that addresses with a label lie in. */
  districts(): Promise<readonly string[]>;
  countNamed(): Promise<number>;
  countAll(): Promise<number>;
};

const slot = sql.placeholder;
/** A slot of a boolean column would make `false` of null: see repository.write.ts. */
const flagSlot = (name: string) => sql`${slot(name)}`;
const asFlag = (value: boolean | null): number | null => (value === null ? null : Number(value));
const excluded = (name: string) => sql.raw(`excluded.${name}`);

export const createAddressWriter = (db: Database): AddressWriter => {
  const one = db
    .select()
    .from(addresses)
    .where(eq(addresses.uprn, slot('uprn')))
    .prepare();
  const save = db
    .insert(addresses)
    .values({
      uprn: slot('uprn'),
      usrn: slot('usrn'),
      label: slot('label'),
      number: slot('number'),
      name: slot('name'),
      sortKey: slot('sortKey'),
      postcode: slot('postcode'),
      easting: slot('easting'),
      northing: slot('northing'),
      custodian: slot('custodian'),
      gss: slot('gss'),
      inPark: flagSlot('inPark'),
    })
    .onConflictDoUpdate({
      target: addresses.uprn,
      set: {
        usrn: excluded('usrn'),
        label: excluded('label'),
        number: excluded('number'),
        name: excluded('name'),
        sortKey: excluded('sort_key'),
        postcode: excluded('postcode'),
        easting: excluded('easting'),
        northing: excluded('northing'),
        custodian: excluded('custodian'),
        gss: excluded('gss'),
        inPark: excluded('in_park'),
      },
    })
    .prepare();
  const remove = db
    .delete(addresses)
    .where(eq(addresses.uprn, slot('uprn')))
    .prepare();
  const page = db
    .select()
    .from(addresses)
    .where(gt(addresses.uprn, slot('uprn')))
    .orderBy(asc(addresses.uprn))
    .limit(slot('limit'))
    .prepare();
  const ground = db
    .update(addresses)
    .set({ gss: sql`${slot('gss')}`, inPark: flagSlot('inPark') })
    .where(eq(addresses.uprn, slot('uprn')))
    .prepare();
  const oneStreet = db
    .select()
    .from(streets)
    .where(eq(streets.usrn, slot('usrn')))
    .prepare();
  const rename = db
    .update(addresses)
    .set({ label: sql`substr(${addresses.label}, 1, length(${addresses.label}) - ${slot('length')}) || ${slot('after')}` })
    .where(and(eq(addresses.usrn, slot('usrn')), like(addresses.label, slot('ending'))))
    .prepare();
  const groups = db
    .select({ gss: addresses.gss, inPark: addresses.inPark, addresses: count() })
    .from(addresses)
    .where(and(eq(addresses.postcode, slot('postcode')), isNotNull(addresses.label)))
    .groupBy(addresses.gss, addresses.inPark)
    .prepare();

  return {
    address: async uprn => (await one.execute({ uprn }))[0],
    save: async row => void (await save.execute({ ...row, inPark: asFlag(row.inPark) })),
    remove: async uprn => void (await remove.execute({ uprn })),
    after: async (uprn, limit) => page.execute({ uprn, limit }),
    saveGround: async (uprn, { gss, inPark }) => void (await ground.execute({ uprn, gss, inPark: asFlag(inPark) })),
    street: async usrn => (await oneStreet.execute({ usrn }))[0],
    saveStreet: async row => {
      await db.insert(streets).values(row).onConflictDoUpdate({ target: streets.usrn, set: row });
    },
    removeStreet: async usrn => {
      await db.delete(streets).where(eq(streets.usrn, usrn));
    },
    renameStreet: async (usrn, before, after) => void (await rename.execute({ usrn, length: before.length, after, ending: `% ${before}` })),
    groupsOf: async postcode => groups.execute({ postcode }),
    districts: async () =>
      (await db.selectDistinct({ gss: addresses.gss }).from(addresses).where(isNotNull(addresses.label))).flatMap(row => row.gss ?? []),
    countNamed: async () => (await db.select({ count: count() }).from(addresses).where(isNotNull(addresses.label)))[0]?.count ?? 0,
    countAll: async () => (await db.select({ count: count() }).from(addresses))[0]?.count ?? 0,
  };
};
