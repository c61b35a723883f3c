import { eq } from 'drizzle-orm';
import type { Store } from '../../store/connect.ts';
import { vacancies } from '../../store/schema.ts';
import { bumpVersion } from '../../store/versions.ts';
import { shownFromOf, VacancyRecord } from '../record.ts';
import { createVacancyRepository } from '../repository.ts';

/** The fields of a vacancy that matter to a test; the others are those of a plain job in Matlock. */
export type VacancyFields = Partial<Omit<VacancyRecord, 'id' | 'authority' | 'sharedWith'>> & {
  readonly id: string;
  readonly authority?: string;
  readonly sharedWith?: readonly string[];
};

const MATLOCK = { place: 'Matlock', lat: 53.138, lng: -1.5556 };

/** As it would be had it been put on record at its creation. */
const asShown = (vacancy: VacancyRecord): VacancyRecord => ({
  ...vacancy,
  shownFrom: vacancy.shownFrom ?? shownFromOf({ ...vacancy, withdrawnAt: null }, null, vacancy.createdAt),
});

/** A valid vacancy, open from 20 November 2026 until noon on 27 November. */
export const vacancyWith = (fields: VacancyFields): VacancyRecord =>
  asShown(
    VacancyRecord.parse({
      authority: 'derbyshire',
      reference: fields.id.toUpperCase(),
      title: 'Clerk',
      summary: 'Work at a desk.',
      description: '<p>Work at a desk.</p>',
      category: 'administration',
      contract: 'permanent',
      patterns: ['full-time'],
      ...MATLOCK,
      applyKind: 'form',
      publishAt: '2026-11-20T09:00:00.000Z',
      closesAt: '2026-11-27T12:00:00.000Z',
      origin: 'import',
      createdAt: '2026-11-20T09:00:00.000Z',
      updatedAt: '2026-11-20T09:00:00.000Z',
      ...fields,
    }),
  );

/** Makes these the only vacancies on record. */
export const layVacancies = (store: Store, list: readonly VacancyRecord[], now: Date): Promise<void> =>
  store.write(async db => {
    const repository = createVacancyRepository(db);
    for (const { id } of await db.select({ id: vacancies.id }).from(vacancies)) await db.delete(vacancies).where(eq(vacancies.id, id));
    for (const vacancy of list) await repository.save(vacancy);
    await bumpVersion(db, 'jobs', now);
  });
