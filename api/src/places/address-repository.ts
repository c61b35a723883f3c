import { and, asc, between, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { addresses, streets } from '../store/schema.ts';

export type AddressRow = typeof addresses.$inferSelect;
export type StreetRow = typeof streets.$inferSelect;

/** A square on the National Grid: its middle, and metres from there to its sides. */
export type Square = { readonly easting: number; readonly northing: number; readonly reach: number };

/** The gazetteer as it is read to answer. Every query is prepared once and finds its rows by an index. */
export type AddressRepository = {
  byUprn(uprn: string): Promise<AddressRow | undefined>;
  /** Those that have a label, in the order of the street. */
  inPostcode(postcode: string): Promise<readonly AddressRow[]>;
  /** Those that have a label, in a square. */
  around(square: Square): Promise<readonly AddressRow[]>;
  streetsAround(square: Square): Promise<readonly StreetRow[]>;
  /** Streets after `usrn` in order, at most `limit`. */
  streetsAfter(usrn: string, limit: number): Promise<readonly StreetRow[]>;
  /** Streets of a name, in small letters and without apostrophes. */
  streetsNamed(name: string): Promise<readonly StreetRow[]>;
  /** Addresses of a street with a label, by number and then by name; with `number`, those whose number begins with it. */
  inStreet(usrn: string, number: string | null, limit: number): Promise<readonly AddressRow[]>;
  /** Addresses with a label whose house's name begins with `name`, in small letters, by name. */
  named(name: string, limit: number): Promise<readonly AddressRow[]>;
};

export const createAddressRepository = (db: Database): AddressRepository => {
  const slot = sql.placeholder;
  const corners = ({ easting, northing, reach }: Square) => ({
    west: easting - reach,
    east: easting + reach,
    south: northing - reach,
    north: northing + reach,
  });
  const one = db
    .select()
    .from(addresses)
    .where(eq(addresses.uprn, slot('uprn')))
    .prepare();
  const ofPostcode = db
    .select()
    .from(addresses)
    .where(and(eq(addresses.postcode, slot('postcode')), isNotNull(addresses.label)))
    .orderBy(asc(addresses.sortKey), asc(addresses.uprn))
    .prepare();
  const inSquare = db
    .select()
    .from(addresses)
    .where(
      and(
        between(addresses.easting, slot('west'), slot('east')),
        between(addresses.northing, slot('south'), slot('north')),
        isNotNull(addresses.label),
      ),
    )
    .prepare();
  const streetsInSquare = db
    .select()
    .from(streets)
    .where(and(between(streets.easting, slot('west'), slot('east')), between(streets.northing, slot('south'), slot('north'))))
    .prepare();
  const streetPage = db
    .select()
    .from(streets)
    .where(gt(streets.usrn, slot('usrn')))
    .orderBy(asc(streets.usrn))
    .limit(slot('limit'))
    .prepare();
  const named = db
    .select()
    .from(streets)
    .where(eq(sql`lower(replace(${streets.name}, '''', ''))`, slot('name')))
    .prepare();
  const ofStreet = db
    .select()
    .from(addresses)
    .where(and(eq(addresses.usrn, slot('usrn')), isNotNull(addresses.label)))
    .orderBy(asc(addresses.sortKey))
    .limit(slot('limit'))
    .prepare();
  const numbered = db
    .select()
    .from(addresses)
    .where(and(eq(addresses.usrn, slot('usrn')), between(addresses.number, slot('number'), slot('after')), isNotNull(addresses.label)))
    .orderBy(asc(addresses.sortKey))
    .limit(slot('limit'))
    .prepare();
  const ofName = db
    .select()
    .from(addresses)
    .where(and(between(addresses.name, slot('name'), slot('after')), isNotNull(addresses.label)))
    .orderBy(asc(addresses.name), asc(addresses.label))
    .limit(slot('limit'))
    .prepare();

  return {
    byUprn: async uprn => (await one.execute({ uprn }))[0],
    inPostcode: async postcode => ofPostcode.execute({ postcode }),
    around: async square => inSquare.execute(corners(square)),
    streetsAround: async square => streetsInSquare.execute(corners(square)),
    streetsAfter: async (usrn, limit) => streetPage.execute({ usrn, limit }),
    streetsNamed: async name => named.execute({ name }),
    inStreet: async (usrn, number, limit) =>
      number === null ? ofStreet.execute({ usrn, limit }) : numbered.execute({ usrn, number, after: `${number}~`, limit }),
    named: async (name, limit) => ofName.execute({ name, after: `${name}~`, limit }),
  };
};
