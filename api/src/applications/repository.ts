import { and, asc, eq, getTableColumns, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { applicationFiles, applicationPeople, applications, equalityCounts } from '../store/schema.ts';
import { ApplicationPerson, ApplicationRecord, FileRecord, NOBODY } from './record.ts';

type State = ApplicationRecord['state'];
export type EqualityCount = { readonly question: string; readonly answer: string; readonly count: number };

export type ApplicationRepository = {
  byTokenHash(hash: string): Promise<ApplicationRecord | undefined>;
  byId(id: string): Promise<ApplicationRecord | undefined>;
  byReference(reference: string): Promise<ApplicationRecord | undefined>;
  /** Of one vacancy in one state, by when they were sent. */
  list(vacancy: string, state: State, page?: { readonly limit: number; readonly offset: number }): Promise<ApplicationRecord[]>;
  count(vacancy: string, state: State): Promise<number>;
  /** The ids of all vacancies that somebody has applied for or begun to. */
  vacancies(): Promise<string[]>;
  add(record: ApplicationRecord, tokenHash: string): Promise<void>;
  touch(id: string, updatedAt: string): Promise<void>;
  /** Sends a draft. False where it is none any more. */
  markSent(id: string, set: Pick<ApplicationRecord, 'reference' | 'sentAt' | 'eraseAt'>): Promise<boolean>;
  /** Withdraws what was sent. False where it is not that any more. */
  markWithdrawn(id: string, at: string): Promise<boolean>;
  /** Sets when drafts, or all others, of a vacancy are erased. */
  setEraseAt(vacancy: string, kind: 'drafts' | 'others', eraseAt: string): Promise<void>;
  personOf(id: string): Promise<ApplicationPerson>;
  savePerson(id: string, set: Partial<ApplicationPerson>): Promise<void>;
  /** The file of an application, without its content. */
  fileOf(id: string): Promise<FileRecord | undefined>;
  /** Null where it is gone, or was deleted as infected. */
  contentOf(file: string): Promise<Buffer | null>;
  /** The ids of the files that wait for the scanner, oldest first. */
  heldFiles(): Promise<string[]>;
  addFile(file: FileRecord, content: Uint8Array): Promise<void>;
  removeFiles(application: string): Promise<void>;
  /** What the scanner found of a file that is held; the content of an infected one goes. The application it belongs to; undefined where it is held no more. */
  settleFile(file: string, state: 'clean' | 'infected', at: string): Promise<string | undefined>;
  /** The person and the files; the row stays. */
  erasePerson(id: string): Promise<void>;
  /** All of an application, row and all. */
  erase(id: string): Promise<void>;
  /** Erases whole applications whose time has come, and answers how many there were. */
  eraseDue(now: string): Promise<number>;
  countAnswer(vacancy: string, question: string, answer: string): Promise<void>;
  answers(vacancy: string): Promise<EqualityCount[]>;
};

export const createApplicationRepository = (db: Database): ApplicationRepository => {
  const one = async (where: ReturnType<typeof eq>): Promise<ApplicationRecord | undefined> => {
    const [row] = await db.select().from(applications).where(where);
    return row && ApplicationRecord.parse(row);
  };

  const erasePeople = async (ids: readonly string[]): Promise<void> => {
    await db.delete(applicationFiles).where(inArray(applicationFiles.application, [...ids]));
    await db.delete(applicationPeople).where(inArray(applicationPeople.application, [...ids]));
  };

  return {
    byTokenHash: hash => one(eq(applications.tokenHash, hash)),
    byId: id => one(eq(applications.id, id)),
    byReference: reference => one(eq(applications.reference, reference)),
    list: async (vacancy, state, page) => {
      const asked = db
        .select()
        .from(applications)
        .where(and(eq(applications.vacancy, vacancy), eq(applications.state, state)))
        .orderBy(asc(applications.sentAt), asc(applications.id));
      return z.array(ApplicationRecord).parse(await (page ? asked.limit(page.limit).offset(page.offset) : asked));
    },
    count: (vacancy, state) => db.$count(applications, and(eq(applications.vacancy, vacancy), eq(applications.state, state))),
    vacancies: async () => (await db.selectDistinct({ id: applications.vacancy }).from(applications)).map(({ id }) => id),
    add: async (record, tokenHash) => {
      await db.insert(applications).values({ ...record, tokenHash });
      await db.insert(applicationPeople).values({ application: record.id, ...NOBODY });
    },
    touch: async (id, updatedAt) => {
      await db.update(applications).set({ updatedAt }).where(eq(applications.id, id));
    },
    markSent: async (id, set) => {
      const sent = await db
        .update(applications)
        .set({ ...set, updatedAt: set.sentAt ?? undefined, state: 'sent' })
        .where(and(eq(applications.id, id), eq(applications.state, 'draft')))
        .returning({ id: applications.id });
      return sent.length > 0;
    },
    markWithdrawn: async (id, at) => {
      const withdrawn = await db
        .update(applications)
        .set({ state: 'withdrawn', withdrawnAt: at, updatedAt: at })
        .where(and(eq(applications.id, id), eq(applications.state, 'sent')))
        .returning({ id: applications.id });
      return withdrawn.length > 0;
    },
    setEraseAt: async (vacancy, kind, eraseAt) => {
      const isKind = kind === 'drafts' ? eq(applications.state, 'draft') : ne(applications.state, 'draft');
      await db
        .update(applications)
        .set({ eraseAt })
        .where(and(eq(applications.vacancy, vacancy), isKind, ne(applications.eraseAt, eraseAt)));
    },
    personOf: async id => {
      const [row] = await db.select().from(applicationPeople).where(eq(applicationPeople.application, id));
      return row ? ApplicationPerson.parse(row) : NOBODY;
    },
    savePerson: async (id, set) => {
      await db.update(applicationPeople).set(set).where(eq(applicationPeople.application, id));
    },
    fileOf: async id => {
      const { content: _, ...columns } = getTableColumns(applicationFiles);
      const [row] = await db.select(columns).from(applicationFiles).where(eq(applicationFiles.application, id));
      return row && FileRecord.parse(row);
    },
    contentOf: async file => {
      const [row] = await db.select({ content: applicationFiles.content }).from(applicationFiles).where(eq(applicationFiles.id, file));
      return row?.content ?? null;
    },
    heldFiles: async () =>
      (
        await db
          .select({ id: applicationFiles.id })
          .from(applicationFiles)
          .where(and(eq(applicationFiles.state, 'held'), isNotNull(applicationFiles.content)))
          .orderBy(asc(applicationFiles.storedAt), asc(applicationFiles.id))
      ).map(({ id }) => id),
    addFile: async (file, content) => {
      await db.insert(applicationFiles).values({ ...file, content: Buffer.from(content) });
    },
    removeFiles: async application => {
      await db.delete(applicationFiles).where(eq(applicationFiles.application, application));
    },
    settleFile: async (file, state, at) => {
      const [settled] = await db
        .update(applicationFiles)
        .set({ state, scannedAt: at, ...(state === 'infected' ? { content: null } : {}) })
        .where(and(eq(applicationFiles.id, file), eq(applicationFiles.state, 'held')))
        .returning({ application: applicationFiles.application });
      return settled?.application;
    },
    erasePerson: id => erasePeople([id]),
    erase: async id => {
      await erasePeople([id]);
      await db.delete(applications).where(eq(applications.id, id));
    },
    eraseDue: async now => {
      const due = (await db.select({ id: applications.id }).from(applications).where(lte(applications.eraseAt, now))).map(({ id }) => id);
      // A statement of SQLite takes a limited number of values.
      for (let from = 0; from < due.length; from += 500) {
        const some = due.slice(from, from + 500);
        await erasePeople(some);
        await db.delete(applications).where(inArray(applications.id, some));
      }
      return due.length;
    },
    countAnswer: async (vacancy, question, answer) => {
      await db
        .insert(equalityCounts)
        .values({ vacancy, question, answer, count: 1 })
        .onConflictDoUpdate({
          target: [equalityCounts.vacancy, equalityCounts.question, equalityCounts.answer],
          set: { count: sql`${equalityCounts.count} + 1` },
        });
    },
    answers: async vacancy =>
      db
        .select({ question: equalityCounts.question, answer: equalityCounts.answer, count: equalityCounts.count })
        .from(equalityCounts)
        .where(eq(equalityCounts.vacancy, vacancy)),
  };
};
