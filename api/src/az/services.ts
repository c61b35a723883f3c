import type { Authority, ContactPoint } from '@dtp/contract/authorities.ts';
import type { Answer, Service, ServiceAnswers } from '@dtp/contract/az.ts';
import type { Area } from '@dtp/contract/places.ts';
import { refTo } from '../authorities/ref.ts';
import { inForce } from '../authorities/succession.ts';
import type { Whereabouts } from '../places/whereabouts.ts';
import type { AnswerLine } from './answer-line.ts';
import { because, type ReasonFacts } from './messages.ts';
import type { AnswerRecord, ServiceRecord } from './record.ts';
import { type Holder, responsibilityFor } from './responsibility.ts';

/** More bodies than these in one list entry help nobody choose: the list then asks for a postcode instead. */
const MOST_POSSIBLE_IN_LIST = 3;

/** What the answers are made from: the day they are for (YYYY-MM-DD), the partners, and which councils reach into the park. */
export type Setting = {
  day: string;
  authorities: readonly Authority[];
  authority(id: string): Authority | undefined;
  reachesPark(authority: string): boolean;
  /** The line that people call about a service, and whether it is open; `own` is the answer's own contact point. */
  lineOf(authority: Authority, service: ServiceRecord, own: ContactPoint | null): AnswerLine;
};

/** `single` is the service's own page, where every body on record is shown. */
export type View = 'list' | 'single';

export const publicService = ({ id, lgsl, title, summary, action, tier, categories }: ServiceRecord): Service => ({
  id,
  lgsl,
  title,
  summary,
  action,
  tier,
  categories,
});

/** Whether an answer is in force. `validFrom` and `validTo` are both days on which it holds. */
export const holdsOn = (answer: AnswerRecord, day: string): boolean =>
  (answer.validFrom === null || answer.validFrom <= day) && (answer.validTo === null || day <= answer.validTo);

/** A body's answer as shown. Nothing on record for the day is `unknown`: a gap, never a guess. */
const shown = (
  service: ServiceRecord,
  authority: Authority,
  recorded: AnswerRecord | undefined,
  setting: Setting,
  responsible: Answer['responsible'],
  reason: string,
): Answer => {
  const answer = recorded && holdsOn(recorded, setting.day) ? recorded : undefined;
  const { contact, open } = setting.lineOf(authority, service, answer?.contact ?? null);
  return {
    authority: refTo(authority),
    responsible,
    because: reason,
    status: answer?.status ?? 'unknown',
    summary: answer?.summary ?? null,
    actions: answer?.actions ?? [],
    contact,
    open,
    cost: answer?.cost ?? null,
    eligibility: answer?.eligibility ?? null,
    alert: answer?.alert ?? null,
    lastReviewed: answer?.lastReviewed ?? null,
  };
};

const standingOf = (holder: Holder, where: Whereabouts): Pick<Answer, 'responsible'> & Pick<ReasonFacts, 'standing'> => {
  if (!holder.certain)
    return where.kind === 'unknown' ? { responsible: 'listed', standing: 'listed' } : { responsible: 'possible', standing: 'possible' };
  if (where.kind === 'within') return { responsible: 'yes', standing: where.evidence };
  return { responsible: 'listed', standing: 'host' };
};

const singleName = (areas: readonly Area[]): string | null => (areas.length === 1 ? (areas[0]?.name ?? null) : null);

/**
 * Pairs a service with the answers of those responsible. In a list, more than three possible bodies are left out (the person is asked
 * for a postcode); those that are responsible wherever the home lies are kept.
 */
export const serviceAnswers = (
  service: ServiceRecord,
  recorded: ReadonlyMap<string, AnswerRecord>,
  where: Whereabouts,
  view: View,
  setting: Setting,
): ServiceAnswers => {
  const { day } = setting;
  const unitaries = setting.authorities.filter(one => one.kind === 'unitary' && inForce(one, day)).map(one => one.shortName);
  const facts = (authority: Authority, standing: ReasonFacts['standing'], areas: readonly Area[]): ReasonFacts => ({
    authority,
    tier: service.tier,
    standing,
    areaName: singleName(areas),
    unitaries,
    reachesPark: service.tier === 'planning' && setting.reachesPark(authority.id),
  });
  const ofHolder = (holder: Holder): Answer[] => {
    const authority = setting.authority(holder.authority);
    if (!authority) return [];
    const { responsible, standing } = standingOf(holder, where);
    return [
      shown(service, authority, recorded.get(holder.authority), setting, responsible, because(facts(authority, standing, holder.areas))),
    ];
  };
  const everyAnswer = (): Answer[] =>
    setting.authorities
      .filter(authority => inForce(authority, day) && recorded.has(authority.id))
      .map(authority => shown(service, authority, recorded.get(authority.id), setting, 'listed', because(facts(authority, 'listed', []))));

  const parkBodies = setting.authorities.filter(one => one.kind === 'park' && inForce(one, day)).map(one => one.id);
  const responsibility = responsibilityFor(service.tier, where, parkBodies);
  const reply = { service: publicService(service), responsibility: responsibility.kind };
  if (responsibility.kind === 'elsewhere') return { ...reply, answers: [] };
  if (responsibility.kind === 'depends' && where.kind === 'unknown') return { ...reply, answers: view === 'single' ? everyAnswer() : [] };
  const possible = responsibility.holders.filter(holder => !holder.certain).length;
  const listed =
    view === 'list' && possible > MOST_POSSIBLE_IN_LIST ? responsibility.holders.filter(holder => holder.certain) : responsibility.holders;
  return { ...reply, answers: listed.flatMap(ofHolder) };
};
