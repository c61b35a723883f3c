import type { JobPattern } from '@dtp/contract/jobs.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { lastDayOf } from './closing-words.ts';
import type { VacancyRecord } from './record.ts';
import type { VacancyRepository } from './repository.ts';
import { yearlyPay } from './salary-words.ts';
import { type JobWords, openTextIndex, type TextIndex } from './text-index.ts';

/** A vacancy that is open or will be, with what searches ask of it worked out. Instants are milliseconds since 1970. */
export type BoardEntry = {
  readonly vacancy: VacancyRecord;
  readonly opensAt: number;
  /** When people could see it first; see `shownFromOf`. */
  readonly shownFrom: number;
  /** When it closes, or is withdrawn before that. */
  readonly endsAt: number;
  /** The last day in London, counted from 1 January 1970, on which it is open. */
  readonly lastDay: number;
  /** The least yearly pay; null where none is given. */
  readonly yearly: number | null;
  /** The body whose post it is, then those that share it. */
  readonly bodies: readonly string[];
  /** Each once. */
  readonly patterns: readonly JobPattern[];
  readonly point: LatLng | null;
  readonly isRemote: boolean;
};

/** The job board in memory. Immutable: which of its vacancies are open is a matter of the instant that is asked for. */
export type JobBoard = {
  /** By their closing. */
  readonly entries: readonly BoardEntry[];
  readonly text: TextIndex;
  /** Every body that has a job here, by its id on record. */
  readonly owners: ReadonlySet<string>;
  byId(id: string): BoardEntry | undefined;
  /** The first instant after `at` at which one opens or ends; null where none will. */
  nextEvent(at: Date): Date | null;
};

export const isOpenAt = ({ opensAt, endsAt }: Pick<BoardEntry, 'opensAt' | 'endsAt'>, at: number): boolean => opensAt <= at && at < endsAt;

const entryOf = (vacancy: VacancyRecord): BoardEntry[] => {
  const { publishAt, shownFrom, closesAt, withdrawnAt, lat, lng, salary, patterns, authority, sharedWith } = vacancy;
  if (publishAt === null) return [];
  const closing = new Date(closesAt);
  return [
    {
      vacancy,
      opensAt: Date.parse(publishAt),
      shownFrom: Date.parse(shownFrom ?? publishAt),
      endsAt: Math.min(closing.getTime(), withdrawnAt === null ? Infinity : Date.parse(withdrawnAt)),
      lastDay: lastDayOf(closing),
      yearly: yearlyPay(salary),
      bodies: [...new Set<string>([authority, ...sharedWith])],
      patterns: [...new Set(patterns)],
      point: lat === null || lng === null ? null : { lat, lng },
      isRemote: patterns.includes('remote'),
    },
  ];
};

/** The first of sorted numbers that is greater. */
const firstAfter = (sorted: Float64Array, value: number): number | undefined => {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) > value) to = middle;
    else from = middle + 1;
  }
  return sorted[from];
};

/** A board over vacancies, as tests and benches need it. Drafts are left out. */
export const jobBoard = async (vacancies: readonly VacancyRecord[], words: JobWords): Promise<JobBoard> => {
  const entries = vacancies.flatMap(entryOf).sort((a, b) => a.endsAt - b.endsAt || (a.vacancy.id < b.vacancy.id ? -1 : 1));
  const byId = new Map(entries.map(entry => [entry.vacancy.id as string, entry]));
  const events = Float64Array.from(entries.flatMap(({ opensAt, endsAt }) => [opensAt, endsAt])).sort();
  const text = await openTextIndex(
    entries.map(({ vacancy }) => vacancy),
    words,
  );
  return {
    entries,
    text,
    owners: new Set(entries.flatMap(({ bodies }) => bodies)),
    byId: id => byId.get(id),
    nextEvent: at => {
      const next = firstAfter(events, at.getTime());
      return next === undefined ? null : new Date(next);
    },
  };
};

export type JobReadModelDeps = { repository: Pick<VacancyRepository, 'current'>; words: JobWords; now: () => Date };

/** `board` is always whole: `rebuild` replaces it when the record has moved. */
export type JobReadModel = { board(): JobBoard; rebuild(): Promise<void> };

export const openJobReadModel = async ({ repository, words, now }: JobReadModelDeps): Promise<JobReadModel> => {
  const build = async () => jobBoard(await repository.current(now().toISOString()), words);
  let current = await build();
  return {
    board: () => current,
    rebuild: async () => {
      current = await build();
    },
  };
};
