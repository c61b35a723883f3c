import { setImmediate } from 'node:timers/promises';
import type { AlertTopic } from '@dtp/contract/alerts.ts';
import type { Mail } from '../mail/outbox.ts';
import { enqueueMail, UnfitMail } from '../mail/outbox.ts';
import type { Store } from '../store/connect.ts';
import type { PersonRecord, SubscriptionRecord, ToldRecord } from './record.ts';
import { createAlertRepository, type DuePerson, type WindowEnds } from './repository.ts';
import type { AlertItem, AlertTopics, Matcher } from './topics.ts';
import { windowEnd } from './windows.ts';

/** One alert with all that is new for it. */
type Finding = Pick<DigestPart, 'subscription' | 'label' | 'url' | 'items'>;

/** One alert as a mail tells of it: what is named, how much more there is, and where all is listed. */
export type DigestPart = {
  readonly subscription: SubscriptionRecord;
  readonly label: string;
  readonly url: string;
  readonly items: readonly AlertItem[];
  readonly more: number;
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

/** `unfit` are mails that could not be made at all: those people were told nothing, and the others were not held up. */
export type DigestRun = { readonly people: number; readonly mails: number; readonly unfit: number };

/** What is published now may be on record a moment later, so nothing is taken for told until it must be there. */
export const SETTLED_MS = 20_000;
const BATCH = 200;
/** What a mail names of one alert, and of all: Gmail cuts off what is longer than 102 kB. */
const MOST_NAMED_OF_ONE = 25;
const MOST_NAMED = 100;
/** Lists of what is new that are kept for the next who asks for the same. */
const MOST_LISTS = 1000;

const endsAt = (now: Date, isAtOnce: boolean): WindowEnds => {
  const settled = new Date(now.getTime() - SETTLED_MS);
  const end = (frequency: 'immediate' | 'daily' | 'weekly') => windowEnd(isAtOnce ? 'immediate' : frequency, settled).toISOString();
  return { immediate: end('immediate'), daily: end('daily'), weekly: end('weekly') };
};

const toldKey = (topic: AlertTopic, item: string): string => `${topic} ${item}`;

/** The first of a list; the same array for the same list, so that it is put into words once. */
const beginnings = () => {
  const known = new WeakMap<readonly AlertItem[], readonly AlertItem[]>();
  return (items: readonly AlertItem[], most: number): readonly AlertItem[] => {
    if (items.length <= most) return items;
    if (most < MOST_NAMED_OF_ONE) return items.slice(0, most);
    const first = known.get(items) ?? items.slice(0, most);
    known.set(items, first);
    return first;
  };
};

/**
 * The same thing is named once, though two alerts of a person find it: under the first of them, and not again after `told`. What a mail has no
 * room for is only counted, and a narrower alert may still name it.
 */
const withinBounds = (
  findings: readonly Finding[],
  told: ReadonlySet<string>,
  beginningOf: ReturnType<typeof beginnings>,
): DigestPart[] => {
  const taken = new Set(told);
  let room = MOST_NAMED;
  return findings.flatMap(finding => {
    const { topic } = finding.subscription;
    const isNew = ({ id }: AlertItem) => !taken.has(toldKey(topic, id));
    const fresh = finding.items.every(isNew) ? finding.items : finding.items.filter(isNew);
    const items = beginningOf(fresh, Math.min(room, MOST_NAMED_OF_ONE));
    for (const { id } of items) taken.add(toldKey(topic, id));
    room -= items.length;
    return fresh.length > 0 ? [{ ...finding, items, more: fresh.length - items.length }] : [];
  });
};

/** The same without names, for what would not fit into a mail with them. */
const onlyCounted = (parts: readonly DigestPart[]): DigestPart[] =>
  parts.map(part => ({ ...part, items: [], more: part.items.length + part.more }));

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
  const findingOf = async (subscription: SubscriptionRecord): Promise<Finding> => {
    const until = ends[subscription.frequency];
    const items = await newFor(subscription, until);
    const { label, url } = items.length > 0 ? await nameOf(subscription) : { label: '', url: '' };
    return { subscription, label, url, items };
  };

  const beginningOf = beginnings();
  let run: DigestRun = { people: 0, mails: 0, unfit: 0 };
  const tell = async (batch: readonly DuePerson[]): Promise<void> => {
    const prepared: { person: PersonRecord; findings: Finding[] }[] = [];
    for (const { person, subscriptions } of batch) {
      const findings: Finding[] = [];
      for (const subscription of subscriptions) findings.push(await findingOf(subscription));
      prepared.push({ person, findings });
    }
    run = await store.write(async db => {
      const repository = createAlertRepository(db);
      const at = now().toISOString();
      const ids = batch.map(({ person }) => person.id);
      const several = await repository.withSeveralFrequencies(ids);
      // Also of people whose alerts agree by now: they may not have when it was told.
      const known = Map.groupBy(await repository.toldTo(ids), ({ person }) => person);
      const toldNow: ToldRecord[] = [];
      let mails = 0;
      let unfit = 0;
      /** Whether the mail could be made. */
      const put = async (digest: Digest): Promise<boolean> => {
        try {
          if (await enqueueMail(db, compose(digest), now())) mails++;
          return true;
        } catch (fault) {
          if (fault instanceof UnfitMail) return false;
          throw fault;
        }
      };
      for (const { person, findings } of prepared) {
        const ours: Finding[] = [];
        for (const finding of findings) {
          const { id, seenUntil, frequency } = finding.subscription;
          if (await repository.advance(id, seenUntil, ends[frequency])) ours.push(finding);
        }
        const before = new Set(known.get(person.id)?.map(({ topic, item }) => toldKey(topic, item)));
        const parts = withinBounds(ours, before, beginningOf);
        if (parts.length === 0) continue;
        const digest = { person, parts, until: ends.immediate };
        const isTold = await put(digest);
        if (!isTold && !(await put({ ...digest, parts: onlyCounted(parts) }))) unfit++;
        if (!isTold || !several.has(person.id)) continue;
        for (const { subscription, items } of parts)
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
