import { type CsvRecord, endsWithLine, FileFault, fileSize, mixedCsvRecords } from './csv-file.ts';
import { gazetteerWords } from './gazetteer-messages.ts';
import { type GazetteerRecord, isColumnNames, isGazetteerRecord, readGazetteerRecord } from './gazetteer-records.ts';
import { isBroken } from './import-file.ts';
import { importWords } from './import-messages.ts';

type Frame = Extract<GazetteerRecord, { kind: 'header' | 'trailer' }>;
type Taken = Exclude<GazetteerRecord, Frame>;

export type GazetteerReading = {
  /** The number of records that the trailer says is not looked at. */
  readonly isExcerpt: boolean;
  readonly onBytes: (bytes: number) => void;
  readonly onRow: () => void;
  readonly onRefused: (row: { readonly line: number; readonly reason: string; readonly text: string }) => void;
  readonly take: (record: Taken, line: number) => Promise<void>;
};

/** What a file came to. `processedOn` is its header's day, YYYY-MM-DD. */
export type GazetteerFile = {
  readonly records: number;
  readonly readPast: number;
  readonly refused: number;
  readonly processedOn: string | null;
};

type Tally = {
  records: number;
  readPast: number;
  refused: number;
  processedOn: string | null;
  /** Records of the volume that is open: between a header and its trailer. Null where none is. */
  inVolume: number | null;
  isLastRefused: boolean;
};

/** Suppliers differ on whether header, trailer and the metadata record (29) count. */
const FRAME_RECORDS = 3;

const takeFrame = (tally: Tally, record: Frame, isExcerpt: boolean): void => {
  if (record.kind === 'header') {
    tally.processedOn = record.processedOn ?? tally.processedOn;
    tally.inVolume = 0;
    return;
  }
  const read = tally.inVolume;
  tally.inVolume = null;
  if (isExcerpt || read === null) return;
  if (record.records < read - 1 || record.records > read + FRAME_RECORDS - 1)
    throw new FileFault(gazetteerWords.trailer(record.records, read));
};

const isFrame = (record: GazetteerRecord): record is Frame => record.kind === 'header' || record.kind === 'trailer';

const takeRecord = async (
  tally: Tally,
  { line, cells }: CsvRecord,
  { isExcerpt, onRow, onRefused, take }: GazetteerReading,
): Promise<void> => {
  tally.records++;
  onRow();
  const read = readGazetteerRecord(cells);
  const record = 'value' in read ? read.value : undefined;
  tally.isLastRefused = 'refused' in read;
  if (record && isFrame(record)) return takeFrame(tally, record, isExcerpt);
  if (tally.inVolume !== null) tally.inVolume++;
  if (record) return take(record, line);
  if ('refused' in read) {
    tally.refused++;
    onRefused({ line, reason: read.refused, text: cells.join(',') });
  } else tally.readPast++;
};

const checkWhole = (file: string, tally: Tally, last: CsvRecord | undefined): void => {
  if (!last) throw new FileFault(importWords.emptyFile);
  if (tally.records === 0) throw new FileFault(importWords.noRows);
  if (tally.inVolume !== null) throw new FileFault(gazetteerWords.noTrailer);
  if (tally.isLastRefused && !endsWithLine(file)) throw new FileFault(importWords.cutOff(last.line));
  if (isBroken(tally.refused, tally.records)) throw new FileFault(importWords.broken(tally.refused, tally.records));
};

/** Reads one gazetteer file, record by record. Throws FileFault when it is not what it should be, or not all there. */
export const readGazetteerFile = async (file: string, reading: GazetteerReading): Promise<GazetteerFile> => {
  fileSize(file);
  const tally: Tally = { records: 0, readPast: 0, refused: 0, processedOn: null, inVolume: null, isLastRefused: false };
  let last: CsvRecord | undefined;
  for await (const record of mixedCsvRecords(file, reading.onBytes)) {
    const isFirst = last === undefined;
    last = record;
    if (isFirst && isColumnNames(record.cells)) continue;
    if (isFirst && !isGazetteerRecord(record.cells)) throw new FileFault(gazetteerWords.notAGazetteer(record.cells.join(',')));
    await takeRecord(tally, record, reading);
  }
  checkWhole(file, tally, last);
  const { records, readPast, refused, processedOn } = tally;
  return { records, readPast, refused, processedOn };
};
