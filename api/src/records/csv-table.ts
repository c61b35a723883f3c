import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';

/** The cells of a row by the names of their columns; a column that the header leaves out has none. */
export type Cells = Readonly<Record<string, string>>;

/** What stands in a cell and cannot be read. */
export type CellFault = { readonly path: string; readonly message: string };

/** A row as values in the record's own shape, not validated yet; without the fields whose cells cannot be read. */
export type RowReading = { readonly value: Readonly<Record<string, unknown>>; readonly faults?: readonly CellFault[] };

/** One kind of table: its header, and how a row becomes an entry. */
export type TableForm = {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly required: readonly string[];
  /** The columns that tell its header from those of the other tables. */
  readonly marks: readonly string[];
  /** The columns of fields that are called otherwise than their column: `bank_holidays` of holidayRule, `salary_min` of salary.min. */
  readonly names?: Readonly<Record<string, string>>;
  read(cells: Cells): RowReading;
};

export type CsvFault = { readonly line: number } & CellFault;
export type CsvRow = { readonly line: number } & Required<RowReading>;
export type CsvTable =
  | { readonly kind: 'table'; readonly form: TableForm; readonly rows: readonly CsvRow[]; readonly faults: readonly CsvFault[] }
  | { readonly kind: 'unreadable'; readonly faults: readonly CsvFault[] };

/** What spreadsheets would run as a formula, after any quotes of ours: OWASP, "CSV Injection". */
const FORMULA = /^'*[=+\-@\t\r]/;
const ESCAPED_FORMULA = /^'+[=+\-@\t\r]/;

const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string => (ESCAPED_FORMULA.test(cell) ? cell.slice(1) : cell);

/** The entries of a cell that holds a list. */
export const listFrom = (cell: string | undefined): string[] => (cell ? cell.split('|').map(entry => entry.trim()) : []);
export const listCell = (entries: readonly string[]): string => entries.join(' | ');

/** The lines of a cell that holds one entry a line. */
export const linesFrom = (cell: string | undefined): string[] => (cell ?? '').split(/\r?\n/).filter(line => line.trim() !== '');

/** A number where the cell is one, else the cell as it stands, for the schema to refuse. */
export const numberFrom = (cell: string): number | string => (/^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell);

export const orNull = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);

const headerFaults = (header: readonly string[], { columns, required }: TableForm): CsvFault[] => [
  ...required.filter(name => !header.includes(name)).map(name => ({ line: 1, path: name, message: 'is a column that is missing' })),
  ...header
    .filter(name => !columns.includes(name))
    .map(name => ({ line: 1, path: name || '(no name)', message: 'is not a column of this table' })),
  ...header
    .filter((name, at) => header.indexOf(name) !== at)
    .map(name => ({ line: 1, path: name, message: 'is a column that stands twice' })),
];

/** With `info`, csv-parse answers each record beside its position, which its types do not say: csv-parse documentation, option `info`. */
const ParsedRows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
type ParsedRows = z.output<typeof ParsedRows>;

const unreadable = (line: number, message: string): CsvTable => ({ kind: 'unreadable', faults: [{ line, path: 'file', message }] });

const strangeHeader = (forms: readonly TableForm[]): string => {
  const tables = forms.map(({ kind, columns }) => `that of ${kind} (${columns.join(', ')})`);
  return `has a header that is neither ${tables.slice(0, -1).join(', ')} nor ${tables.at(-1)}`;
};

/** Reads a table of one of the forms, which its header tells apart. Never throws: what cannot be read is among the faults. */
export const readTable = (text: string, forms: readonly TableForm[]): CsvTable => {
  let parsed: ParsedRows;
  try {
    parsed = ParsedRows.parse(parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }));
  } catch (fault) {
    if (fault instanceof CsvError) return unreadable(Number(fault.lines ?? 1), 'is not CSV: a quotation mark is missing or out of place');
    throw fault;
  }
  const [head, ...body] = parsed;
  if (!head) return unreadable(1, 'is empty');
  const header = head.record.map(name => name.trim().toLowerCase());
  const form = forms.find(({ marks }) => marks.every(name => header.includes(name)));
  if (!form) return unreadable(1, strangeHeader(forms));
  const faults = headerFaults(header, form);

  let line = head.info.lines + 1;
  const rows: CsvRow[] = [];
  for (const { record, info } of body) {
    if (record.length !== header.length)
      faults.push({ line, path: 'row', message: `has ${record.length} cells where the header has ${header.length}` });
    else {
      const cells = Object.fromEntries(header.map((name, at) => [name, unguarded((record[at] ?? '').trim())]));
      rows.push({ line, faults: [], ...form.read(cells) });
    }
    // `lines` counts to the record's last line; the next one starts after it.
    line = info.lines + 1;
  }
  return { kind: 'table', form, rows, faults };
};

/** A table as text (RFC 4180), safe to open in a spreadsheet. */
export const writeTable = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([columns, ...rows.map(row => row.map(guarded))], { record_delimiter: '\r\n' });
