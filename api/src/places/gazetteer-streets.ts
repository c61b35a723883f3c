import type { StreetRow } from './address-repository.ts';
import type { AddressWriter } from './address-repository.write.ts';
import type { GazetteerRecord } from './gazetteer-records.ts';
import { streetLabel } from './street-names.ts';

type Street = Extract<GazetteerRecord, { kind: 'street' }>;
type StreetName = Extract<GazetteerRecord, { kind: 'street-name' }>;
type Gathered = { street?: Street; name?: StreetName };

export type StreetCounts = { readonly added: number; readonly changed: number; readonly removed: number };

/** The streets of the files, put together from their two kinds of record. A county has some fifteen thousand, so they are kept in memory. */
export type GazetteerStreets = {
  take(record: Street | StreetName): void;
  /** Writes what is new, and gives the addresses on record along a renamed street its new name. */
  save(record: AddressWriter): Promise<StreetCounts>;
  /** After `save`: a street of the files or on record, as people say it. */
  label(record: AddressWriter, usrn: string): Promise<string | undefined>;
};

const mergeStreet = (usrn: string, { street, name }: Gathered, stored: StreetRow | undefined): StreetRow | undefined => {
  const named = name ?? stored;
  if (!named) return undefined;
  const { easting, northing } = street?.point ?? stored ?? { easting: null, northing: null };
  const { locality, town } = named;
  return { usrn, name: named.name, locality, town, custodian: street?.custodian ?? stored?.custodian ?? '', easting, northing };
};

const isSame = (a: StreetRow, b: StreetRow): boolean => (Object.keys(a) as (keyof StreetRow)[]).every(key => a[key] === b[key]);

export const gatherStreets = (): GazetteerStreets => {
  const gathered = new Map<string, Gathered>();
  const labels = new Map<string, string | undefined>();

  const saveOne = async (record: AddressWriter, usrn: string, found: Gathered): Promise<keyof StreetCounts | undefined> => {
    const stored = await record.street(usrn);
    if (found.street?.isGone) {
      if (stored) await record.removeStreet(usrn);
      return stored && 'removed';
    }
    const fresh = mergeStreet(usrn, found, stored);
    if (!fresh) return undefined;
    const label = streetLabel(fresh);
    labels.set(usrn, label);
    if (stored && isSame(fresh, stored)) return undefined;
    await record.saveStreet(fresh);
    const before = stored && streetLabel(stored);
    if (before !== undefined && before !== label) await record.renameStreet(usrn, before, label);
    return stored ? 'changed' : 'added';
  };

  return {
    take: record => {
      const known = gathered.get(record.usrn) ?? {};
      gathered.set(record.usrn, known);
      if (record.kind === 'street') known.street = record;
      else if (!record.isWelsh || known.name === undefined || known.name.isWelsh) known.name = record;
    },
    save: async record => {
      const counts = { added: 0, changed: 0, removed: 0 };
      for (const [usrn, found] of gathered) {
        const outcome = await saveOne(record, usrn, found);
        if (outcome) counts[outcome]++;
      }
      return counts;
    },
    label: async (record, usrn) => {
      if (!labels.has(usrn)) {
        const stored = await record.street(usrn);
        labels.set(usrn, stored && streetLabel(stored));
      }
      return labels.get(usrn);
    },
  };
};
