import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { AnswerRecord, ServiceRecord } from './record.ts';

/**
 * The A to Z as tables. One row a service, or one row an answer; the header says which.
 * Lists stand in one cell with ` | ` between; actions are one a line inside the cell, `kind | label | address`.
 */
export const SERVICE_COLUMNS = [
  'id',
  'lgsl',
  'title',
  'summary',
  'synonyms',
  'categories',
  'tier',
  'action',
  'provision',
  'popularity',
] as const;
export const ANSWER_COLUMNS = [
  'service',
  'authority',
  'status',
  'summary',
  'actions',
  'contact_label',
  'contact_phone',
  'contact_url',
  'contact_source',
  'contact_verified_on',
  'cost',
  'eligibility',
  'alert',
  'valid_from',
  'valid_to',
  'last_reviewed',
] as const;
const REQUIRED_ANSWER_COLUMNS = ['service', 'authority', 'status'];

/** One row as unvalidated values in the record's own shape; `columns` names the column behind each field, for faults. */
export type CsvRow = { line: number; value: Record<string, unknown> };
export type CsvTable =
  | { kind: 'services' | 'answers'; rows: CsvRow[]; faults: CsvFault[] }
  | { kind: 'unreadable'; rows: []; faults: CsvFault[] };
export type CsvFault = { line: number; path: string; message: string };

/** What spreadsheets would run as a formula, after any quotes of ours: OWASP, "CSV Injection". */
const FORMULA = /^'*[=+\-@\t\r]/;
const ESCAPED_FORMULA = /^'+[=+\-@\t\r]/;

const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string => (ESCAPED_FORMULA.test(cell) ? cell.slice(1) : cell);

const listFrom = (cell: string): string[] => (cell === '' ? [] : cell.split('|').map(entry => entry.trim()));

/** A number where the cell is one, else the cell as it stands, for the schema to refuse. */
const numberFrom = (cell: string): number | string => (/^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell);

const orNull = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);

const actionsFrom = (cell: string): unknown[] =>
  cell
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .map(line => {
      const [kind = '', label = '', ...rest] = line.split('|').map(part => part.trim());
      return { kind, label, url: rest.join('|') };
    });

type Cells = Readonly<Record<string, string>>;

const serviceFrom = (cells: Cells): Record<string, unknown> => ({
  id: cells.id ?? '',
  lgsl: cells.lgsl ? numberFrom(cells.lgsl) : null,
  title: cells.title ?? '',
  summary: cells.summary ?? '',
  synonyms: listFrom(cells.synonyms ?? ''),
  categories: listFrom(cells.categories ?? ''),
  tier: cells.tier ?? '',
  action: cells.action ?? '',
  provision: cells.provision ?? '',
  popularity: numberFrom(cells.popularity ?? ''),
});

const contactFrom = (cells: Cells): Record<string, unknown> | null => {
  const contact = {
    label: cells.contact_label ?? '',
    phone: orNull(cells.contact_phone),
    url: orNull(cells.contact_url),
    source: orNull(cells.contact_source),
    verifiedOn: orNull(cells.contact_verified_on),
  };
  return Object.values(contact).some(Boolean) ? contact : null;
};

const answerFrom = (cells: Cells): Record<string, unknown> => ({
  service: cells.service ?? '',
  authority: cells.authority ?? '',
  status: cells.status ?? '',
  summary: orNull(cells.summary),
  actions: actionsFrom(cells.actions ?? ''),
  contact: contactFrom(cells),
  cost: orNull(cells.cost),
  eligibility: orNull(cells.eligibility),
  alert: orNull(cells.alert),
  validFrom: orNull(cells.valid_from),
  validTo: orNull(cells.valid_to),
  lastReviewed: orNull(cells.last_reviewed),
});

const headerFaults = (header: readonly string[], known: readonly string[], required: readonly string[]): CsvFault[] => [
  ...required.filter(name => !header.includes(name)).map(name => ({ line: 1, path: name, message: 'is a column that is missing' })),
  ...header
    .filter(name => !known.includes(name))
    .map(name => ({ line: 1, path: name || '(no name)', message: 'is not a column of this table' })),
  ...header
    .filter((name, at) => header.indexOf(name) !== at)
    .map(name => ({ line: 1, path: name, message: 'is a column that stands twice' })),
];

/** With `info`, csv-parse answers each record beside its position, which its types do not say: csv-parse documentation, option `info`. */
const ParsedRows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
type ParsedRows = z.output<typeof ParsedRows>;

const unreadable = (line: number, message: string): CsvTable => ({
  kind: 'unreadable',
  rows: [],
  faults: [{ line, path: 'file', message }],
});

/** Reads a table of services or of answers. Never throws: what cannot be read is among the faults. */
export const readCsv = (text: string): CsvTable => {
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
  const isAnswers = header.includes('service') && header.includes('authority');
  if (!isAnswers && !(header.includes('id') && header.includes('title'))) {
    return unreadable(
      1,
      `has a header that is neither that of services (${SERVICE_COLUMNS.join(', ')}) nor that of answers (${ANSWER_COLUMNS.join(', ')})`,
    );
  }
  const faults = isAnswers
    ? headerFaults(header, ANSWER_COLUMNS, REQUIRED_ANSWER_COLUMNS)
    : headerFaults(header, SERVICE_COLUMNS, SERVICE_COLUMNS);

  let line = head.info.lines + 1;
  const rows: CsvRow[] = [];
  for (const { record, info } of body) {
    if (record.length !== header.length)
      faults.push({ line, path: 'row', message: `has ${record.length} cells where the header has ${header.length}` });
    else {
      const cells = Object.fromEntries(header.map((name, at) => [name, unguarded((record[at] ?? '').trim())]));
      rows.push({ line, value: isAnswers ? answerFrom(cells) : serviceFrom(cells) });
    }
    // `lines` counts to the record's last line; the next one starts after it.
    line = info.lines + 1;
  }
  return { kind: isAnswers ? 'answers' : 'services', rows, faults };
};

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([columns, ...rows.map(row => row.map(guarded))], { record_delimiter: '\r\n' });

export const servicesToCsv = (services: readonly ServiceRecord[]): string =>
  table(
    SERVICE_COLUMNS,
    services.map(one => [
      one.id,
      one.lgsl === null ? '' : String(one.lgsl),
      one.title,
      one.summary,
      one.synonyms.join(' | '),
      one.categories.join(' | '),
      one.tier,
      one.action,
      one.provision,
      String(one.popularity),
    ]),
  );

export const answersToCsv = (answers: readonly AnswerRecord[]): string =>
  table(
    ANSWER_COLUMNS,
    answers.map(one => [
      one.service,
      one.authority,
      one.status,
      one.summary ?? '',
      one.actions.map(action => `${action.kind} | ${action.label} | ${action.url}`).join('\n'),
      one.contact?.label ?? '',
      one.contact?.phone ?? '',
      one.contact?.url ?? '',
      one.contact?.source ?? '',
      one.contact?.verifiedOn ?? '',
      one.cost ?? '',
      one.eligibility ?? '',
      one.alert ?? '',
      one.validFrom ?? '',
      one.validTo ?? '',
      one.lastReviewed ?? '',
    ]),
  );
