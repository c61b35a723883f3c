import type { Database } from '../store/connect.ts';
import { type AddressGroup, createAddressWriter } from './address-repository.write.ts';
import type { AddressCount, SectorCount } from './evidence.ts';
import { createPlaceRepository } from './repository.ts';
import { createPlaceWriter } from './repository.write.ts';

/** What the rules need to know to count the addresses of one postcode. */
export type CountedPostcode = {
  /** Its addresses in the gazetteer. */
  readonly groups: readonly AddressGroup[];
  /** What is on record for it. */
  readonly stored: readonly AddressCount[];
  /** Districts in which it may lie. */
  readonly possible: readonly string[];
  readonly sector: readonly SectorCount[];
};

/** The side of the park's boundary, where a district has but one in this sector; undefined where it may be either. */
export const soleSide = (gss: string, sector: readonly SectorCount[]): boolean | undefined => {
  const sides = new Set(sector.filter(count => count.gss === gss).map(count => count.inPark));
  const [only] = sides;
  return sides.size === 1 ? only : undefined;
};

/**
 * The counts to keep for a postcode. A gazetteer speaks for the districts that it `covers`, so what other files said of the others stays;
 * and where the postcode may reach into a district that it does not cover, or no boundary says on which side of the park's edge an address
 * lies, its addresses are no evidence of where the rest are: undefined, leave what is there.
 */
export const countAddresses = (
  { groups, stored, possible, sector }: CountedPostcode,
  covers: ReadonlySet<string>,
): AddressCount[] | undefined => {
  if (possible.some(gss => !covers.has(gss))) return undefined;
  const counts = new Map<string, AddressCount>();
  for (const { gss, inPark: measured, addresses } of groups) {
    const inPark = gss === null ? undefined : (measured ?? soleSide(gss, sector));
    if (gss === null || inPark === undefined) return undefined;
    const key = `${gss} ${inPark}`;
    counts.set(key, { gss, inPark, addresses: addresses + (counts.get(key)?.addresses ?? 0) });
  }
  return [...stored.filter(({ gss }) => !covers.has(gss)), ...counts.values()];
};

const asText = (counts: readonly AddressCount[]): string =>
  counts
    .map(({ gss, inPark, addresses }) => `${gss} ${inPark} ${addresses}`)
    .sort()
    .join();

/** Counts the addresses of these postcodes anew, by district and side of the park's boundary; answers for how many that was news. */
export const saveAddressShares = async (db: Database, postcodes: Iterable<string>): Promise<number> => {
  const [record, places, gazetteer] = [createPlaceWriter(db), createPlaceRepository(db), createAddressWriter(db)];
  const sectors = new Map((await places.sectors()).map(row => [row.sector, row.shares]));
  const covers = new Set(await gazetteer.districts());
  let changed = 0;
  for (const postcode of postcodes) {
    const sector = sectors.get(postcode.slice(0, -2)) ?? [];
    const row = await places.postcode(postcode);
    const possible = row?.gss ? [row.gss, ...(row.nearGss ? [row.nearGss] : [])] : sector.map(count => count.gss);
    const stored = await record.addresses(postcode);
    const fresh = countAddresses({ groups: await gazetteer.groupsOf(postcode), stored, possible, sector }, covers);
    if (!fresh || asText(fresh) === asText(stored)) continue;
    await record.replaceAddresses(postcode, fresh);
    changed++;
  }
  return changed;
};
