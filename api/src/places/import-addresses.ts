import type { AddressCount } from './evidence.ts';
import type { ImportRun } from './import-run.ts';
import type { IncomingAddress } from './postcode-files.ts';

const keyOf = ({ gss, inPark }: Pick<AddressCount, 'gss' | 'inPark'>): string => `${gss}|${inPark ? 1 : 0}`;

/** Counts one address of a file. */
export const takeAddress = (run: ImportRun, address: IncomingAddress): void => {
  const key = `${address.postcode}|${keyOf(address)}`;
  run.addresses.set(key, (run.addresses.get(key) ?? 0) + 1);
};

const sameCounts = (stored: readonly AddressCount[], fresh: ReadonlyMap<string, number>): boolean =>
  stored.length === fresh.size && stored.every(count => fresh.get(keyOf(count)) === count.addresses);

/** Every district that the files speak of. */
const districtsIn = (addresses: ImportRun['addresses']): Set<string> => {
  const found = new Set<string>();
  for (const key of addresses.keys()) found.add(key.split('|')[1] ?? '');
  return found;
};

/**
 * Writes the address counts gathered. NSUL comes in one file a region, and a district lies in one region: so what the files say of a
 * postcode replaces what was on record for it in the districts they speak of, and what another region's file said of it stays.
 */
export const saveAddresses = async ({ record, addresses, counts }: ImportRun): Promise<void> => {
  const byPostcode = Map.groupBy(addresses, ([key]) => key.slice(0, key.indexOf('|')));
  const covered = districtsIn(addresses);
  for (const [postcode, entries] of byPostcode) {
    const stored = await record.addresses(postcode);
    const fresh = new Map(stored.filter(({ gss }) => !covered.has(gss)).map(kept => [keyOf(kept), kept.addresses]));
    for (const [key, count] of entries) fresh.set(key.slice(postcode.length + 1), count);
    if (sameCounts(stored, fresh)) {
      counts.unchanged++;
      continue;
    }
    const rows = [...fresh].map(([key, count]) => ({ gss: key.slice(0, 9), inPark: key.endsWith('1'), addresses: count }));
    await record.replaceAddresses(postcode, rows);
    if (stored.length > 0) counts.changed++;
    else counts.added++;
  }
};
