import { createAuthorityRepository } from '../authorities/repository.ts';
import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { attributionOf, datasetName } from './attribution.ts';
import { FileFault, fileSize } from './csv-file.ts';
import { openBoundaryMap } from './derive.ts';
import { saveAddresses } from './import-addresses.ts';
import { refuseShrunken, retireMissing } from './import-areas.ts';
import { importFile } from './import-file.ts';
import { type ImportCounts, ImportRefused, type ImportRun, type PostcodeImport } from './import-run.ts';
import { createPlaceWriter } from './repository.write.ts';
import { ADDRESS_DATASET, datasetId, type PostcodeFileKind } from './source.ts';

type Source = { id: string; kind: PostcodeFileKind; edition: string | null; rows: number; changed: number };

/** Notes where data came from. A file that brought nothing new, of no newer edition, leaves no trace. */
const saveSource = async (run: ImportRun, { id, kind, edition, rows, changed }: Source): Promise<boolean> => {
  const stored = await run.record.dataset(id);
  if (changed === 0 && stored && (edition === null || stored.edition === edition)) return false;
  const { now } = run.options;
  await run.record.saveDataset({ id, name: datasetName(kind), edition, rows, attribution: attributionOf(kind, edition, now) }, now);
  return true;
};

const saveSources = async (run: ImportRun): Promise<boolean> => {
  let isChanged = false;
  for (const tally of run.tallies.values()) {
    const { kind, area, edition, rows, changed } = tally;
    isChanged = (await saveSource(run, { id: datasetId(kind, area), kind, edition, rows, changed })) || isChanged;
  }
  return isChanged;
};

const withFileName = (fault: unknown, file: string): unknown =>
  fault instanceof FileFault ? new ImportRefused(`${file} ${fault.message}`) : fault;

const saveAddressSource = async (run: ImportRun): Promise<boolean> => {
  const { addresses, addressEdition, counts } = run;
  if (addresses.size === 0) return false;
  const before = counts.added + counts.changed;
  await saveAddresses(run);
  const changed = counts.added + counts.changed - before;
  return saveSource(run, { id: ADDRESS_DATASET, kind: 'nsul', edition: addressEdition, rows: addresses.size, changed });
};

const openRun = async (db: Database, options: PostcodeImport): Promise<ImportRun> => {
  const authorities = await createAuthorityRepository(db).all();
  const parks = new Set(authorities.filter(one => one.kind === 'park').map(one => one.gss));
  return {
    options,
    record: createPlaceWriter(db),
    parks,
    map: await openBoundaryMap(db, parks),
    counts: { rows: 0, added: 0, changed: 0, unchanged: 0, retired: 0, skipped: 0, refused: 0 },
    tallies: new Map(),
    seen: new Set(),
    addresses: new Map(),
    addressEdition: null,
  };
};

/** A file with a refused row does not say which postcodes it lacks: the refused one may be among those that seem to be missing. */
const retireUnlisted = async (run: ImportRun): Promise<void> => {
  if (run.counts.refused > 0) return;
  for (const tally of run.tallies.values()) if (tally.kind === 'code-point-open') await retireMissing(run, tally);
};

const importAll = async (db: Database, options: PostcodeImport): Promise<ImportCounts> => {
  const run = await openRun(db, options);
  for (const file of options.files) {
    try {
      await importFile(run, file);
    } catch (fault) {
      throw withFileName(fault, file);
    }
  }
  refuseShrunken(run);
  await retireUnlisted(run);
  const saved = [await saveSources(run), await saveAddressSource(run)];
  if (saved.includes(true)) await bumpVersion(db, 'places', options.now);
  return run.counts;
};

/** Bytes of all files together. Throws ImportRefused naming the first that cannot be read. */
export const totalSize = (files: readonly string[]): number => {
  let total = 0;
  for (const file of files) {
    try {
      total += fileSize(file);
    } catch (fault) {
      throw withFileName(fault, file);
    }
  }
  return total;
};

/**
 * Imports files of postcodes, of any of the kinds that `recognise` knows, in one unit of work: all or nothing. Where two files speak
 * of one postcode, the later one stands. Throws ImportRefused, with the record as it was, when a file is not what it should be.
 */
export const importPostcodes = (store: Store, options: PostcodeImport): Promise<ImportCounts> => store.write(db => importAll(db, options));
