import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { pipeline, Transform, type TransformCallback } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';

/** One record of a CSV file; `line` is the line it ends on, counted from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/** The file as a whole cannot be read; the message completes the sentence "<file> …". */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}

/** A record of postcode data is a few hundred characters: a longer one is a quotation mark that was never closed. */
const LONGEST_RECORD = 100_000;
/** A file without line ends is not text of ours; it is decoded in pieces of this size all the same. */
const LONGEST_LINE = 1 << 20;
const LINE_END = 10;

const wrongStart = (bytes: Buffer): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'is in UTF-16: save it as CSV in UTF-8';
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return 'is a zip archive: unpack it first';
  return bytes.subarray(0, 1000).includes(0) ? 'is not a text file' : undefined;
};

/**
 * Bytes to text, a block of whole lines at a time. UTF-8, until a block is not valid UTF-8: from there on the file is taken as
 * Windows-1252, the superset of Latin-1 that spreadsheets write. What came before was the same in both.
 */
const decodeText = (): Transform => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const latin = new TextDecoder('windows-1252');
  let isUtf8 = true;
  let isFirst = true;
  let held = Buffer.alloc(0);
  const decode = (block: Buffer): string => {
    if (!isUtf8) return latin.decode(block);
    try {
      return utf8.decode(block);
    } catch {
      isUtf8 = false;
      return latin.decode(block);
    }
  };
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      const fault = isFirst ? wrongStart(chunk) : undefined;
      if (fault) return done(new FileFault(fault));
      isFirst = false;
      const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      const cut = bytes.length > LONGEST_LINE ? bytes.length : bytes.lastIndexOf(LINE_END) + 1;
      held = Buffer.from(bytes.subarray(cut));
      done(null, decode(bytes.subarray(0, cut)));
    },
    flush(done: TransformCallback) {
      done(null, decode(held));
    },
  });
};

const explain = (fault: unknown): unknown => {
  if (fault instanceof FileFault) return fault;
  if (fault instanceof CsvError) return new FileFault(`is not valid CSV: ${fault.message}`);
  return fault;
};

/** Whether a file's last byte ends a line. */
export const endsWithLine = (file: string): boolean => {
  const descriptor = openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    return readSync(descriptor, last, 0, 1, Math.max(0, fileSize(file) - 1)) === 1 && last[0] === LINE_END;
  } finally {
    closeSync(descriptor);
  }
};

/** Bytes of a file. Throws FileFault where it is missing or not a file. */
export const fileSize = (file: string): number => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new FileFault('is not there');
  if (!found.isFile()) throw new FileFault('is not a file');
  return found.size;
};

/**
 * The records of a CSV file as they stream by, whatever their number of cells. Takes a byte order mark, CRLF, quotes, and UTF-8 or
 * Latin-1. `onBytes` hears how many bytes each piece had. Throws FileFault where it stops being CSV.
 */
export async function* csvRecords(file: string, onBytes: (bytes: number) => void, delimiter = ','): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    trim: true,
    info: true,
  });
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  source.on('data', chunk => onBytes(chunk.length));
  // The fault reaches the loop below through the parser, which `pipeline` destroys with it.
  pipeline(source, decodeText(), parser, () => undefined);
  try {
    // The shape that `info` gives; without `columns` the parser makes arrays of text.
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
      yield { line: info.lines, cells: record };
  } catch (fault) {
    throw explain(fault);
  }
}

/** One cell: quoted, with quotation marks inside doubled, or bare up to the comma. */
const CELL = /\s*(?:"((?:[^"]|"")*)"\s*|([^,"]*))(,|$)/y;

/** The cells of a line; undefined where a quotation mark is still open at its end, or stands where none may. */
const cellsOf = (line: string): string[] | undefined => {
  if (!line.includes('"')) return line.split(',').map(cell => cell.trim());
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const found = CELL.exec(line);
    if (!found) return undefined;
    const [, quoted, bare = '', end] = found;
    cells.push((quoted === undefined ? bare : quoted.includes('"') ? quoted.replaceAll('""', '"') : quoted).trim());
    if (end === '') return cells;
  }
};

/** Whole records of a text, and what is left of it: a record may hold line ends between its quotation marks. */
function* recordsOf(lines: readonly string[], first: number, held: string): Generator<CsvRecord, string> {
  let open = held;
  for (const [at, line] of lines.entries()) {
    const text = open === '' ? line : `${open}\n${line}`;
    if (text.trim() === '') continue;
    const cells = cellsOf(text);
    open = cells ? '' : text;
    if (open.length > LONGEST_RECORD) throw new FileFault(`is not valid CSV: a quotation mark is out of place before line ${first + at}`);
    if (cells) yield { line: first + at, cells };
  }
  return open;
}

/**
 * `csvRecords` for files whose records are of many lengths by design. csv-parse makes an error, with its stack, of each record that is not
 * as long as the first: 40 µs a record, three quarters of the time that a gazetteer took.
 */
export async function* mixedCsvRecords(file: string, onBytes: (bytes: number) => void): AsyncGenerator<CsvRecord> {
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  source.on('data', chunk => onBytes(chunk.length));
  const decoded = decodeText();
  // As above: the loop hears of the fault through the stream that `pipeline` destroys.
  pipeline(source, decoded.setEncoding('utf8'), () => undefined);
  let line = 1;
  let rest = '';
  let open = '';
  try {
    for await (const block of decoded as AsyncIterable<string>) {
      const text = line === 1 && rest === '' ? block.replace(/^\ufeff/, '') : rest + block;
      const lines = text.split(/\r?\n/);
      rest = lines.pop() ?? '';
      open = yield* recordsOf(lines, line, open);
      line += lines.length;
    }
    open = yield* recordsOf([rest], line, open);
  } catch (fault) {
    throw explain(fault);
  }
  if (open !== '') throw new FileFault(`is not valid CSV: a quotation mark is still open at the end, on line ${line}`);
}
