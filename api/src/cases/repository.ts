import type { CaseReference, CaseStatus } from '@dtp/contract/cases.ts';
import { and, asc, desc, eq, gte, inArray, isNotNull, lte, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { casePeople, cases } from '../store/schema.ts';
import { CasePerson, CaseRecord } from './record.ts';

/** Which cases: those of all the bodies and services named (all where left out), asked for between two instants (both included). */
export type CaseFilter = {
  readonly authorities?: readonly string[] | undefined;
  readonly services?: readonly string[] | undefined;
  readonly statuses?: readonly CaseStatus[] | undefined;
  readonly channel?: CaseRecord['channel'] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly most: number;
};

export type CaseRepository = {
  byReferences(references: readonly CaseReference[]): Promise<CaseRecord[]>;
  byOnceKey(key: string): Promise<CaseReference | undefined>;
  /** Newest first. */
  list(filter: CaseFilter): Promise<CaseRecord[]>;
  /** The ids of all bodies that have ever had a case. */
  authorities(): Promise<string[]>;
  personOf(reference: CaseReference): Promise<CasePerson | undefined>;
  /** Answers false where the reference is taken. */
  add(record: CaseRecord, onceKey: string): Promise<boolean>;
  addPerson(person: CasePerson): Promise<void>;
  setStatus(reference: CaseReference, set: Pick<CaseRecord, 'status' | 'statusNote' | 'updatedAt' | 'closedAt'>): Promise<void>;
  setEraseAt(reference: CaseReference, eraseAt: string): Promise<void>;
  /** Forgets the digests of reports made before an instant. */
  forgetOnceKeys(before: string): Promise<void>;
  /** Erases the people whose time has come, and answers how many there were. */
  erasePeople(now: string): Promise<number>;
};

const within = ({ authorities, services, statuses, channel, from, to }: CaseFilter): SQL | undefined =>
  and(
    authorities && inArray(cases.authority, [...authorities]),
    services && inArray(cases.service, [...services]),
    statuses && inArray(cases.status, [...statuses]),
    channel && eq(cases.channel, channel),
    from === undefined ? undefined : gte(cases.requestedAt, from),
    to === undefined ? undefined : lte(cases.requestedAt, to),
  );

export const createCaseRepository = (db: Database): CaseRepository => ({
  byReferences: async references =>
    z.array(CaseRecord).parse(
      await db
        .select()
        .from(cases)
        .where(inArray(cases.reference, [...references]))
        .orderBy(desc(cases.requestedAt), asc(cases.reference)),
    ),
  byOnceKey: async key => {
    const [row] = await db.select().from(cases).where(eq(cases.onceKey, key));
    return row && CaseRecord.parse(row).reference;
  },
  list: async filter =>
    z
      .array(CaseRecord)
      .parse(await db.select().from(cases).where(within(filter)).orderBy(desc(cases.requestedAt), asc(cases.reference)).limit(filter.most)),
  authorities: async () => (await db.selectDistinct({ id: cases.authority }).from(cases)).map(({ id }) => id),
  personOf: async reference => {
    const [row] = await db.select().from(casePeople).where(eq(casePeople.reference, reference));
    return row && CasePerson.parse(row);
  },
  add: async (record, onceKey) => {
    const added = await db
      .insert(cases)
      .values({ ...record, onceKey })
      .onConflictDoNothing({ target: cases.reference })
      .returning({ reference: cases.reference });
    return added.length > 0;
  },
  addPerson: async person => {
    await db.insert(casePeople).values(person);
  },
  setStatus: async (reference, set) => {
    await db.update(cases).set(set).where(eq(cases.reference, reference));
  },
  setEraseAt: async (reference, eraseAt) => {
    await db.update(casePeople).set({ eraseAt }).where(eq(casePeople.reference, reference));
  },
  forgetOnceKeys: async before => {
    await db
      .update(cases)
      .set({ onceKey: null })
      .where(and(isNotNull(cases.onceKey), lte(cases.requestedAt, before)));
  },
  erasePeople: async now => {
    const erased = await db.delete(casePeople).where(lte(casePeople.eraseAt, now)).returning({ reference: casePeople.reference });
    return erased.length;
  },
});
