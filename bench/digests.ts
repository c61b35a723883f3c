// A morning's digests for many people, in a process of its own, as `npm run dtp -- send-digests` does them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTHORITY_IDS } from '@dtp/contract/ids.ts';
import { JobCategory } from '@dtp/contract/jobs.ts';
import { seedIfEmpty } from '../api/src/cli/seed.ts';
import { VacancyRecord } from '../api/src/jobs/record.ts';
import { createMailRepository } from '../api/src/mail/repository.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import { alertPeople, alertSubscriptions, vacancies } from '../api/src/store/schema.ts';
import type { BenchRow } from './bench.ts';
import { dtp } from './import.ts';
import { DUTIES, from, PLACES, TITLES } from './vacancies.ts';

const SUBSCRIPTIONS = 50_000;
/** Of every tenth person there is a second alert, weekly, which tells of much that the daily one has told already. */
const SECOND = 10;
const PEOPLE = Math.floor((SUBSCRIPTIONS * SECOND) / (SECOND + 1));
const JOBS = 500;
const TARGET_SECONDS = 60;
const TARGET_MB = 300;
const DAY_MS = 86_400_000;
/** Rows of one statement. */
const ROWS = 1000;

const vacancy = (at: number, now: Date): VacancyRecord => {
  const published = new Date(now.getTime() - 1.5 * DAY_MS + at * 1000).toISOString();
  return VacancyRecord.parse({
    id: `bench-${at}`,
    authority: from(AUTHORITY_IDS, at),
    reference: `B${at}`,
    sharedWith: [],
    title: `${from(TITLES, at * 3)} ${from(PLACES, at * 5)}`,
    summary: DUTIES,
    description: `<p>${DUTIES} Reference ${at}.</p>`,
    category: from(JobCategory.options, at * 11),
    contract: 'permanent',
    patterns: ['full-time'],
    salary: { min: 20_000 + at * 20, max: 24_000 + at * 20, interval: 'year' },
    place: from(PLACES, at * 5),
    lat: 52.8 + ((at * 37) % 700) / 1000,
    lng: -1.9 + ((at * 53) % 700) / 1000,
    applyKind: 'form',
    publishAt: published,
    closesAt: new Date(now.getTime() + 30 * DAY_MS).toISOString(),
    origin: 'import',
    createdAt: published,
    updatedAt: published,
  });
};

/** As people ask: many the same, most of a few kinds. */
const filterOf = (at: number): string => {
  const place = from(PLACES, at * 3);
  switch (at % 5) {
    case 0:
      return '';
    case 1:
      return new URLSearchParams({ q: from(TITLES, at).toLowerCase() }).toString();
    case 2:
      return new URLSearchParams({ near: place, miles: String(from([5, 10, 20], at)) }).toString();
    case 3:
      return new URLSearchParams({ category: from(JobCategory.options, at) }).toString();
    default:
      return new URLSearchParams({ q: from(TITLES, at).toLowerCase(), near: place }).toString();
  }
};

const subscription = (person: number, frequency: 'daily' | 'weekly', seenUntil: string) => ({
  id: `alert-${frequency}-${person}`,
  person: `person-${person}`,
  topic: 'jobs',
  // The weekly one asks for nearly all there is, so that it meets what the daily one tells.
  filter: frequency === 'daily' ? filterOf(person) : 'salary=21000',
  frequency,
  authority: from(AUTHORITY_IDS, person),
  createdAt: seenUntil,
  seenUntil,
  endedAt: null,
  endedBy: null,
});

const fill = async (store: Store, now: Date): Promise<void> => {
  const seenUntil = new Date(now.getTime() - 2 * DAY_MS).toISOString();
  await store.write(async db => {
    await db.delete(vacancies);
    for (let at = 0; at < JOBS; at++) await db.insert(vacancies).values(vacancy(at, now));
    for (let first = 0; first < PEOPLE; first += ROWS) {
      const numbers = Array.from({ length: Math.min(ROWS, PEOPLE - first) }, (_, at) => first + at);
      await db.insert(alertPeople).values(
        numbers.map(at => ({
          id: `person-${at}`,
          email: `person-${at}@example.org`,
          key: 'k'.repeat(32),
          createdAt: seenUntil,
          bounces: 0,
          bouncedAt: null,
          eraseAt: null,
        })),
      );
      await db.insert(alertSubscriptions).values(numbers.map(at => subscription(at, 'daily', seenUntil)));
    }
    for (let first = 0; PEOPLE + first < SUBSCRIPTIONS; first += ROWS) {
      const numbers = Array.from({ length: Math.min(ROWS, SUBSCRIPTIONS - PEOPLE - first) }, (_, at) => (first + at) * SECOND);
      await db.insert(alertSubscriptions).values(numbers.map(at => subscription(at, 'weekly', seenUntil)));
    }
  });
};

export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-digests-'));
  const file = join(folder, 'record.sqlite');
  try {
    const now = new Date();
    const store = openStore(file);
    await seedIfEmpty(store, now);
    await fill(store, now);
    const { seconds, peakMb } = dtp(file, 'send-digests', '--now');
    const { queued = 0 } = await createMailRepository(store.read).counts();
    store.close();
    const name = `A digest for ${SUBSCRIPTIONS} subscriptions with ${JOBS} new jobs, ${queued} mails`;
    return [
      { name, figure: `${seconds.toFixed(1)} s`, target: `< ${TARGET_SECONDS} s`, met: seconds < TARGET_SECONDS },
      { name: `${name}, peak memory`, figure: `${Math.round(peakMb)} MB`, target: `< ${TARGET_MB} MB`, met: peakMb < TARGET_MB },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
