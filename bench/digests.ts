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

const SUBSCRIPTIONS = 50_000;
const JOBS = 500;
const TARGET_SECONDS = 60;
const TARGET_MB = 300;
const DAY_MS = 86_400_000;
/** Rows of one statement. */
const ROWS = 1000;

const TITLES = [
  'Care worker',
  'Cleaner',
  'Planning officer',
  'Web developer',
  'Refuse loader',
  'Teaching assistant',
  'Ranger',
  'Solicitor',
];
const PLACES = ['Belper', 'Matlock', 'Buxton', 'Ilkeston', 'Chesterfield', 'Derby', 'Swadlincote', 'Bolsover'];
const DUTIES = 'You will help people, keep records, drive a van, answer calls, plan visits and work with a team.';

const from = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length];
  if (value === undefined) throw new RangeError('There is nothing to take from.');
  return value;
};

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

const fill = async (store: Store, now: Date): Promise<void> => {
  const seenUntil = new Date(now.getTime() - 2 * DAY_MS).toISOString();
  await store.write(async db => {
    await db.delete(vacancies);
    for (let at = 0; at < JOBS; at++) await db.insert(vacancies).values(vacancy(at, now));
    for (let first = 0; first < SUBSCRIPTIONS; first += ROWS) {
      const numbers = Array.from({ length: ROWS }, (_, at) => first + at);
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
      await db.insert(alertSubscriptions).values(
        numbers.map(at => ({
          id: `alert-${at}`,
          person: `person-${at}`,
          topic: 'jobs',
          filter: filterOf(at),
          frequency: 'daily',
          authority: from(AUTHORITY_IDS, at),
          createdAt: seenUntil,
          seenUntil,
          endedAt: null,
          endedBy: null,
        })),
      );
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
