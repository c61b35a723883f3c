import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { londonInstant, readMinute } from '../hours/london-instant.ts';
import { londonDay } from '../http/clock.ts';
import { gatheringOf } from '../records/record-file.ts';
import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { givenVacancy } from './given-vacancy.ts';
import { vacancyGround } from './import.ts';
import { stateOf, type VacancyRecord } from './record.ts';
import { createVacancyRepository } from './repository.ts';
import { vacancyFrom } from './vacancy-from.ts';

const DAY_MS = 86_400_000;

/** Comes first in every sample's advert, so that nobody takes it for a job. */
export const SAMPLE_SENTENCE = 'This is a sample vacancy. It does not exist.';

/** Samples are dated from the day they are laid; `closesAt` is the time of day in London. */
const SamplesFile = z.object({
  vacancies: z.array(
    z
      .looseObject({
        authority: z.string(),
        description: z.string().startsWith(`<p>${SAMPLE_SENTENCE} `),
        closesInDays: z.int(),
        closesAt: z.string(),
        publishedDaysAgo: z.int(),
      })
      .refine(({ closesAt }) => readMinute(closesAt) !== undefined, { path: ['closesAt'], error: 'should be a time of day' }),
  ),
});

const dayFrom = (now: Date, days: number): string => londonDay(new Date(Date.parse(`${londonDay(now)}T12:00:00Z`) + days * DAY_MS));

const datedSamples = (now: Date): Record<string, unknown>[] => {
  const file = new URL('../../data/jobs/samples.json', import.meta.url);
  const { vacancies } = SamplesFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return vacancies.map(({ closesInDays, closesAt, publishedDaysAgo, ...rest }) => ({
    ...rest,
    closesAt: londonInstant(dayFrom(now, closesInDays), readMinute(closesAt) ?? 0),
    publishAt: londonInstant(dayFrom(now, -publishedDaysAgo), publishedDaysAgo === 0 ? 0 : 9 * 60),
  }));
};

/**
 * Lays the sample vacancies where there is none at all, or only samples that have all closed, which are then dated anew. Call inside a unit of
 * work, after partners and places; safe to repeat. Answers how many vacancies are on record. Throws with every fault of the samples.
 */
export const seedJobs = async (db: Database, now: Date): Promise<number> => {
  const repository = createVacancyRepository(db);
  const { bounds, onRecord, find } = await vacancyGround(db, now);
  const isOver = (one: VacancyRecord) => one.origin === 'sample' && ['closed', 'withdrawn'].includes(stateOf(one, now.toISOString()));
  if (![...onRecord.values()].every(isOver)) return onRecord.size;
  const samples = datedSamples(now);
  const dates = new Map(samples.map(({ authority, reference, closesAt }) => [`${authority} ${reference}`, String(closesAt)]));
  // Some samples have closed already, to show how that looks: the rule against it is for publishers.
  const gathering = gatheringOf(givenVacancy({ ...bounds, closesOnRecord: (body, reference) => dates.get(`${body} ${reference}`) }));
  const faults = samples.flatMap(sample =>
    gathering.take(sample, '', () => 1).map(({ path, message }) => `  ${sample.reference}: ${path} ${message}`),
  );
  if (faults.length > 0) throw new Error(`The sample vacancies are at fault:\n${faults.join('\n')}`);
  const entries = gathering.entries() ?? [];
  for (const { value } of entries) {
    const known = onRecord.get(`${value.authority} / ${value.reference}`);
    const createdAt = value.publishAt && value.publishAt < now.toISOString() ? value.publishAt : now.toISOString();
    // As if it had been shown since then: a board of samples has new ones and old ones too.
    const shownFrom = value.publishAt && value.publishAt > createdAt ? value.publishAt : createdAt;
    await repository.save({ ...(await vacancyFrom(value, known, 'sample', now, find)), createdAt, shownFrom });
  }
  await bumpVersion(db, 'jobs', now);
  return entries.length;
};
