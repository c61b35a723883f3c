import type { Authority } from '@dtp/contract/authorities.ts';
import type { ServiceReply } from '@dtp/contract/az.ts';
import type { AskedTopic, ContactLine, ContactReply } from '@dtp/contract/contact.ts';
import type { ServiceId } from '@dtp/contract/ids.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { inForce } from '../authorities/succession.ts';
import type { HolidayBook } from '../hours/holidays.ts';
import type { PlaceFinder } from '../places/finder.ts';
import { type AskedWhere, createLocator, type Situation } from '../places/whereabouts.ts';
import { holidayKnowledge } from './holiday-knowledge.ts';
import { digitsOf, linesFor } from './lines.ts';
import type { ContactReadModel } from './read-model.ts';
import type { LineRecord } from './record.ts';
import { bodiesServing } from './serving.ts';
import { createLineView, earliestChange } from './shown-line.ts';

/** A service of the A to Z, as this room needs it. */
export type TopicService = { readonly id: ServiceId; readonly title: string; readonly categories: readonly string[] };

/** What is needed of the A to Z: handed over in `app.ts`. */
export type Topics = {
  /** By its id; undefined where there is none. */
  service(id: string): TopicService | undefined;
  /** The services that words mean, best first. Never throws. */
  find(words: string, hosts: readonly Authority[]): { readonly corrected: string | null; readonly services: readonly TopicService[] };
  /** Whose service it is at a place. Throws a 400 with every fault. */
  answers(service: string, asked: AskedWhere): Promise<Pick<ServiceReply, 'responsibility' | 'answers' | 'place'>>;
};

export type ContactAnsweringDeps = {
  readonly contact: ContactReadModel;
  readonly holidays: HolidayBook;
  readonly authorities: AuthorityBook;
  readonly places: PlaceFinder;
  readonly topics: Topics;
  readonly now: () => Date;
};

/** What the route and the hosted page both call: a query that the contract's schema has parsed in, the contract's reply out. Throws a 400 with every fault. */
export type ContactAnswering = (query: AskedWhere & { topic?: string | undefined }) => Promise<ContactReply>;

const MOST_OTHERS = 3;

type Understood = { readonly topic: AskedTopic; readonly service: TopicService | null };

const refOf = ({ id, title }: TopicService): { id: ServiceId; title: string } => ({ id, title });

export const createContactAnswering = (deps: ContactAnsweringDeps): ContactAnswering => {
  const { contact, authorities, topics, now } = deps;
  const locator = createLocator(deps);

  const understand = (words: string, hosts: readonly Authority[]): Understood => {
    const named = topics.service(words);
    if (named) return { topic: { words, corrected: null, service: refOf(named), others: [] }, service: named };
    const { corrected, services } = topics.find(words, hosts);
    const [best, ...others] = services;
    return {
      topic: { words, corrected, service: best ? refOf(best) : null, others: others.slice(0, MOST_OTHERS).map(refOf) },
      service: best ?? null,
    };
  };

  type Chosen = { readonly line: LineRecord; readonly body: Authority; readonly showing: Pick<ContactLine, 'responsible' | 'because'> };

  /** General lines of the bodies that serve the place, or of the host, or all. */
  const generally = ({ where, hosts, day }: Situation): readonly Chosen[] => {
    const everyone = authorities.all().filter(one => inForce(one, day));
    const serving = bodiesServing(
      where,
      hosts.map(one => one.id),
      everyone.map(one => one.id),
    );
    return serving.flatMap(({ authority, responsible }) => {
      const body = authorities.get(authority);
      return body ? linesFor(contact.linesOf(authority), null).map(line => ({ line, body, showing: { responsible, because: null } })) : [];
    });
  };

  type Answered = Pick<ServiceReply, 'responsibility' | 'answers' | 'place'>;

  /** The lines of the bodies responsible, but where a national number that is shown first is what the service is about. */
  const forService = (service: TopicService, { answers }: Answered, shownFirst: ReadonlySet<string>): readonly Chosen[] =>
    answers.flatMap(answer => {
      const body = authorities.get(answer.authority.id);
      if (!body || answer.status === 'not-provided') return [];
      if (answer.contact.phone !== null && shownFirst.has(digitsOf(answer.contact.phone))) return [];
      const showing = { responsible: answer.responsible, because: answer.because };
      return linesFor(contact.linesOf(body.id), service).map(line => ({ line, body, showing }));
    });

  return async query => {
    const at = now();
    const situation = await locator.situation(query);
    const understood = query.topic ? understand(query.topic, situation.hosts) : null;
    const service = understood?.service ?? null;
    const words = understood ? [understood.topic.words, understood.topic.corrected ?? ''] : [];
    const emergencies = contact.emergencies({ words, service: service?.id ?? null });
    const answered = service ? await topics.answers(service.id, query) : null;
    const numbers = new Set(emergencies.map(({ phone }) => digitsOf(phone)));
    const chosen = service && answered ? forService(service, answered, numbers) : generally(situation);
    const view = createLineView({ ...deps, titleOf: id => topics.service(id)?.title }, at);
    const shown = chosen.map(({ line, body, showing }) => view(line, body, { ...showing, service: service?.id ?? null }));
    const items = [...new Map(shown.map(item => [item.id, item])).values()];
    const elsewhere = situation.where.kind === 'elsewhere' ? 'elsewhere' : 'settled';
    return {
      topic: understood?.topic ?? null,
      place: situation.place,
      responsibility: answered?.responsibility ?? elsewhere,
      emergencies: [...emergencies],
      items,
      total: items.length,
      page: 1,
      pageSize: items.length,
      holidays: holidayKnowledge(deps.holidays, at),
      nextChange: earliestChange(items, contact, at),
    };
  };
};
