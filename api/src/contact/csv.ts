import type { DayHours, HolidayRule } from '@dtp/contract/hours.ts';
import { WeeklySpan } from '@dtp/contract/hours.ts';
import { readDate, readLondonInstant } from '../hours/london-instant.ts';
import { readTimes, timesText } from '../hours/times-text.ts';
import {
  type CellFault,
  type Cells,
  linesFrom,
  listCell,
  listFrom,
  numberFrom,
  orNull,
  type TableForm,
  writeTable,
} from '../records/csv-table.ts';
import type { OutOfHoursRule } from '../store/schema.ts';
import type { ContactRecord, ExceptionRecord, LineRecord, NoticeRecord, SignpostRecord } from './record.ts';

/**
 * The contact centre as tables, one row a line, exception, notice or signpost; the header says which. Lists stand in one cell with ` | ` between;
 * out-of-hours advice is one a line inside the cell, `service | line | note`.
 */
const DAY_COLUMNS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const LINE_COLUMNS = [
  'id',
  'authority',
  'role',
  'title',
  'purpose',
  'services',
  'categories',
  'phone',
  'text_phone',
  'sms',
  'email',
  'form_url',
  'bsl_url',
  'address',
  'languages',
  ...DAY_COLUMNS,
  'bank_holidays',
  'out_of_hours',
  'position',
  'source',
  'verified_on',
] as const;
const EXCEPTION_COLUMNS = ['line', 'date', 'hours', 'reason'] as const;
const NOTICE_COLUMNS = ['id', 'lines', 'text', 'from', 'until'] as const;
const SIGNPOST_COLUMNS = [
  'id',
  'position',
  'title',
  'advice',
  'phone',
  'text',
  'bsl_url',
  'url',
  'words',
  'services',
  'source',
  'verified_on',
] as const;

/** What a cell says, or why it cannot be read. */
type CellReading<Value> = { readonly kind: 'read'; readonly value: Value } | { readonly kind: 'fault'; readonly message: string };

const read = <Value>(value: Value): CellReading<Value> => ({ kind: 'read', value });
const fault = (message: string) => ({ kind: 'fault', message }) as const;

const HOW_TO_WRITE = 'write hours such as 09:00-17:00, with a comma between two spans, or closed';

const isTimeOfDay = (time: string): boolean => WeeklySpan.shape.opens.safeParse(time).success;

const hoursFrom = (cell: string): CellReading<readonly DayHours[]> => {
  if (cell.toLowerCase() === 'closed') return read([]);
  const hours = readTimes(cell);
  if (!hours || hours.length === 0) return fault(`cannot be read: ${HOW_TO_WRITE}`);
  const strange = hours.flatMap(({ opens, closes }) => [opens, closes]).find(time => !isTimeOfDay(time));
  return strange === undefined ? read(hours) : fault(`has ${strange}, which is not a time of day`);
};

type Fields = { readonly value: Readonly<Record<string, unknown>>; readonly faults: readonly CellFault[] };

/** A field that is left out where its cell cannot be read. */
const field = <Value>(name: string, column: string, reading: CellReading<Value>): Fields =>
  reading.kind === 'read' ? { value: { [name]: reading.value }, faults: [] } : { value: {}, faults: [{ path: column, ...reading }] };

const fieldsOf = (all: readonly Fields[]): Fields => ({
  value: Object.assign({}, ...all.map(({ value }) => value)),
  faults: all.flatMap(({ faults }) => faults.map(({ path, message }) => ({ path, message }))),
});

/** The week from the cells of its days. All seven empty: the hours are not on record. */
const weekFrom = (cells: Cells): Fields => {
  if (DAY_COLUMNS.every(name => !cells[name])) return { value: { week: null }, faults: [] };
  const days = DAY_COLUMNS.map(name => ({
    name,
    reading: cells[name]
      ? hoursFrom(cells[name])
      : fault('is empty: write closed, or leave all seven days empty where the hours are not on record'),
  }));
  const faults = days.flatMap(({ name, reading }) => (reading.kind === 'fault' ? [{ path: name, message: reading.message }] : []));
  const week = days.flatMap(({ reading }, at) => (reading.kind === 'read' ? reading.value.map(hours => ({ day: at + 1, ...hours })) : []));
  return { value: { week }, faults };
};

const holidayRuleFrom = (cell: string): CellReading<HolidayRule> => {
  if (cell === '') return read({ kind: 'closed' });
  if (/^as[ -]usual$/i.test(cell)) return read({ kind: 'as-usual' });
  const hours = hoursFrom(cell);
  if (hours.kind === 'fault') return fault(hours.message.replace(HOW_TO_WRITE, `write closed, as usual, or hours such as 10:00-16:00`));
  return read(hours.value.length === 0 ? { kind: 'closed' } : { kind: 'hours', hours: hours.value });
};

const outOfHoursFrom = (cell: string): CellReading<readonly OutOfHoursRule[]> => {
  const rules = linesFrom(cell).map(line => {
    const [service, number, ...note] = line.split('|');
    return number === undefined
      ? undefined
      : { service: orNull(service?.trim()), line: orNull(number.trim()), note: orNull(note.join('|').trim()) };
  });
  return rules.every(rule => rule !== undefined) ? read(rules) : fault('cannot be read: write service | line | note, one a line');
};

/** A day as the record has it, where the cell is one; else the cell as it stands, for the schema to refuse. */
const dayFrom = (cell: string | undefined): string | null => {
  const text = orNull(cell);
  return text === null ? null : (readDate(text) ?? text.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1'));
};

const instantFrom = (cell: string | undefined): string | null => {
  const text = orNull(cell);
  return text === null ? null : (readLondonInstant(text) ?? text);
};

const lineFrom = (cells: Cells): Fields =>
  fieldsOf([
    {
      value: {
        id: cells.id,
        authority: cells.authority,
        role: cells.role,
        title: cells.title,
        purpose: orNull(cells.purpose),
        services: listFrom(cells.services),
        categories: listFrom(cells.categories),
        phone: orNull(cells.phone),
        textPhone: orNull(cells.text_phone),
        sms: orNull(cells.sms),
        email: orNull(cells.email),
        formUrl: orNull(cells.form_url),
        bslUrl: orNull(cells.bsl_url),
        address: orNull(cells.address),
        languages: listFrom(cells.languages),
        position: cells.position ? numberFrom(cells.position) : 0,
        source: orNull(cells.source),
        verifiedOn: dayFrom(cells.verified_on),
      },
      faults: [],
    },
    weekFrom(cells),
    field('holidayRule', 'bank_holidays', holidayRuleFrom(cells.bank_holidays ?? '')),
    field('outOfHours', 'out_of_hours', outOfHoursFrom(cells.out_of_hours ?? '')),
  ]);

const exceptionFrom = (cells: Cells): Fields =>
  fieldsOf([
    { value: { line: cells.line, date: dayFrom(cells.date) ?? undefined, reason: orNull(cells.reason) }, faults: [] },
    field('hours', 'hours', cells.hours ? hoursFrom(cells.hours) : fault(`is empty: ${HOW_TO_WRITE}`)),
  ]);

const noticeFrom = (cells: Cells): Fields => ({
  value: {
    id: cells.id,
    lines: listFrom(cells.lines),
    text: cells.text,
    from: instantFrom(cells.from) ?? undefined,
    until: instantFrom(cells.until),
  },
  faults: [],
});

const signpostFrom = (cells: Cells): Fields => ({
  value: {
    id: cells.id,
    position: cells.position ? numberFrom(cells.position) : 0,
    title: cells.title,
    advice: cells.advice,
    phone: cells.phone,
    text: orNull(cells.text),
    bslUrl: orNull(cells.bsl_url),
    url: orNull(cells.url),
    words: listFrom(cells.words),
    services: listFrom(cells.services),
    source: orNull(cells.source),
    verifiedOn: dayFrom(cells.verified_on),
  },
  faults: [],
});

/** The four tables. Each needs its columns, so that a sheet from which one was taken away does not empty that field of every line. */
export const CONTACT_TABLES: readonly TableForm[] = [
  {
    kind: 'lines',
    columns: LINE_COLUMNS,
    required: LINE_COLUMNS,
    marks: ['id', 'authority'],
    names: { holidayRule: 'bank_holidays' },
    read: lineFrom,
  },
  { kind: 'exceptions', columns: EXCEPTION_COLUMNS, required: EXCEPTION_COLUMNS, marks: ['line', 'date'], read: exceptionFrom },
  { kind: 'notices', columns: NOTICE_COLUMNS, required: NOTICE_COLUMNS, marks: ['id', 'lines'], read: noticeFrom },
  { kind: 'signposts', columns: SIGNPOST_COLUMNS, required: SIGNPOST_COLUMNS, marks: ['id', 'advice'], read: signpostFrom },
];

const holidayRuleCell = (rule: HolidayRule): string => {
  if (rule.kind === 'hours') return timesText(rule.hours);
  return rule.kind === 'closed' ? 'closed' : 'as usual';
};

const weekCells = (week: LineRecord['week']): string[] =>
  DAY_COLUMNS.map((_, at) => (week === null ? '' : timesText(week.filter(({ day }) => day === at + 1))));

const outOfHoursCell = (rules: readonly OutOfHoursRule[]): string =>
  rules.map(({ service, line, note }) => [service ?? '', line ?? '', note ?? ''].join(' | ').trim()).join('\n');

const linesToCsv = (lines: readonly LineRecord[]): string =>
  writeTable(
    LINE_COLUMNS,
    lines.map(one => [
      one.id,
      one.authority,
      one.role,
      one.title,
      one.purpose ?? '',
      listCell(one.services),
      listCell(one.categories),
      one.phone ?? '',
      one.textPhone ?? '',
      one.sms ?? '',
      one.email ?? '',
      one.formUrl ?? '',
      one.bslUrl ?? '',
      one.address ?? '',
      listCell(one.languages),
      ...weekCells(one.week),
      holidayRuleCell(one.holidayRule),
      outOfHoursCell(one.outOfHours),
      String(one.position),
      one.source ?? '',
      one.verifiedOn ?? '',
    ]),
  );

const exceptionsToCsv = (exceptions: readonly ExceptionRecord[]): string =>
  writeTable(
    EXCEPTION_COLUMNS,
    exceptions.map(one => [one.line, one.date, timesText(one.hours), one.reason ?? '']),
  );

const noticesToCsv = (notices: readonly NoticeRecord[]): string =>
  writeTable(
    NOTICE_COLUMNS,
    notices.map(one => [one.id, listCell(one.lines), one.text, one.from, one.until ?? '']),
  );

const signpostsToCsv = (signposts: readonly SignpostRecord[]): string =>
  writeTable(
    SIGNPOST_COLUMNS,
    signposts.map(one => [
      one.id,
      String(one.position),
      one.title,
      one.advice,
      one.phone,
      one.text ?? '',
      one.bslUrl ?? '',
      one.url ?? '',
      listCell(one.words),
      listCell(one.services),
      one.source ?? '',
      one.verifiedOn ?? '',
    ]),
  );

/** The kinds of the record, which are its tables too. */
export const CONTACT_KINDS = ['lines', 'exceptions', 'notices', 'signposts'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** One of the tables as text. */
export const contactToCsv = (record: ContactRecord, table: ContactKind): string => {
  switch (table) {
    case 'lines':
      return linesToCsv(record.lines);
    case 'exceptions':
      return exceptionsToCsv(record.exceptions);
    case 'notices':
      return noticesToCsv(record.notices);
    case 'signposts':
      return signpostsToCsv(record.signposts);
  }
};
