import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { vacancies } from '../store/schema.ts';
import { VacancyRecord } from './record.ts';

/** The job board's part of the record. Writers call `bumpVersion(db, 'jobs', now)` themselves when something changed. */
export type VacancyRepository = {
  /** Those that are open or will be (published or scheduled, not withdrawn, closing after `at`), by their closing. `at` is ISO 8601 in UTC. */
  current(at: string): Promise<VacancyRecord[]>;
  /** In every state. */
  byId(id: string): Promise<VacancyRecord | undefined>;
  byReference(authority: string, reference: string): Promise<VacancyRecord | undefined>;
  /** All of a body, or of everyone, in every state, by id. */
  all(authority?: string): Promise<VacancyRecord[]>;
  /** Inserts, or updates the one with its id. */
  save(vacancy: VacancyRecord): Promise<void>;
  remove(id: string): Promise<void>;
};

export const createVacancyRepository = (db: Database): VacancyRepository => ({
  current: async at =>
    z
      .array(VacancyRecord)
      .parse(
        await db
          .select()
          .from(vacancies)
          .where(and(gt(vacancies.closesAt, at), or(isNull(vacancies.withdrawnAt), gt(vacancies.withdrawnAt, at))))
          .orderBy(asc(vacancies.closesAt), asc(vacancies.id)),
      )
      .filter(({ publishAt }) => publishAt !== null),
  byId: async id => {
    const [row] = await db.select().from(vacancies).where(eq(vacancies.id, id));
    return row && VacancyRecord.parse(row);
  },
  byReference: async (authority, reference) => {
    const [row] = await db
      .select()
      .from(vacancies)
      .where(and(eq(vacancies.authority, authority), eq(vacancies.reference, reference)));
    return row && VacancyRecord.parse(row);
  },
  all: async authority =>
    z.array(VacancyRecord).parse(
      await db
        .select()
        .from(vacancies)
        .where(authority === undefined ? undefined : eq(vacancies.authority, authority))
        .orderBy(asc(vacancies.id)),
    ),
  save: async vacancy => {
    await db.insert(vacancies).values(vacancy).onConflictDoUpdate({ target: vacancies.id, set: vacancy });
  },
  remove: async id => {
    await db.delete(vacancies).where(eq(vacancies.id, id));
  },
});
