import type { z } from 'zod';
import { VacancyRecord } from '../record.ts';

/** A vacancy that is sound, with what a test wants otherwise. */
export const vacancyRecord = (more: Partial<z.input<typeof VacancyRecord>> = {}): VacancyRecord =>
  VacancyRecord.parse({
    id: 'care-worker-7k4m',
    authority: 'derbyshire',
    reference: 'R1',
    title: 'Care worker',
    summary: 'Care for people.',
    description: '<p>Care for people.</p>',
    category: 'social-care',
    contract: 'permanent',
    patterns: ['part-time'],
    applyKind: 'form',
    publishAt: '2026-11-20T09:00:00.000Z',
    shownFrom: '2026-11-20T09:00:00.000Z',
    closesAt: '2026-12-20T12:00:00.000Z',
    origin: 'import',
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: '2026-11-20T09:00:00.000Z',
    ...more,
  });

/** A vacancy as publishers give it, sound until 2026 is over. */
export const GIVEN = {
  reference: 'R1',
  title: 'Care worker (nights)',
  description: 'Care for people at night.',
  category: 'social-care',
  contract: 'permanent',
  patterns: ['part-time'],
  place: 'Belper',
  salary: { min: 28_163, max: 30_060, interval: 'year' },
  closesAt: '2026-12-20 12:00',
} as const;
