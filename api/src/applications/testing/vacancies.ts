import { VacancyRecord } from '../../jobs/record.ts';
import { createVacancyRepository } from '../../jobs/repository.ts';
import type { Store } from '../../store/connect.ts';

const LAID = {
  id: 'bus-driver-belper-7k4m',
  authority: 'amber-valley',
  reference: 'AV-1',
  title: 'Bus driver',
  summary: 'Drive a bus',
  description: '<p>Drive a bus</p>',
  category: 'other',
  contract: 'permanent',
  patterns: ['full-time'],
  applyKind: 'form',
  publishAt: '2026-11-20T09:00:00.000Z',
  closesAt: '2026-11-27T12:00:00.000Z',
  retentionMonths: 6,
  origin: 'import',
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
};

/** Puts a vacancy on record, with our form, open until noon on Friday 27 November 2026 unless told otherwise. */
export const layVacancy = (store: Store, more: Readonly<Record<string, unknown>> = {}): Promise<void> =>
  store.write(db => createVacancyRepository(db).save(VacancyRecord.parse({ ...LAID, ...more })));
