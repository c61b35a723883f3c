import { type Cells, linesFrom, listCell, listFrom, numberFrom, orNull, type TableForm, writeTable } from '../records/csv-table.ts';
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

const actionsFrom = (cell: string | undefined): unknown[] =>
  linesFrom(cell).map(line => {
    const [kind = '', label = '', ...rest] = line.split('|').map(part => part.trim());
    return { kind, label, url: rest.join('|') };
  });

const serviceFrom = (cells: Cells): Record<string, unknown> => ({
  id: cells.id ?? '',
  lgsl: cells.lgsl ? numberFrom(cells.lgsl) : null,
  title: cells.title ?? '',
  summary: cells.summary ?? '',
  synonyms: listFrom(cells.synonyms),
  categories: listFrom(cells.categories),
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
  actions: actionsFrom(cells.actions),
  contact: contactFrom(cells),
  cost: orNull(cells.cost),
  eligibility: orNull(cells.eligibility),
  alert: orNull(cells.alert),
  validFrom: orNull(cells.valid_from),
  validTo: orNull(cells.valid_to),
  lastReviewed: orNull(cells.last_reviewed),
});

/** The two tables. */
export const AZ_TABLES: readonly TableForm[] = [
  {
    kind: 'services',
    columns: SERVICE_COLUMNS,
    required: SERVICE_COLUMNS,
    marks: ['id', 'title'],
    read: cells => ({ value: serviceFrom(cells) }),
  },
  {
    kind: 'answers',
    columns: ANSWER_COLUMNS,
    required: ['service', 'authority', 'status'],
    marks: ['service', 'authority'],
    read: cells => ({ value: answerFrom(cells) }),
  },
];

export const servicesToCsv = (services: readonly ServiceRecord[]): string =>
  writeTable(
    SERVICE_COLUMNS,
    services.map(one => [
      one.id,
      one.lgsl === null ? '' : String(one.lgsl),
      one.title,
      one.summary,
      listCell(one.synonyms),
      listCell(one.categories),
      one.tier,
      one.action,
      one.provision,
      String(one.popularity),
    ]),
  );

export const answersToCsv = (answers: readonly AnswerRecord[]): string =>
  writeTable(
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
