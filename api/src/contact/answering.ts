import type { Authority } from '@dtp/contract/authorities.ts';
import type { ServiceReply } from '@dtp/contract/az.ts';
import type { AskedTopic, ContactLine, ContactReply, Signpost } from '@dtp/contract/contact.ts';
import type { ServiceId } from '@dtp/contract/ids.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { inForce } from '../authorities/succession.ts';
import type { HolidayBook } from '../hours/holidays.ts';
import type { PlaceFinder } from '../places/finder.ts';
import { type AskedWhere, createLocator, type Situation } from '../places/whereabouts.ts';
import { holidayKnowledge } from './holiday-knowledge.ts';
import { digitsOf, linesFor } from './lines.ts';
import { contactWords } from './messages.ts';
import type { ContactReadModel } from './read-model.ts';
import type { LineRecord } from './record.ts';
import { bodiesServing } from './serving.ts';
import { createLineView, nextChange } from './shown-line.ts';

/** A service of the A to Z, as this room needs it. */
export type TopicService = {
  readonly id: ServiceId;
  readonly title: string;
  readonly summary: string;
  readonly categories: readonly string[];
};

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

type Asked = { readonly topic: AskedTopic | null; readonly service: TopicService | null; readonly emergencies: readonly Signpost[] };
type Understood = { readonly topic: AskedTopic; readonly service: TopicService | null };

const namedOf = ({ id, title, summary }: TopicService): AskedTopic['service'] => ({ id, title, summary });
const refOf = ({ id, title }: TopicService): { id: ServiceId; title: string } => ({ id, title });

export const createContactAnswering = (deps: ContactAnsweringDeps): ContactAnswering => {
  const { contact, authorities, topics, now } = deps;
  const locator = createLocator(deps);

  const understand = (words: string, hosts: readonly Authority[]): Understood => {
    const named = topics.service(words);
    if (named) return { topic: { words, corrected: null, service: namedOf(named), others: [] }, service: named };
    const { corrected, services } = topics.find(words, hosts);
    const [best, ...others] = services;
    return {
      topic: { words, corrected, service: best ? namedOf(best) : null, others: others.slice(0, MOST_OTHERS).map(refOf) },
      service: best ?? null,
    };
  };

  /**
   * What is asked about. Where the words themselves are urgent, and the service that was found is not what is urgent in them, it was a poor
   * guess: somebody who has fallen is not told about walking routes.
   */
  const ask = (words: string | undefined, hosts: readonly Authority[]): Asked => {
    if (words === undefined || words === '') return { topic: null, service: null, emergencies: [] };
    const { topic, service } = understand(words, hosts);
    const said = contact.emergencies({ words: [words, topic.corrected ?? ''], service: null });
    const meant = contact.emergencies({ words: [], service: service?.id ?? null });
    if (said.length > 0 && meant.length === 0)
      return { topic: { ...topic, corrected: null, service: null, others: [] }, service: null, emergencies: said };
    const first = new Set(said.map(({ id }) => id));
    return {
      topic: said.length > 0 ? { ...topic, others: [] } : topic,
      service,
      emergencies: [...said, ...meant.filter(({ id }) => !first.has(id))],
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

  /** The lines of the bodies responsible. Where a national number that is shown first is what the service is about, those made for it alone. */
  const forService = (service: TopicService, { answers }: Answered, shownFirst: ReadonlySet<string>): readonly Chosen[] =>
    answers.flatMap(answer => {
      const body = authorities.get(answer.authority.id);
      if (!body || answer.status === 'not-provided') return [];
      const isShownFirst = answer.contact.phone !== null && shownFirst.has(digitsOf(answer.contact.phone));
      const because = answer.status === 'unknown' ? contactWords.maybe(answer.because, body.name) : answer.because;
      return linesFor(contact.linesOf(body.id), service)
        .filter(line => !isShownFirst || line.role === 'topic')
        .map(line => ({ line, body, showing: { responsible: answer.responsible, because } }));
    });

  return async query => {
    const at = now();
    const situation = await locator.situation(query);
    const { topic, service, emergencies } = ask(query.topic, situation.hosts);
    const answered = service ? await topics.answers(service.id, query) : null;
    const numbers = new Set(emergencies.map(({ phone }) => digitsOf(phone)));
    const chosen = service && answered ? forService(service, answered, numbers) : generally(situation);
    const view = createLineView({ ...deps, titleOf: id => topics.service(id)?.title }, at);
    const shown = chosen.map(({ line, body, showing }) => view(line, body, { ...showing, service: service?.id ?? null }));
    const items = [...new Map(shown.map(item => [item.id, item])).values()];
    const elsewhere = situation.where.kind === 'elsewhere' ? 'elsewhere' : 'settled';
    // Whoever has to call a national number need not be asked where they live.
    const isFirstAlone = emergencies.length > 0 && items.length === 0;
    return {
      topic,
      place: isFirstAlone ? null : situation.place,
      responsibility: isFirstAlone ? 'settled' : (answered?.responsibility ?? elsewhere),
      emergencies: [...emergencies],
      items,
      total: items.length,
      page: 1,
      pageSize: items.length,
      holidays: holidayKnowledge(deps.holidays, at),
      nextChange: nextChange(items, contact, at),
    };
  };
};
