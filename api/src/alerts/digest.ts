import { setImmediate } from 'node:timers/promises';
import type { AlertTopic } from '@dtp/contract/alerts.ts';
import type { Mail } from '../mail/outbox.ts';
import { enqueueMail, UnfitMail } from '../mail/outbox.ts';
import type { Store } from '../store/connect.ts';
import type { PersonRecord, SubscriptionRecord, ToldRecord } from './record.ts';
import { createAlertRepository, type DuePerson, type WindowEnds } from './repository.ts';
import type { AlertItem, AlertTopics, Matcher } from './topics.ts';
import { windowEnd } from './windows.ts';

/** One alert with what is new for it, and where all that it finds is listed. */
export type DigestPart = {
  readonly subscription: SubscriptionRecord;
  readonly label: string;
  readonly url: string;
  readonly items: readonly AlertItem[];
};

/** What one person is told at once. */
export type Digest = { readonly person: PersonRecord; readonly parts: readonly DigestPart[]; readonly until: string };

export type DigestDeps = {
  readonly store: Store;
  readonly topics: AlertTopics;
  readonly now: () => Date;
  readonly compose: (digest: Digest) => Mail;
  /** People that one transaction takes: others have their turn in between. */
  readonly batch?: number;
  /** Tells at once what is there, whatever the window. */
  readonly isAtOnce?: boolean;
};

/** `unfit` are mails that could not be made as they would have been: those people were told nothing, and the others were not held up. */
export type DigestRun = { readonly people: number; readonly mails: number; readonly unfit: number };

/** What is published now may be on record a moment later, so nothing is taken for told until it must be there. */
export const SETTLED_MS = 20_000;
const BATCH = 200;
/** Lists of what is new that are kept for the next who asks for the same. */
const MOST_LISTS = 1000;

const endsAt = (now: Date, isAtOnce: boolean): WindowEnds => {
  const settled = new Date(now.getTime() - SETTLED_MS);
  const end = (frequency: 'immediate' | 'daily' | 'weekly') => windowEnd(isAtOnce ? 'immediate' : frequency, settled).toISOString();
  return { immediate: end('immediate'), daily: end('daily'), weekly: end('weekly') };
};

const toldKey = (topic: AlertTopic, item: string): string => `${topic} ${item}`;

/** The same thing is told once, though two alerts of a person find it: under the first of them, and not again after `told`. */
const withoutRepeats = (parts: readonly DigestPart[], told: ReadonlySet<string>): DigestPart[] => {
  const taken = new Set(told);
  return parts.flatMap(part => {
    const { topic } = part.subscription;
    const isNew = ({ id }: AlertItem) => !taken.has(toldKey(topic, id));
    const items = part.items.every(isNew) ? part.items : part.items.filter(isNew);
    for (const { id } of items) taken.add(toldKey(topic, id));
    return items.length > 0 ? [{ ...part, items }] : [];
  });
};

/**
 * Tells everyone what is new since they were last told, one mail a person, for every window that has ended. What was told moves on in the
 * transaction that puts the mail into the outbox, and only from where it stood: run twice, on two nodes, or again after a crash, nobody is
 * told anything twice, and nothing is left out. For people whose alerts come at different frequencies it is written down what they were told,
 * as the weekly one would tell again what the daily one has.
 */
export const runDigests = async ({
  store,
  topics,
  now,
  compose,
  batch: most = BATCH,
  isAtOnce = false,
}: DigestDeps): Promise<DigestRun> => {
  const ends = endsAt(now(), isAtOnce);
  const reading = createAlertRepository(store.read);
  const earliest = await reading.earliestSeen(ends);
  if (earliest === undefined) return { people: 0, mails: 0, unfit: 0 };

  const matchers = new Map<AlertTopic, Promise<Matcher> | undefined>();
  const matcherOf = (topic: AlertTopic): Promise<Matcher> | undefined => {
    if (!matchers.has(topic)) matchers.set(topic, topics[topic]?.matcher(new Date(earliest), new Date(ends.immediate)));
    return matchers.get(topic);
  };
  const named = new Map<string, { readonly label: string; readonly url: string }>();
  const nameOf = async ({ topic, filter }: SubscriptionRecord): Promise<{ readonly label: string; readonly url: string }> => {
    const key = `${topic} ${filter}`;
    let name = named.get(key);
    if (name === undefined) {
      const parsed = await topics[topic]?.parse(filter);
      // What can no longer be read finds nothing, so it is never named.
      name = parsed?.ok ? parsed : { label: '', url: '' };
      named.set(key, name);
    }
    return name;
  };
  // Most ask for the same since the same morning: they get one list, which is put into words once.
  const lists = new Map<string, readonly AlertItem[]>();
  const newFor = async ({ topic, filter, seenUntil }: SubscriptionRecord, until: string): Promise<readonly AlertItem[]> => {
    const key = `${topic} ${seenUntil} ${until} ${filter}`;
    const known = lists.get(key);
    if (known) return known;
    const found = (await (await matcherOf(topic))?.match(filter)) ?? [];
    const items = found.filter(({ publishedAt }) => seenUntil < publishedAt && publishedAt <= until);
    if (lists.size >= MOST_LISTS) lists.clear();
    lists.set(key, items);
    return items;
  };
  const partOf = async (subscription: SubscriptionRecord): Promise<DigestPart> => {
    const until = ends[subscription.frequency];
    const items = await newFor(subscription, until);
    const { label, url } = items.length > 0 ? await nameOf(subscription) : { label: '', url: '' };
    return { subscription, label, url, items };
  };

  let run: DigestRun = { people: 0, mails: 0, unfit: 0 };
  const tell = async (batch: readonly DuePerson[]): Promise<void> => {
    const prepared: { person: PersonRecord; parts: DigestPart[] }[] = [];
    for (const { person, subscriptions } of batch) {
      const parts: DigestPart[] = [];
      for (const subscription of subscriptions) parts.push(await partOf(subscription));
      prepared.push({ person, parts });
    }
    run = await store.write(async db => {
      const repository = createAlertRepository(db);
      const at = now().toISOString();
      const several = [...(await repository.withSeveralFrequencies(batch.map(({ person }) => person.id)))];
      const known = Map.groupBy(several.length > 0 ? await repository.toldTo(several) : [], ({ person }) => person);
      const toldNow: ToldRecord[] = [];
      let mails = 0;
      let unfit = 0;
      const put = async (mail: Mail): Promise<void> => {
        try {
          if (await enqueueMail(db, mail, now())) mails++;
        } catch (fault) {
          if (!(fault instanceof UnfitMail)) throw fault;
          unfit++;
        }
      };
      for (const { person, parts } of prepared) {
        const ours: DigestPart[] = [];
        for (const part of parts) {
          const { id, seenUntil, frequency } = part.subscription;
          if (await repository.advance(id, seenUntil, ends[frequency])) ours.push(part);
        }
        const before = new Set(known.get(person.id)?.map(({ topic, item }) => toldKey(topic, item)));
        const told = withoutRepeats(ours, before);
        if (told.length > 0) await put(compose({ person, parts: told, until: ends.immediate }));
        if (!several.includes(person.id)) continue;
        for (const { subscription, items } of told)
          toldNow.push(...items.map(({ id }) => ({ person: person.id, topic: subscription.topic, item: id, toldAt: at })));
      }
      await repository.addTold(toldNow);
      return { people: run.people + batch.length, mails: run.mails + mails, unfit: run.unfit + unfit };
    });
  };

  const people = await reading.duePeople(ends);
  for (let first = 0; first < people.length; first += most) {
    await tell(await reading.due(ends, people.slice(first, first + most)));
    await setImmediate();
  }
  return run;
};
