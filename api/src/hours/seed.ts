import { z } from 'zod';
import starter from '../../data/bank-holidays.json' with { type: 'json' };
import { day, plainText } from '../records/fields.ts';
import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { createHolidayRepository } from './holiday-repository.ts';

const StarterHoliday = z.strictObject({ date: day, title: plainText(120), notes: z.string() });

/** Lays the starter list of bank holidays where there is none yet. Call inside a unit of work; safe to repeat. Answers how many are on record. */
export const seedHolidays = async (db: Database, now: Date): Promise<number> => {
  const repository = createHolidayRepository(db);
  if ((await repository.feed()) === null) {
    await repository.replace(z.array(StarterHoliday).parse(starter.holidays));
    await repository.saveFeed({ source: starter.source, importedAt: now.toISOString(), lastTriedAt: null, fault: null, validators: null });
    await bumpVersion(db, 'hours', now);
  }
  return (await repository.all()).length;
};
