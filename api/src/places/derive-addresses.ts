import type { Database } from '../store/connect.ts';
import { openAddressGround } from './address-ground.ts';
import { createAddressWriter } from './address-repository.write.ts';
import { saveAddressShares } from './address-shares.ts';

const PAGE = 2000;

/**
 * Measures every address on record against the boundaries anew, and counts the addresses of the postcodes concerned; answers how many
 * addresses have moved. `onRow` is called for each address looked at. Call it after postcodes have been measured: their counts rest on that.
 */
export const deriveAddresses = async (db: Database, onRow: () => void): Promise<number> => {
  const record = createAddressWriter(db);
  if ((await record.after('', 1)).length === 0) return 0;
  const groundOf = await openAddressGround(db);
  /** All of them: how near a postcode is to a district that no gazetteer covers may be new too. */
  const postcodes = new Set<string>();
  let changed = 0;
  let after = '';
  for (;;) {
    const page = await record.after(after, PAGE);
    for (const row of page) {
      after = row.uprn;
      onRow();
      if (row.postcode !== null && row.label !== null) postcodes.add(row.postcode);
      const ground = groundOf(row);
      if (ground.gss === row.gss && ground.inPark === row.inPark) continue;
      await record.saveGround(row.uprn, ground);
      changed++;
    }
    if (page.length < PAGE) break;
  }
  await saveAddressShares(db, postcodes);
  return changed;
};
