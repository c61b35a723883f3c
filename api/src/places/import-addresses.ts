import type { ImportRun } from './import-run.ts';
import type { IncomingAddress } from './postcode-files.ts';

/** Counts one address of a file. */
export const takeAddress = (run: ImportRun, { postcode, gss, inPark }: IncomingAddress): void => {
  const key = `${postcode}|${gss}|${inPark ? 1 : 0}`;
  run.addresses.set(key, (run.addresses.get(key) ?? 0) + 1);
};

const sameCounts = (stored: readonly { gss: string; inPark: boolean; addresses: number }[], fresh: ReadonlyMap<string, number>): boolean =>
  stored.length === fresh.size && stored.every(({ gss, inPark, addresses }) => fresh.get(`${gss}|${inPark ? 1 : 0}`) === addresses);

/** Writes the address counts gathered: those of each postcode in the files replace what was on record for it. */
export const saveAddresses = async ({ record, addresses, counts }: ImportRun): Promise<void> => {
  const byPostcode = Map.groupBy(addresses, ([key]) => key.slice(0, key.indexOf('|')));
  for (const [postcode, entries] of byPostcode) {
    const fresh = new Map(entries.map(([key, count]) => [key.slice(postcode.length + 1), count]));
    const stored = await record.addresses(postcode);
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
