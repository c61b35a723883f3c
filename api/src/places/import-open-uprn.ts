import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { type AddressGround, openAddressGround } from './address-ground.ts';
import type { AddressRow } from './address-repository.ts';
import { type AddressWriter, createAddressWriter } from './address-repository.write.ts';
import { saveAddressShares } from './address-shares.ts';
import { attributionOf, datasetName } from './attribution.ts';
import { csvRecords, endsWithLine, FileFault, fileSize } from './csv-file.ts';
import { editionOf } from './edition.ts';
import { gazetteerWords } from './gazetteer-messages.ts';
import type { GridPoint } from './grid.ts';
import { isBroken } from './import-file.ts';
import { importWords } from './import-messages.ts';
import { ImportRefused, type RefusedRow } from './import-run.ts';
import { openNearGround } from './near-ground.ts';
import { createPlaceWriter } from './repository.write.ts';
import { OPEN_UPRN_DATASET } from './source.ts';
import { type PlacedUprn, recogniseOpenUprn, type UprnReader } from './uprn-columns.ts';

export type UprnImport = {
  readonly file: string;
  readonly edition: string | undefined;
  readonly now: Date;
  readonly onBytes: (bytes: number) => void;
  readonly onRow: () => void;
  readonly onRefused: (row: RefusedRow) => void;
};

export type UprnCounts = {
  rows: number;
  added: number;
  /** Known ones that have moved. */
  changed: number;
  unchanged: number;
  /** Far from the partners' ground: the file is of all of Great Britain. */
  far: number;
  refused: number;
};

type UprnRun = {
  readonly options: UprnImport;
  readonly record: AddressWriter;
  readonly ground: AddressGround;
  readonly isNear: (point: GridPoint) => boolean;
  readonly counts: UprnCounts;
  readonly touched: Set<string>;
};

const UNNAMED = { usrn: null, label: null, number: null, name: null, sortKey: null, postcode: null, custodian: null };

const takePoint = async (run: UprnRun, { uprn, point }: PlacedUprn): Promise<void> => {
  const { record, ground, counts, touched } = run;
  if (!run.isNear(point)) {
    counts.far++;
    return;
  }
  const stored = await record.address(uprn);
  if (stored && stored.easting === point.easting && stored.northing === point.northing) {
    counts.unchanged++;
    return;
  }
  const placed: Omit<AddressRow, 'gss' | 'inPark'> = { ...(stored ?? { uprn, ...UNNAMED }), ...point };
  await record.save({ ...placed, ...ground(placed) });
  if (stored) counts.changed++;
  else counts.added++;
  if (stored?.label && stored.postcode) touched.add(stored.postcode);
};

const takeFile = async (run: UprnRun): Promise<void> => {
  const { file, onBytes, onRow, onRefused } = run.options;
  const { counts } = run;
  fileSize(file);
  let read: UprnReader | undefined;
  let columns = 0;
  let lastColumns = 0;
  let lastLine = 0;
  for await (const { line, cells } of csvRecords(file, onBytes)) {
    if (!read) {
      const recognised = recogniseOpenUprn(cells);
      if ('missing' in recognised) throw new FileFault(gazetteerWords.noUprnColumns(recognised.missing));
      read = recognised.read;
      columns = cells.length;
      continue;
    }
    counts.rows++;
    onRow();
    lastLine = line;
    lastColumns = cells.length;
    const row = read(cells);
    if ('value' in row) await takePoint(run, row.value);
    else if ('refused' in row) {
      counts.refused++;
      onRefused({ file, line, reason: row.refused, text: cells.join(',') });
    }
  }
  if (!read) throw new FileFault(importWords.emptyFile);
  if (counts.rows === 0) throw new FileFault(importWords.noRows);
  if (lastColumns < columns && !endsWithLine(file)) throw new FileFault(importWords.cutOff(lastLine));
  if (isBroken(counts.refused, counts.rows)) throw new FileFault(importWords.broken(counts.refused, counts.rows));
};

const saveSource = async (db: Database, { options, record, counts }: UprnRun): Promise<boolean> => {
  const places = createPlaceWriter(db);
  const stored = await places.dataset(OPEN_UPRN_DATASET);
  const edition = options.edition ?? editionOf(options.file);
  if (counts.added + counts.changed === 0 && (stored === undefined || edition === null || stored.edition === edition)) return false;
  const attribution = attributionOf('open-uprn', edition, options.now);
  const rows = await record.countAll();
  await places.saveDataset({ id: OPEN_UPRN_DATASET, name: datasetName('open-uprn'), edition, rows, attribution }, options.now);
  return true;
};

const importAll = async (db: Database, options: UprnImport): Promise<UprnCounts> => {
  const run: UprnRun = {
    options,
    record: createAddressWriter(db),
    ground: await openAddressGround(db),
    isNear: await openNearGround(db),
    counts: { rows: 0, added: 0, changed: 0, unchanged: 0, far: 0, refused: 0 },
    touched: new Set(),
  };
  try {
    await takeFile(run);
  } catch (fault) {
    throw fault instanceof FileFault ? new ImportRefused(`${options.file} ${fault.message}`) : fault;
  }
  await saveAddressShares(db, run.touched);
  if (await saveSource(db, run)) await bumpVersion(db, 'places', options.now);
  return run.counts;
};

/**
 * Imports OS Open UPRN in one unit of work: places for addresses on record and for properties that no gazetteer has named yet, near the
 * partners' ground. Throws ImportRefused, with the record as it was, when the file is not what it should be.
 */
export const importOpenUprn = (store: Store, options: UprnImport): Promise<UprnCounts> => store.write(db => importAll(db, options));
