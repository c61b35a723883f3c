import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, max, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { mails } from '../store/schema.ts';

/** `unsure`: cut off so that it may or may not have gone; `failed`: given up. */
const MailState = z.enum(['queued', 'sending', 'sent', 'failed', 'unsure']);
export const MAIL_STATES = MailState.options;
export type MailState = z.infer<typeof MailState>;

/** A mail on record; instants are ISO 8601 in UTC. Without address and words once they are erased. */
const MailRow = z.object({
  key: z.string(),
  to: z.string().nullable(),
  replyTo: z.string().nullable(),
  subject: z.string().nullable(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  state: MailState,
  attempts: z.number(),
  nextAttemptAt: z.string(),
  claimedAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  messageId: z.string(),
  fault: z.string().nullable(),
  createdAt: z.string(),
  eraseAt: z.string(),
});
export type MailRow = z.infer<typeof MailRow>;

/** A mail that is ours to send: nobody else has it until it is settled. */
const ClaimedMail = MailRow.extend({ to: z.string(), subject: z.string(), text: z.string(), claimedAt: z.string() });
export type ClaimedMail = z.infer<typeof ClaimedMail>;

/** How an attempt ended, as it is kept. `nextAttemptAt` matters for `queued` alone. */
export type MailSettled = {
  readonly state: Exclude<MailState, 'sending'>;
  readonly fault: string | null;
  readonly sentAt: string | null;
  readonly nextAttemptAt?: string;
};

/** A fault, how many mails in a state have it, and when the newest of them was handed in. */
export type MailFault = { readonly state: MailState; readonly fault: string; readonly count: number; readonly newestAt: string };

/** The outbox's part of the record. Make it on the unit of work's own handle for all that writes. */
export type MailRepository = {
  /** Answers false where there is one with this key. */
  add(mail: MailRow): Promise<boolean>;
  /** Takes the mail that has been due longest out of the queue, so that nobody else sends it; undefined when none is due. */
  claim(now: Date): Promise<ClaimedMail | undefined>;
  /** Says how the attempt ended that was claimed at `claimedAt`; nothing happens when another has settled it for good. */
  settle(key: string, claimedAt: string, settled: MailSettled): Promise<void>;
  hasClaimsBefore(instant: Date): Promise<boolean>;
  /** Claims nobody can be working on any more: whether they went is not known. Answers how many. */
  giveUpClaimsBefore(instant: Date, fault: string): Promise<number>;
  /** When the next mail in the queue is due; undefined when the queue is empty. */
  nextDue(): Promise<Date | undefined>;
  counts(): Promise<Readonly<Partial<Record<MailState, number>>>>;
  /** The faults of what is not sent, the newest first. */
  faults(limit: number): Promise<readonly MailFault[]>;
  /** Puts mails back into the queue as if they had never been tried; those whose words are erased stay. Answers how many. */
  requeue(states: readonly ('failed' | 'unsure')[], now: Date): Promise<number>;
  hasToErase(now: Date): Promise<boolean>;
  /** Takes address and words out of what is due, and out of the queue what can no longer be sent. Answers how many. */
  erase(now: Date, fault: string): Promise<number>;
  /** The same at once for the mails whose key begins so, but for one that is being sent: that goes on schedule. */
  eraseKeyed(prefix: string, fault: string): Promise<void>;
  /** When the newest mail was handed in whose key begins so; undefined where there is none. */
  newestKeyed(prefix: string): Promise<Date | undefined>;
  /** Newest first. */
  newest(limit: number): Promise<readonly MailRow[]>;
  byMessageId(messageId: string): Promise<MailRow | undefined>;
};

/** Sorts after every character that a key has: they are printable, and of the basic plane. */
const AFTER_ALL = '\uffff';

export const createMailRepository = (db: Database): MailRepository => {
  const isClaimedBefore = (instant: Date) => and(eq(mails.state, 'sending'), lte(mails.claimedAt, instant.toISOString()));
  // A range, so that the index of the keys finds them: an outbox has hundreds of thousands of mails.
  const isKeyed = (prefix: string) => and(gte(mails.key, prefix), lt(mails.key, `${prefix}${AFTER_ALL}`));
  // One that is being sent keeps its words until that has ended.
  const isToErase = (now: Date) => and(lte(mails.eraseAt, now.toISOString()), isNotNull(mails.to), ne(mails.state, 'sending'));
  return {
    add: async mail => (await db.insert(mails).values(mail).onConflictDoNothing().returning({ key: mails.key })).length > 0,
    claim: async now => {
      const [due] = await db
        .select({ key: mails.key })
        .from(mails)
        .where(and(eq(mails.state, 'queued'), lte(mails.nextAttemptAt, now.toISOString())))
        .orderBy(asc(mails.nextAttemptAt), asc(mails.createdAt))
        .limit(1);
      if (!due) return undefined;
      const [claimed] = await db
        .update(mails)
        .set({ state: 'sending', claimedAt: now.toISOString(), attempts: sql`${mails.attempts} + 1` })
        .where(and(eq(mails.key, due.key), eq(mails.state, 'queued')))
        .returning();
      return claimed && ClaimedMail.parse(claimed);
    },
    settle: async (key, claimedAt, settled) => {
      // A claim that was given up while its process slept is still its own to settle: that process knows.
      await db
        .update(mails)
        .set({ claimedAt: null, ...settled })
        .where(and(eq(mails.key, key), eq(mails.claimedAt, claimedAt), inArray(mails.state, ['sending', 'unsure'])));
    },
    hasClaimsBefore: async instant => (await db.select({ key: mails.key }).from(mails).where(isClaimedBefore(instant)).limit(1)).length > 0,
    giveUpClaimsBefore: async (instant, fault) =>
      (await db.update(mails).set({ state: 'unsure', fault }).where(isClaimedBefore(instant)).returning({ key: mails.key })).length,
    nextDue: async () => {
      const [next] = await db
        .select({ at: mails.nextAttemptAt })
        .from(mails)
        .where(eq(mails.state, 'queued'))
        .orderBy(asc(mails.nextAttemptAt))
        .limit(1);
      return next && new Date(next.at);
    },
    counts: async () => {
      const rows = await db.select({ state: mails.state, count: count() }).from(mails).groupBy(mails.state);
      return Object.fromEntries(rows.map(row => [MailState.parse(row.state), row.count]));
    },
    faults: async limit => {
      const newestAt = sql<string>`max(${mails.createdAt})`;
      const rows = await db
        .select({ state: mails.state, fault: mails.fault, count: count(), newestAt })
        .from(mails)
        .where(and(isNotNull(mails.fault), ne(mails.state, 'sent')))
        .groupBy(mails.state, mails.fault)
        .orderBy(desc(newestAt))
        .limit(limit);
      return rows.map(row => ({ ...row, state: MailState.parse(row.state), fault: row.fault ?? '' }));
    },
    requeue: async (states, now) => {
      const requeued = await db
        .update(mails)
        .set({ state: 'queued', attempts: 0, nextAttemptAt: now.toISOString(), claimedAt: null, fault: null })
        .where(and(inArray(mails.state, [...states]), isNotNull(mails.to)))
        .returning({ key: mails.key });
      return requeued.length;
    },
    hasToErase: async now => (await db.select({ key: mails.key }).from(mails).where(isToErase(now)).limit(1)).length > 0,
    erase: async (now, fault) => {
      const erased = await db
        .update(mails)
        .set({ to: null, replyTo: null, subject: null, text: null, html: null, headers: {} })
        .where(isToErase(now))
        .returning({ key: mails.key });
      await db
        .update(mails)
        .set({ state: 'failed', fault })
        .where(and(eq(mails.state, 'queued'), isNull(mails.to)));
      return erased.length;
    },
    newestKeyed: async prefix => {
      const [row] = await db
        .select({ at: max(mails.createdAt) })
        .from(mails)
        .where(isKeyed(prefix));
      return row?.at ? new Date(row.at) : undefined;
    },
    eraseKeyed: async (prefix, fault) => {
      const isMeant = and(isKeyed(prefix), ne(mails.state, 'sending'));
      await db
        .update(mails)
        .set({ state: 'failed', fault })
        .where(and(isMeant, eq(mails.state, 'queued')));
      await db.update(mails).set({ to: null, replyTo: null, subject: null, text: null, html: null, headers: {} }).where(isMeant);
    },
    newest: async limit =>
      z.array(MailRow).parse(await db.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.key)).limit(limit)),
    byMessageId: async messageId => {
      const [row] = await db.select().from(mails).where(eq(mails.messageId, messageId)).limit(1);
      return row && MailRow.parse(row);
    },
  };
};
