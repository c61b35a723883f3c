import type { AlertFrequency } from '@dtp/contract/alerts.ts';
import { and, asc, count, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { alertPeople, alertSubscriptions, alertTold, alertWishes } from '../store/schema.ts';
import { type EndedBy, PersonRecord, SubscriptionRecord, ToldRecord, WishRecord } from './record.ts';

/** A person with those of their alerts for which a window has ended. */
export type DuePerson = { readonly person: PersonRecord; readonly subscriptions: readonly SubscriptionRecord[] };

/** The ends of the last windows, by frequency. ISO 8601 in UTC. */
export type WindowEnds = Readonly<Record<AlertFrequency, string>>;

/** The alerts' part of the record. Make it on the unit of work's own handle for all that writes. */
export type AlertRepository = {
  addWish(wish: WishRecord): Promise<void>;
  wish(tokenHash: string): Promise<WishRecord | undefined>;
  useWish(tokenHash: string, usedAt: string, person: string): Promise<void>;
  /** All wishes of an address, used or not. */
  wishesOf(email: string): Promise<WishRecord[]>;
  /** Removes wishes whose link no longer lives. */
  forgetWishes(now: string): Promise<void>;
  person(id: string): Promise<PersonRecord | undefined>;
  personByEmail(email: string): Promise<PersonRecord | undefined>;
  addPerson(person: PersonRecord): Promise<void>;
  setEraseAt(person: string, eraseAt: string | null): Promise<void>;
  /** `bouncedAt` is when the last one came; null with none. */
  setBounces(person: string, bounces: number, bouncedAt: string | null): Promise<void>;
  /** Erases a person with all that is kept of them, and the wishes of their address. */
  erasePerson(person: PersonRecord): Promise<void>;
  /** Erases those whose time has come, and answers how many there were. */
  erasePeople(now: string): Promise<number>;
  /** In the order in which they were made. */
  subscriptionsOf(person: string): Promise<SubscriptionRecord[]>;
  /** Adds one, or begins the same one anew where it had ended or comes at another frequency. */
  saveSubscription(subscription: SubscriptionRecord): Promise<void>;
  setFrequency(id: string, person: string, frequency: AlertFrequency): Promise<void>;
  end(id: string, person: string, endedAt: string, endedBy: EndedBy): Promise<void>;
  endAll(person: string, endedAt: string, endedBy: EndedBy): Promise<void>;
  /** The ids of all who have an alert whose window has ended. */
  duePeople(ends: WindowEnds): Promise<string[]>;
  /** Some people by id, with those of their alerts whose window has ended. Ended alerts are left out. */
  due(ends: WindowEnds, people: readonly string[]): Promise<DuePerson[]>;
  /** The earliest instant up to which an alert that is due has been told; undefined when none is due. */
  earliestSeen(ends: WindowEnds): Promise<string | undefined>;
  /** Moves `seen_until` on; false where it is no longer what it was, because another run has told it, or the alert has ended meanwhile. */
  advance(id: string, from: string, to: string): Promise<boolean>;
  /** Those of some people whose alerts come at different frequencies. */
  withSeveralFrequencies(people: readonly string[]): Promise<ReadonlySet<string>>;
  /** What is kept of what some people have been told. */
  toldTo(people: readonly string[]): Promise<ToldRecord[]>;
  addTold(told: readonly ToldRecord[]): Promise<void>;
  forgetTold(before: string): Promise<void>;
  /** Removes alerts that ended before then. */
  forgetEnded(before: string): Promise<void>;
  counts(): Promise<{ readonly people: number; readonly active: Readonly<Partial<Record<AlertFrequency, number>>> }>;
};

/** Rows of one statement: SQLite takes no more than 32,766 values. */
const MOST_ROWS = 1000;

export const createAlertRepository = (db: Database): AlertRepository => {
  const isWindowOver = (ends: WindowEnds) =>
    or(
      ...(['immediate', 'daily', 'weekly'] as const).map(frequency =>
        and(eq(alertSubscriptions.frequency, frequency), lt(alertSubscriptions.seenUntil, ends[frequency])),
      ),
    );
  const isDue = (ends: WindowEnds) => and(isNull(alertSubscriptions.endedAt), isWindowOver(ends));
  const advance = db
    .update(alertSubscriptions)
    .set({ seenUntil: sql`${sql.placeholder('to')}` })
    .where(
      and(
        eq(alertSubscriptions.id, sql.placeholder('id')),
        eq(alertSubscriptions.seenUntil, sql.placeholder('from')),
        isNull(alertSubscriptions.endedAt),
      ),
    )
    .returning({ id: alertSubscriptions.id })
    .prepare();
  return {
    addWish: async wish => void (await db.insert(alertWishes).values(wish)),
    wish: async tokenHash => {
      const [row] = await db.select().from(alertWishes).where(eq(alertWishes.tokenHash, tokenHash));
      return row && WishRecord.parse(row);
    },
    useWish: async (tokenHash, usedAt, person) => {
      await db.update(alertWishes).set({ usedAt, person }).where(eq(alertWishes.tokenHash, tokenHash));
    },
    wishesOf: async email => z.array(WishRecord).parse(await db.select().from(alertWishes).where(eq(alertWishes.email, email))),
    forgetWishes: async now => void (await db.delete(alertWishes).where(lte(alertWishes.expiresAt, now))),
    person: async id => {
      const [row] = await db.select().from(alertPeople).where(eq(alertPeople.id, id));
      return row && PersonRecord.parse(row);
    },
    personByEmail: async email => {
      const [row] = await db.select().from(alertPeople).where(eq(alertPeople.email, email));
      return row && PersonRecord.parse(row);
    },
    addPerson: async person => void (await db.insert(alertPeople).values(person)),
    setEraseAt: async (person, eraseAt) => void (await db.update(alertPeople).set({ eraseAt }).where(eq(alertPeople.id, person))),
    setBounces: async (person, bounces, bouncedAt) =>
      void (await db.update(alertPeople).set({ bounces, bouncedAt }).where(eq(alertPeople.id, person))),
    erasePerson: async ({ id, email }) => {
      await db.delete(alertSubscriptions).where(eq(alertSubscriptions.person, id));
      await db.delete(alertWishes).where(eq(alertWishes.email, email));
      await db.delete(alertTold).where(eq(alertTold.person, id));
      await db.delete(alertPeople).where(eq(alertPeople.id, id));
    },
    erasePeople: async now => {
      const due = await db
        .select({ id: alertPeople.id })
        .from(alertPeople)
        .where(and(isNotNull(alertPeople.eraseAt), lte(alertPeople.eraseAt, now)));
      const ids = due.map(({ id }) => id);
      if (ids.length === 0) return 0;
      for (let first = 0; first < ids.length; first += MOST_ROWS) {
        const some = ids.slice(first, first + MOST_ROWS);
        await db.delete(alertSubscriptions).where(inArray(alertSubscriptions.person, some));
        await db.delete(alertWishes).where(inArray(alertWishes.person, some));
        await db.delete(alertTold).where(inArray(alertTold.person, some));
        await db.delete(alertPeople).where(inArray(alertPeople.id, some));
      }
      return ids.length;
    },
    subscriptionsOf: async person =>
      z
        .array(SubscriptionRecord)
        .parse(
          await db
            .select()
            .from(alertSubscriptions)
            .where(eq(alertSubscriptions.person, person))
            .orderBy(asc(alertSubscriptions.createdAt), asc(alertSubscriptions.id)),
        ),
    saveSubscription: async subscription => {
      const { frequency, authority, seenUntil, endedAt, endedBy } = subscription;
      await db
        .insert(alertSubscriptions)
        .values(subscription)
        .onConflictDoUpdate({
          target: [alertSubscriptions.person, alertSubscriptions.topic, alertSubscriptions.filter],
          set: { frequency, authority, seenUntil, endedAt, endedBy },
        });
    },
    setFrequency: async (id, person, frequency) => {
      await db
        .update(alertSubscriptions)
        .set({ frequency })
        .where(and(eq(alertSubscriptions.id, id), eq(alertSubscriptions.person, person)));
    },
    end: async (id, person, endedAt, endedBy) => {
      await db
        .update(alertSubscriptions)
        .set({ endedAt, endedBy })
        .where(and(eq(alertSubscriptions.id, id), eq(alertSubscriptions.person, person), isNull(alertSubscriptions.endedAt)));
    },
    endAll: async (person, endedAt, endedBy) => {
      await db
        .update(alertSubscriptions)
        .set({ endedAt, endedBy })
        .where(and(eq(alertSubscriptions.person, person), isNull(alertSubscriptions.endedAt)));
    },
    duePeople: async ends =>
      (await db.selectDistinct({ id: alertSubscriptions.person }).from(alertSubscriptions).where(isDue(ends))).map(({ id }) => id),
    // The plus keeps SQLite from going through all that is due for each batch: it begins with these people.
    due: async (ends, people) => {
      const rows = await db
        .select({ person: alertPeople, subscription: alertSubscriptions })
        .from(alertSubscriptions)
        .innerJoin(alertPeople, eq(alertPeople.id, alertSubscriptions.person))
        .where(and(inArray(alertSubscriptions.person, [...people]), sql`+${alertSubscriptions.endedAt} is null`, isWindowOver(ends)))
        .orderBy(asc(alertSubscriptions.person), asc(alertSubscriptions.createdAt), asc(alertSubscriptions.id));
      const byPerson = Map.groupBy(rows, ({ person }) => person.id);
      return [...byPerson.values()].flatMap(([first, ...more]) =>
        first
          ? [
              {
                person: PersonRecord.parse(first.person),
                subscriptions: [first, ...more].map(({ subscription }) => SubscriptionRecord.parse(subscription)),
              },
            ]
          : [],
      );
    },
    earliestSeen: async ends => {
      const [row] = await db
        .select({ at: alertSubscriptions.seenUntil })
        .from(alertSubscriptions)
        .where(isDue(ends))
        .orderBy(asc(alertSubscriptions.seenUntil))
        .limit(1);
      return row?.at;
    },
    advance: async (id, from, to) => (await advance.execute({ id, from, to })).length > 0,
    withSeveralFrequencies: async people => {
      const rows = await db
        .select({ person: alertSubscriptions.person })
        .from(alertSubscriptions)
        .where(and(inArray(alertSubscriptions.person, [...people]), sql`+${alertSubscriptions.endedAt} is null`))
        .groupBy(alertSubscriptions.person)
        .having(sql`count(distinct ${alertSubscriptions.frequency}) > 1`);
      return new Set(rows.map(({ person }) => person));
    },
    toldTo: async people =>
      z.array(ToldRecord).parse(
        await db
          .select()
          .from(alertTold)
          .where(inArray(alertTold.person, [...people])),
      ),
    addTold: async told => {
      if (told.length === 0) return;
      const add = db
        .insert(alertTold)
        .values({
          person: sql.placeholder('person'),
          topic: sql.placeholder('topic'),
          item: sql.placeholder('item'),
          toldAt: sql.placeholder('toldAt'),
        })
        .onConflictDoNothing()
        .prepare();
      for (const one of told) await add.execute(one);
    },
    forgetEnded: async before => void (await db.delete(alertSubscriptions).where(lt(alertSubscriptions.endedAt, before))),
    forgetTold: async before => void (await db.delete(alertTold).where(lt(alertTold.toldAt, before))),
    counts: async () => {
      const [people] = await db.select({ count: count() }).from(alertPeople);
      const rows = await db
        .select({ frequency: alertSubscriptions.frequency, count: count() })
        .from(alertSubscriptions)
        .where(isNull(alertSubscriptions.endedAt))
        .groupBy(alertSubscriptions.frequency);
      return { people: people?.count ?? 0, active: Object.fromEntries(rows.map(row => [row.frequency, row.count])) };
    },
  };
};
