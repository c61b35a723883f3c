import { type CsvRecord, csvRecords, endsWithLine, FileFault, fileSize } from './csv-file.ts';
import { editionOf } from './edition.ts';
import { takeAddress } from './import-addresses.ts';
import { takePostcode } from './import-areas.ts';
import { importWords } from './import-messages.ts';
import type { ImportRun } from './import-run.ts';
import { type Read, recognise } from './postcode-files.ts';

/** A file of which more rows than this are refused, and more than a tenth, is broken: nothing of it is taken. */
const REFUSED_ROWS_ALLOWED = 20;
const REFUSED_SHARE_ALLOWED = 0.1;

/** Whether so many of a file's rows are refused that none of them can be trusted. */
export const isBroken = (refused: number, rows: number): boolean =>
  refused === rows || (refused > REFUSED_ROWS_ALLOWED && refused > rows * REFUSED_SHARE_ALLOWED);

/** Takes one row in; answers why it is refused, if it is. */
type RowTaker = (cells: readonly string[]) => Promise<string | undefined> | string | undefined;

const takerFor = <Value>(
  run: ImportRun,
  read: (cells: readonly string[]) => Read<Value>,
  take: (value: Value) => Promise<string | undefined> | undefined,
): RowTaker => {
  return cells => {
    const row = read(cells);
    if ('refused' in row) return row.refused;
    if ('value' in row) return take(row.value);
    run.counts.skipped++;
    return undefined;
  };
};

/** How to take a file's rows; `isRow` when its first record is one already. */
type Opened = { readonly take: RowTaker; readonly isRow: boolean; readonly columns: number };

/** Opens a file by its first record; undefined for a record that holds column names only. */
const openFile = (run: ImportRun, file: string, { cells }: CsvRecord): Opened | undefined => {
  const recognised = recognise(cells, run.parks);
  const edition = run.options.edition ?? editionOf(file);
  const columns = cells.length;
  switch (recognised.kind) {
    case 'unknown':
      throw new FileFault(recognised.fault);
    case 'column-names':
      return undefined;
    case 'nsul':
      run.addressEdition ??= edition;
      return { take: takerFor(run, recognised.read, address => void takeAddress(run, address)), isRow: false, columns };
    default: {
      const { kind, read } = recognised;
      const take = takerFor(run, read, incoming => takePostcode(run, kind, incoming, edition));
      return { take, isRow: kind === 'code-point-open', columns };
    }
  }
};

type FileTally = { rows: number; refused: number; last: CsvRecord | undefined };

const takeRow = async (run: ImportRun, file: string, record: CsvRecord, take: RowTaker, tally: FileTally): Promise<void> => {
  tally.rows++;
  run.counts.rows++;
  run.options.onRow();
  const reason = await take(record.cells);
  if (reason === undefined) return;
  tally.refused++;
  run.counts.refused++;
  run.options.onRefused({ file, line: record.line, reason, text: record.cells.join(',') });
};

/** Refuses a file whose rows cannot be trusted as a whole. A cut-off one would retire whatever it lost. */
const checkWhole = (file: string, { rows, refused, last }: FileTally, columns: number): void => {
  if (rows === 0) throw new FileFault(importWords.noRows);
  if (last && last.cells.length < columns && !endsWithLine(file)) throw new FileFault(importWords.cutOff(last.line));
  if (isBroken(refused, rows)) throw new FileFault(importWords.broken(refused, rows));
};

/** Takes in one file, row by row. Throws FileFault when it is not what it should be. */
export const importFile = async (run: ImportRun, file: string): Promise<void> => {
  fileSize(file);
  const tally: FileTally = { rows: 0, refused: 0, last: undefined };
  let opened: Opened | undefined;
  for await (const record of csvRecords(file, run.options.onBytes)) {
    tally.last = record;
    if (opened) {
      await takeRow(run, file, record, opened.take, tally);
      continue;
    }
    // Column names come with Code-Point as a file of their own, and some put them on top: what follows is the data.
    opened = openFile(run, file, record);
    if (opened?.isRow) await takeRow(run, file, record, opened.take, tally);
  }
  if (!tally.last) throw new FileFault(importWords.emptyFile);
  if (opened) checkWhole(file, tally, opened.columns);
  else run.options.onNote(importWords.columnNames(file));
};
