import { readDate } from '../hours/london-instant.ts';
import { type Cells, listCell, listFrom, numberFrom, orNull, type TableForm, writeTable } from '../records/csv-table.ts';
import type { VacancyRecord } from './record.ts';

/**
 * Vacancies as a table, one a row. Lists stand in one cell with ` | ` between. An empty `apply_url` is our form; `publish_at` is empty for
 * at once (or as it was), and `draft` for not yet.
 */
const COLUMNS = [
  'authority',
  'reference',
  'shared_with',
  'title',
  'summary',
  'description',
  'category',
  'contract',
  'patterns',
  'hours',
  'salary_min',
  'salary_max',
  'salary_interval',
  'salary_text',
  'grade',
  'place',
  'postcode',
  'lat',
  'lng',
  'apply_url',
  'interview_on',
  'publish_at',
  'closes_at',
  'withdrawn_at',
  'retention_months',
  'sample',
] as const;

const DRAFT = 'draft';
const YES = 'yes';

const sampleFrom = (cell: string | undefined): boolean | string | undefined => (cell?.toLowerCase() === YES ? true : cell);

/** "£28,163.50" as a number. */
const moneyFrom = (cell: string): number | string => numberFrom(cell.replace(/[£,\s]/g, ''));

const numberOrNull = (cell: string | undefined): number | string | null => (cell ? numberFrom(cell) : null);

const salaryFrom = (cells: Cells): Record<string, unknown> | null => {
  const { salary_min: min, salary_max: max, salary_interval: interval, salary_text: text, grade } = cells;
  if (![min, max, interval, text, grade].some(Boolean)) return null;
  return {
    min: min ? moneyFrom(min) : null,
    max: max ? moneyFrom(max) : null,
    ...(interval ? { interval } : {}),
    text: orNull(text),
    grade: orNull(grade),
  };
};

/** What is left out of a row is what the schema says it is then. */
const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

const readRow: TableForm['read'] = cells => ({
  value: given({
    authority: cells.authority,
    reference: cells.reference,
    sharedWith: listFrom(cells.shared_with),
    title: cells.title,
    summary: orNull(cells.summary),
    description: cells.description,
    category: cells.category,
    contract: cells.contract,
    patterns: listFrom(cells.patterns),
    hours: orNull(cells.hours),
    salary: salaryFrom(cells),
    place: orNull(cells.place),
    postcode: orNull(cells.postcode),
    lat: numberOrNull(cells.lat),
    lng: numberOrNull(cells.lng),
    applyUrl: orNull(cells.apply_url),
    interviewOn: cells.interview_on ? (readDate(cells.interview_on) ?? cells.interview_on) : null,
    publishAt: cells.publish_at?.toLowerCase() === DRAFT ? null : cells.publish_at,
    closesAt: cells.closes_at,
    withdrawnAt: orNull(cells.withdrawn_at),
    retentionMonths: cells.retention_months ? numberFrom(cells.retention_months) : undefined,
    sample: sampleFrom(cells.sample),
  }),
});

export const VACANCY_TABLES: readonly TableForm[] = [
  {
    kind: 'vacancies',
    columns: COLUMNS,
    required: ['authority', 'reference', 'title', 'description', 'category', 'contract', 'patterns', 'closes_at'],
    marks: ['reference'],
    names: {
      'salary.min': 'salary_min',
      'salary.max': 'salary_max',
      'salary.interval': 'salary_interval',
      'salary.text': 'salary_text',
      'salary.grade': 'grade',
      sharedWith: 'shared_with',
      patterns: 'patterns',
    },
    read: readRow,
  },
];

const numberCell = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

const rowOf = (vacancy: VacancyRecord): string[] => [
  vacancy.authority,
  vacancy.reference,
  listCell(vacancy.sharedWith),
  vacancy.title,
  vacancy.summary,
  vacancy.description,
  vacancy.category,
  vacancy.contract,
  listCell(vacancy.patterns),
  vacancy.hours ?? '',
  numberCell(vacancy.salary?.min),
  numberCell(vacancy.salary?.max),
  vacancy.salary?.interval ?? '',
  vacancy.salary?.text ?? '',
  vacancy.salary?.grade ?? '',
  vacancy.place ?? '',
  vacancy.postcode ?? '',
  numberCell(vacancy.lat),
  numberCell(vacancy.lng),
  vacancy.applyUrl ?? '',
  vacancy.interviewOn ?? '',
  vacancy.publishAt ?? DRAFT,
  vacancy.closesAt,
  vacancy.withdrawnAt ?? '',
  String(vacancy.retentionMonths),
  vacancy.origin === 'sample' ? YES : '',
];

/** Vacancies as CSV. Importing it again changes nothing. */
export const vacanciesToCsv = (vacancies: readonly VacancyRecord[]): string => writeTable(COLUMNS, vacancies.map(rowOf));
