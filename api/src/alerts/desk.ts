import type { AlertFrequency, AlertTopic } from '@dtp/contract/alerts.ts';
import { hashOf, newToken } from '../http/tokens.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { createMailRepository } from '../mail/repository.ts';
import type { Database, Store } from '../store/connect.ts';
import { keptSince, keptUntil } from './keeping.ts';
import type { WishLimits } from './limits.ts';
import { confirmKeyOf, confirmMail, digestKeysOf, type MailDeps } from './mails.ts';
import { replyWords } from './messages.ts';
import type { PersonRecord, SubscriptionRecord, ToldRecord, WishRecord } from './record.ts';
import { createAlertRepository } from './repository.ts';
import { newPersonKey, readPersonToken, sameKey } from './tokens.ts';
import type { AlertTopics } from './topics.ts';

export type AlertDeskDeps = MailDeps & {
  readonly store: Store;
  readonly topics: AlertTopics;
  readonly limits: WishLimits;
  readonly now: () => Date;
  /** Called when a mail waits to be sent. */
  readonly onMail: () => void;
};

export type Wish = {
  readonly topic: AlertTopic;
  readonly filter: string;
  readonly frequency: AlertFrequency;
  /** A mail address, checked. */
  readonly email: string;
  readonly authority: string | null;
};

/** What a link is about, in words. */
export type Named = { readonly label: string; readonly frequency: AlertFrequency; readonly topic: AlertTopic };
export type Alert = SubscriptionRecord & { readonly label: string };

export type Described = { readonly ok: true; readonly label: string } | { readonly ok: false; readonly message: string };

/** What is kept of a person, as they are given it. Instants are ISO 8601 in UTC. */
export type Kept = {
  readonly email: string;
  readonly since: string;
  readonly mailsThatCameBack: number;
  readonly lastCameBack: string | null;
  readonly alerts: readonly (Pick<Alert, 'topic' | 'label' | 'filter' | 'frequency' | 'authority' | 'endedAt' | 'endedBy'> & {
    readonly since: string;
  })[];
  /** Links that were sent, and have not died yet. */
  readonly asked: readonly Pick<WishRecord, 'topic' | 'filter' | 'frequency' | 'createdAt' | 'usedAt'>[];
  /** What they have been told, where it has to be known. */
  readonly told: readonly Pick<ToldRecord, 'topic' | 'item' | 'toldAt'>[];
};

export type AlertDesk = {
  /** What a filter is about; a sentence where it cannot be used. */
  describe(topic: AlertTopic, filter: string): Promise<Described>;
  /** Sends the link by which the wish becomes an alert. The same, whoever has alerts already. The filter has to be one that `describe` takes. */
  ask(wish: Wish): Promise<void>;
  /** What a link is about; undefined where it is none, no longer lives, or its alert was stopped. Changes nothing. */
  wish(token: string): Promise<Named | undefined>;
  /**
   * Begins the alert of a link, also a second time; undefined as above. Answers whose it is, and whether their mails came back before. `full`
   * begins nothing: they have as many alerts as anybody can.
   */
  confirm(token: string): Promise<(Named & { readonly person: PersonRecord; readonly cameBack: boolean }) | 'full' | undefined>;
  /** Who a link in a mail is for; undefined where it is none, or they are erased. */
  person(token: string): Promise<PersonRecord | undefined>;
  /** Those that have not ended. */
  alertsOf(person: PersonRecord): Promise<readonly Alert[]>;
  /** All that is kept of a person, but for the secret of their links. */
  kept(person: PersonRecord): Promise<Kept>;
  setFrequency(person: PersonRecord, id: string, frequency: AlertFrequency): Promise<void>;
  stop(person: PersonRecord, id: string): Promise<void>;
  stopAll(person: PersonRecord): Promise<void>;
  erase(person: PersonRecord): Promise<void>;
};

const DAY_MS = 86_400_000;
/** Why a mail in the outbox never went. */
const ERASED = 'Its words were erased because the person asked for it.';
const STOPPED = 'Its words were erased because the person stopped their alerts.';
/** Alerts that one person can have at once: all of them have to fit into one mail. */
export const MOST_ALERTS = 30;
const LINK_DAYS = 7;

const after = (from: Date, days: number): string => new Date(from.getTime() + days * DAY_MS).toISOString();

/** The same person, however they write their address. */
const usualEmail = (email: string): string => email.trim().toLowerCase();

export const createAlertDesk = (deps: AlertDeskDeps): AlertDesk => {
  const { store, topics, limits, now, onMail } = deps;

  const describe: AlertDesk['describe'] = async (topic, filter) => {
    const parsed = await topics[topic]?.parse(filter);
    if (!parsed) return { ok: false, message: replyWords.noTopic };
    return parsed.ok ? { ok: true, label: parsed.label } : parsed;
  };
  const labelOf = async (topic: AlertTopic, filter: string): Promise<string> => {
    const described = await describe(topic, filter);
    return described.ok ? described.label : '';
  };

  const namedOf = async ({ topic, filter, frequency }: WishRecord): Promise<Named> => ({
    label: await labelOf(topic, filter),
    frequency,
    topic,
  });

  const liveWish = async (db: Database, token: string) => {
    const wish = await createAlertRepository(db).wish(hashOf(token));
    return wish && wish.expiresAt > now().toISOString() ? wish : undefined;
  };

  /** Whether a wish can still be what it says: not used yet, or used for an alert that goes on. One that was stopped is not begun again by it. */
  const isLive = async (db: Database, { usedAt, person, topic, filter }: WishRecord): Promise<boolean> => {
    if (usedAt === null) return true;
    const own = person === null ? [] : await createAlertRepository(db).subscriptionsOf(person);
    return own.some(one => one.topic === topic && one.filter === filter && one.endedAt === null);
  };

  /** Someone's record, made where there is none; they are not to be erased any more. */
  const personFor = async (db: Database, email: string): Promise<PersonRecord> => {
    const repository = createAlertRepository(db);
    const known = await repository.personByEmail(email);
    if (known) {
      await repository.setEraseAt(known.id, null);
      await repository.setBounces(known.id, 0, null);
      return { ...known, eraseAt: null, bounces: 0, bouncedAt: null };
    }
    const person = { ...newPersonKey(), email, createdAt: now().toISOString(), bounces: 0, bouncedAt: null, eraseAt: null };
    await repository.addPerson(person);
    return person;
  };

  /** After something has ended: the address goes when nothing is left. */
  const settle = async (db: Database, person: PersonRecord): Promise<void> => {
    const repository = createAlertRepository(db);
    const active = (await repository.subscriptionsOf(person.id)).some(one => one.endedAt === null);
    if (active) return;
    await createMailRepository(db).eraseKeyed(digestKeysOf(person.id), STOPPED);
    // Once set it stays: stopping a second time keeps nobody longer.
    if ((await repository.person(person.id))?.eraseAt === null) await repository.setEraseAt(person.id, keptUntil(now()));
  };

  return {
    describe,
    ask: async ({ topic, filter, frequency, email, authority }) => {
      const parsed = await topics[topic]?.parse(filter);
      if (!parsed?.ok) throw new Error('A wish was asked for with a filter that nobody has checked');
      const address = usualEmail(email);
      const at = now();
      if (!limits.mayMail(address, at)) return;
      const { token, hash } = newToken();
      const wish = {
        tokenHash: hash,
        email: address,
        topic,
        filter: parsed.filter,
        frequency,
        authority,
        createdAt: at.toISOString(),
        expiresAt: after(at, LINK_DAYS),
        usedAt: null,
        person: null,
      };
      await store.write(async db => {
        const repository = createAlertRepository(db);
        await repository.forgetWishes(at.toISOString());
        const person = await repository.personByEmail(address);
        const own = person ? await repository.subscriptionsOf(person.id) : [];
        const isThere = own.some(one => one.endedAt === null && one.topic === topic && one.filter === parsed.filter);
        await repository.addWish(wish);
        await enqueueMail(db, confirmMail(deps, wish, parsed.label, token, isThere), at);
      });
      onMail();
    },
    wish: async token => {
      const wish = await liveWish(store.read, token);
      if (!wish || !(await isLive(store.read, wish))) return undefined;
      return namedOf(wish);
    },
    confirm: token =>
      store.write(async db => {
        const wish = await liveWish(db, token);
        if (!wish) return undefined;
        const repository = createAlertRepository(db);
        const at = now().toISOString();
        const named = await namedOf(wish);
        if (wish.usedAt !== null) {
          const known = wish.person === null ? undefined : await repository.person(wish.person);
          return known && (await isLive(db, wish)) ? { ...named, person: known, cameBack: false } : undefined;
        }
        const person = await personFor(db, wish.email);
        const own = await repository.subscriptionsOf(person.id);
        const same = own.find(one => one.topic === wish.topic && one.filter === wish.filter);
        if (own.filter(one => one !== same && one.endedAt === null).length >= MOST_ALERTS) return 'full';
        const { topic, filter, frequency, authority } = wish;
        const seenUntil = same && same.endedAt === null ? same.seenUntil : at;
        const id = same?.id ?? newPersonKey().id;
        const begun = { person: person.id, topic, filter, frequency, authority, createdAt: at, seenUntil, endedAt: null, endedBy: null };
        await repository.saveSubscription({ id, ...begun });
        await repository.useWish(wish.tokenHash, at, person.id);
        return { ...named, person, cameBack: own.some(one => one.endedBy === 'bounced') };
      }),
    person: async token => {
      const parts = readPersonToken(token);
      const person = parts && (await createAlertRepository(store.read).person(parts.id));
      return person && sameKey(person.key, parts.key) ? person : undefined;
    },
    alertsOf: async ({ id }) => {
      const all = await createAlertRepository(store.read).subscriptionsOf(id);
      const active = all.filter(({ endedAt }) => endedAt === null);
      return Promise.all(active.map(async one => ({ ...one, label: await labelOf(one.topic, one.filter) })));
    },
    kept: async person => {
      const repository = createAlertRepository(store.read);
      const [alerts, wishes, told] = await Promise.all([
        repository.subscriptionsOf(person.id),
        repository.wishesOf(person.email),
        repository.toldTo([person.id]),
      ]);
      return {
        email: person.email,
        since: person.createdAt,
        mailsThatCameBack: person.bounces,
        lastCameBack: person.bouncedAt,
        alerts: await Promise.all(
          alerts.map(async ({ topic, filter, frequency, authority, createdAt, endedAt, endedBy }) => ({
            topic,
            label: await labelOf(topic, filter),
            filter,
            frequency,
            authority,
            since: createdAt,
            endedAt,
            endedBy,
          })),
        ),
        asked: wishes.map(({ topic, filter, frequency, createdAt, usedAt }) => ({ topic, filter, frequency, createdAt, usedAt })),
        told: told.map(({ topic, item, toldAt }) => ({ topic, item, toldAt })),
      };
    },
    setFrequency: (person, id, frequency) => store.write(db => createAlertRepository(db).setFrequency(id, person.id, frequency)),
    stop: (person, id) =>
      store.write(async db => {
        await createAlertRepository(db).end(id, person.id, now().toISOString(), 'stopped');
        await settle(db, person);
      }),
    stopAll: person =>
      store.write(async db => {
        await createAlertRepository(db).endAll(person.id, now().toISOString(), 'stopped');
        await settle(db, person);
      }),
    erase: person =>
      store.write(async db => {
        const [repository, mails] = [createAlertRepository(db), createMailRepository(db)];
        for (const { tokenHash } of await repository.wishesOf(person.email)) await mails.eraseKeyed(confirmKeyOf(tokenHash), ERASED);
        await mails.eraseKeyed(digestKeysOf(person.id), ERASED);
        await repository.erasePerson(person);
      }),
  };
};

/**
 * Erases those whose last alert ended 28 days ago, alerts that ended as long ago, wishes whose link is dead, and what people were told so
 * long ago that no alert of theirs can come to tell it again. Answers how many people were erased.
 */
export const eraseAlertPeople = (store: Store, now: Date): Promise<number> =>
  store.write(async db => {
    const repository = createAlertRepository(db);
    const longAgo = keptSince(now);
    await repository.forgetWishes(now.toISOString());
    await repository.forgetEnded(longAgo);
    await repository.forgetTold(longAgo);
    return repository.erasePeople(now.toISOString());
  });
