import type { Authority } from '@dtp/contract/authorities.ts';
import { stringify } from 'csv-stringify/sync';
import { inForce } from '../authorities/succession.ts';
import { provides } from './browse.ts';
import type { AnswerRecord, AzRecord, ServiceRecord } from './record.ts';
import { holdsOn } from './services.ts';

/**
 * What an answer lacks.
 * - `unknown`: nobody has said whether the body provides the service, or what was said is out of date
 * - `no-page`: provided, but no direct page is on record, so people start at the home page
 * - `not-reviewed`: provided, but nobody has checked the answer
 * - `no-phone`, `unverified-phone`: the number people would be shown is missing, or nobody has checked it against the body's own site
 */
export const GAP_KINDS = ['unknown', 'no-page', 'not-reviewed', 'no-phone', 'unverified-phone'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

/** One body's answer to one service, with all it lacks; none left out. */
export type Gap = { authority: Authority; service: ServiceRecord; lacks: readonly GapKind[] };

const lacksOf = (authority: Authority, answer: AnswerRecord | undefined, day: string): GapKind[] => {
  if (!answer || answer.status === 'unknown' || !holdsOn(answer, day)) return ['unknown'];
  if (answer.status === 'not-provided') return answer.lastReviewed === null ? ['not-reviewed'] : [];
  const { phone, verifiedOn } = answer.contact ?? authority.contact;
  const lacks: GapKind[] = [];
  if (answer.actions.length === 0) lacks.push('no-page');
  if (answer.lastReviewed === null) lacks.push('not-reviewed');
  if (phone === null) lacks.push('no-phone');
  else if (verifiedOn === null) lacks.push('unverified-phone');
  return lacks;
};

/** Every gap on a day (YYYY-MM-DD), most wanted services first: each body in force against each service that its kind provides. */
export const gapsOn = ({ services, answers }: AzRecord, authorities: readonly Authority[], day: string): Gap[] => {
  const recorded = new Map(answers.map(answer => [`${answer.service} ${answer.authority}`, answer]));
  const wanted = [...services].sort((a, b) => b.popularity - a.popularity || a.title.localeCompare(b.title));
  const inBeing = authorities.filter(authority => inForce(authority, day));
  return wanted.flatMap(service =>
    inBeing
      .filter(({ kind }) => provides(kind, service.tier))
      .map(authority => ({ authority, service, lacks: lacksOf(authority, recorded.get(`${service.id} ${authority.id}`), day) }))
      .filter(({ lacks }) => lacks.length > 0),
  );
};

/** How many gaps of each kind a name has. */
export type GapCount = { name: string } & Record<GapKind, number>;

/** Counts gaps by what `nameOf` answers, in order of first appearance. */
export const countGaps = (gaps: readonly Gap[], nameOf: (gap: Gap) => string): GapCount[] => {
  const counts = new Map<string, GapCount>();
  for (const gap of gaps) {
    const name = nameOf(gap);
    const count = counts.get(name) ?? { name, unknown: 0, 'no-page': 0, 'not-reviewed': 0, 'no-phone': 0, 'unverified-phone': 0 };
    for (const kind of gap.lacks) count[kind]++;
    counts.set(name, count);
  }
  return [...counts.values()];
};

/** One row a gap, for a spreadsheet. */
export const gapsToCsv = (gaps: readonly Gap[]): string =>
  stringify(
    [
      ['authority', 'service', 'title', 'popularity', ...GAP_KINDS],
      ...gaps.map(({ authority, service, lacks }) => [
        authority.id,
        service.id,
        service.title,
        String(service.popularity),
        ...GAP_KINDS.map(kind => (lacks.includes(kind) ? 'yes' : '')),
      ]),
    ],
    { record_delimiter: '\r\n', escape_formulas: true },
  );
