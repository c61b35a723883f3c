import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { openAddressGround } from './address-ground.ts';
import { type AddressWriter, createAddressWriter } from './address-repository.write.ts';
import { saveAddressShares } from './address-shares.ts';
import { attributionOf, datasetName } from './attribution.ts';
import { FileFault } from './csv-file.ts';
import { gazetteerWords } from './gazetteer-messages.ts';
import { type GazetteerStaging, openGazetteerStaging, type StagedProperty } from './gazetteer-staging.ts';
import { type GazetteerStreets, gatherStreets, type StreetCounts } from './gazetteer-streets.ts';
import { type GazetteerFile, readGazetteerFile } from './import-gazetteer-file.ts';
import { ImportRefused, type RefusedRow } from './import-run.ts';
import { isSameAddress, type MergedAddress, mergeAddress } from './merge-address.ts';
import { createPlaceWriter } from './repository.write.ts';
import { GAZETTEER_DATASET } from './source.ts';

export type GazetteerImport = {
  readonly files: readonly string[];
  /** The files are all that their custodians have: addresses that they do not name are taken off the record. */
  readonly isComplete: boolean;
  readonly allowShrink: boolean;
  /** The files are parts of larger ones: the number of records that their trailers say is not looked at. */
  readonly isExcerpt: boolean;
  readonly now: Date;
  readonly onBytes: (bytes: number) => void;
  readonly onRow: () => void;
  readonly onRefused: (row: RefusedRow) => void;
  /** Properties that were left out or have no name yet, and why; `line` is where one of their records stands. */
  readonly onUnnamed: (row: RefusedRow) => void;
};

export type GazetteerCounts = {
  /** All records, of which some were refused and some (cross-references, organisations, what is historic) are of no use here. */
  records: number;
  readPast: number;
  refused: number;
  streets: StreetCounts;
  /** Properties. */
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Historic, demolished or no addresses, and not on record. */
  leftOut: number;
  /** Named without a place. */
  nowhere: number;
  /** On record with their place only, for want of a name. */
  unnamed: number;
  /** Postcodes whose addresses by district are new. */
  postcodes: number;
};

/** The state of one import. */
type GazetteerRun = {
  readonly options: GazetteerImport;
  readonly record: AddressWriter;
  readonly staging: GazetteerStaging;
  readonly streets: GazetteerStreets;
  readonly counts: GazetteerCounts;
  /** Postcodes whose addresses have moved. */
  readonly touched: Set<string>;
  /** The newest day that a header names. */
  processedOn: string | null;
};

const PAGE = 500;
/** See `LEAST_OF_AREA` of import-areas.ts. */
const LEAST_OF_CUSTODIANS = 0.9;

const takeRecords = async (run: GazetteerRun, file: number): Promise<void> => {
  const { options, staging, streets, counts } = run;
  const name = options.files[file] ?? '';
  const read: GazetteerFile = await readGazetteerFile(name, {
    isExcerpt: options.isExcerpt,
    onBytes: options.onBytes,
    onRow: options.onRow,
    onRefused: row => options.onRefused({ file: name, ...row }),
    take: async (record, line) => {
      if (record.kind === 'street' || record.kind === 'street-name') streets.take(record);
      else await staging.take(record, { file, line });
    },
  });
  counts.records += read.records;
  counts.readPast += read.readPast;
  counts.refused += read.refused;
  if (read.processedOn !== null && read.processedOn > (run.processedOn ?? '')) run.processedOn = read.processedOn;
};

const takeFiles = async (run: GazetteerRun): Promise<void> => {
  for (const [at, file] of run.options.files.entries()) {
    try {
      await takeRecords(run, at);
    } catch (fault) {
      throw fault instanceof FileFault ? new ImportRefused(`${file} ${fault.message}`) : fault;
    }
  }
};

const touch = ({ touched }: GazetteerRun, ...postcodes: readonly (string | null | undefined)[]): void => {
  for (const postcode of postcodes) if (postcode) touched.add(postcode);
};

const saveMerged = async (run: GazetteerRun, merged: MergedAddress, { staged, stored }: Pair): Promise<void> => {
  const { counts, record } = run;
  if (merged.kind === 'nowhere') {
    counts.nowhere++;
    return;
  }
  if (merged.kind === 'gone') {
    // A place alone is OS Open UPRN's, which has all kinds of property and says itself when one has gone.
    if (!stored?.label) {
      counts.leftOut++;
      return;
    }
    await record.remove(staged.uprn);
    counts.removed++;
    touch(run, stored.postcode);
    return;
  }
  if (merged.unnamed !== null) counts.unnamed++;
  if (stored && isSameAddress(stored, merged.row)) {
    counts.unchanged++;
    return;
  }
  await record.save(merged.row);
  touch(run, merged.row.postcode, stored?.postcode);
  if (stored) counts.changed++;
  else counts.added++;
};

type Pair = Awaited<ReturnType<GazetteerStaging['after']>>[number];

const reportUnnamed = ({ options }: GazetteerRun, { uprn, file, line }: StagedProperty, reason: string): void =>
  options.onUnnamed({ file: options.files[file] ?? '', line, reason, text: gazetteerWords.property(uprn) });

/** Street labels are looked up before the merge, so that the rule itself stays pure. */
const streetsOf = async ({ streets, record }: GazetteerRun, page: readonly Pair[]): Promise<ReadonlyMap<string, string>> => {
  const labels = new Map<string, string>();
  for (const { staged } of page) {
    if (staged.usrn === null || labels.has(staged.usrn)) continue;
    const label = await streets.label(record, staged.usrn);
    if (label !== undefined) labels.set(staged.usrn, label);
  }
  return labels;
};

const saveProperties = async (db: Database, run: GazetteerRun): Promise<void> => {
  const ground = await openAddressGround(db);
  let after = '';
  for (;;) {
    const page = await run.staging.after(after, PAGE);
    const labels = await streetsOf(run, page);
    for (const pair of page) {
      const { staged, stored } = pair;
      after = staged.uprn;
      const merged = mergeAddress(staged, stored, { streetLabel: usrn => labels.get(usrn), ground });
      if (merged.kind === 'nowhere') reportUnnamed(run, staged, gazetteerWords.nowhere);
      if (merged.kind === 'row' && merged.unnamed !== null) reportUnnamed(run, staged, merged.unnamed);
      await saveMerged(run, merged, pair);
    }
    if (page.length < PAGE) return;
  }
};

/** Takes off the record what the custodians' files no longer name; only where those files are said to be complete. */
const removeUnnamed = async (run: GazetteerRun): Promise<void> => {
  const { options, staging, record, counts } = run;
  if (!options.isComplete) return;
  const custodians = await staging.custodians();
  const before = await staging.countOf(custodians);
  const gone = await staging.unnamed(custodians);
  if (!options.allowShrink && before - gone.length < before * LEAST_OF_CUSTODIANS)
    throw new ImportRefused(gazetteerWords.shrunken(before - gone.length, before));
  for (const { uprn, postcode } of gone) {
    await record.remove(uprn);
    touch(run, postcode);
  }
  counts.removed += gone.length;
};

const hasNews = ({ streets, added, changed, removed, postcodes }: GazetteerCounts): boolean =>
  streets.added + streets.changed + streets.removed + added + changed + removed + postcodes > 0;

/** Notes where the addresses came from. The same records of a newer month are news too: answers name the month. */
const saveSource = async (db: Database, run: GazetteerRun): Promise<boolean> => {
  const { options, record, processedOn, counts } = run;
  const places = createPlaceWriter(db);
  const stored = await places.dataset(GAZETTEER_DATASET);
  const edition = processedOn?.slice(0, 7) ?? stored?.edition ?? null;
  if (!hasNews(counts) && (stored === undefined || stored.edition === edition)) return false;
  const attribution = attributionOf('gazetteer', edition, options.now);
  const rows = await record.countNamed();
  await places.saveDataset({ id: GAZETTEER_DATASET, name: datasetName('gazetteer'), edition, rows, attribution }, options.now);
  return true;
};

const noCounts = (): GazetteerCounts => ({
  records: 0,
  readPast: 0,
  refused: 0,
  streets: { added: 0, changed: 0, removed: 0 },
  added: 0,
  changed: 0,
  unchanged: 0,
  removed: 0,
  leftOut: 0,
  nowhere: 0,
  unnamed: 0,
  postcodes: 0,
});

const importAll = async (db: Database, options: GazetteerImport): Promise<GazetteerCounts> => {
  const run: GazetteerRun = {
    options,
    record: createAddressWriter(db),
    staging: openGazetteerStaging(db),
    streets: gatherStreets(),
    counts: noCounts(),
    touched: new Set(),
    processedOn: null,
  };
  await takeFiles(run);
  run.counts.streets = await run.streets.save(run.record);
  await removeUnnamed(run);
  await saveProperties(db, run);
  run.counts.postcodes = await saveAddressShares(db, run.touched);
  if (await saveSource(db, run)) await bumpVersion(db, 'places', options.now);
  run.staging.close();
  return run.counts;
};

/**
 * Imports a gazetteer, in one unit of work: all or nothing. Its records may stand in any order and in several files. Change-only files
 * leave what they do not speak of. Throws ImportRefused, with the record as it was, when a file is not what it should be.
 */
export const importGazetteer = (store: Store, options: GazetteerImport): Promise<GazetteerCounts> =>
  store.write(db => importAll(db, options));
