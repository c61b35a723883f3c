import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { gatheringOf } from '../records/record-file.ts';
import { fetchSource, SourceFault } from '../sources/fetch-source.ts';
import type { Database, Store } from '../store/connect.ts';
import type { SourceValidators } from '../store/schema.ts';
import { bumpVersion } from '../store/versions.ts';
import { type GivenVacancy, givenVacancy, type VacancyBounds } from './given-vacancy.ts';
import { vacancyGround, vacancyKey } from './import.ts';
import type { FeedEntry, FeedReading } from './job-feed-entry.ts';
import { readJsonLd } from './job-feed-json-ld.ts';
import { createJobFeedRepository, type JobFeedRow } from './job-feed-repository.ts';
import { readRss } from './job-feed-rss.ts';
import { feedWords } from './job-feed-words.ts';
import { takenDown } from './lifecycle.ts';
import { stateOf, type VacancyRecord } from './record.ts';
import { createVacancyRepository } from './repository.ts';
import { saysTheSame, vacancyFrom } from './vacancy-from.ts';

export type FeedRefreshDeps = {
  readonly store: Store;
  readonly now: () => Date;
  /** Ends what is under way; the vacancies then stay as they were. */
  readonly stop: AbortSignal;
  /** Hears of what nobody foresaw, and of what made a feed unreachable. */
  readonly onFault: (feed: string, fault: unknown) => void;
  /** How long a feed may take to send itself; a minute unless told. */
  readonly seconds?: number;
};

/** How one feed fared. `taken` may have a fault too: some entries that could not be used. `kept`: all old vacancies stay, and why. */
export type FeedRefreshed = { readonly feed: string } & (
  | { readonly kind: 'taken'; readonly count: number; readonly fault: string | null }
  | { readonly kind: 'same' }
  | { readonly kind: 'kept'; readonly why: string }
);

/** Which feed to look at whatever the time, and whether a list that shrank to under half is right. */
export type FeedChoice = { readonly only?: string | undefined; readonly allowFewer?: boolean };

const MOST_MB = 10;
const SECONDS = 60;
/** Under this share of what it had a feed looks incomplete, once it had some. */
const LEAST_SHARE = 0.5;
const FEW = 4;
/** Above this share of entries that cannot be used the feed has changed its shape. */
const MOST_UNUSABLE = 0.5;

/** Whether so much time has passed since the last try, good or bad, as the feed asks for. */
export const isDue = ({ lastTriedAt, refreshMinutes }: JobFeedRow, now: Date): boolean =>
  lastTriedAt === null || now.getTime() - Date.parse(lastTriedAt) >= refreshMinutes * 60_000;

const READERS: Readonly<Record<string, (text: string, now: Date) => Promise<FeedReading>>> = { 'json-ld': readJsonLd, rss: readRss };

type Outcome =
  | { readonly kind: 'taken'; readonly count: number; readonly fault: string | null }
  | { readonly kind: 'kept'; readonly why: string };

const kept = (why: string): Outcome => ({ kind: 'kept', why });

type Sorted = {
  readonly good: ReadonlyMap<string, GivenVacancy>;
  readonly open: readonly FeedEntry[];
  readonly bad: number;
  readonly firstFault: string;
};

/** Sorts the entries of a feed that can be used from those that cannot; of the latter the first one's fault is told. */
const sortEntries = async (entries: readonly FeedEntry[], { authority, kind, url }: JobFeedRow, bounds: VacancyBounds): Promise<Sorted> => {
  // Nobody who has a feed expects applications by our form: without an address of its own a posting is applied for where it stands.
  const fallback = kind === 'json-ld' ? { applyUrl: url } : {};
  const good = new Map<string, GivenVacancy>();
  let bad = 0;
  let firstFault = '';
  // What has closed is no fault of the feed, and nothing to show.
  const open = entries.filter(({ closesAt }) => closesAt === undefined || closesAt > bounds.now.toISOString());
  for (const { value } of open) {
    await turn();
    const gathering = gatheringOf(givenVacancy(bounds));
    const [fault = { path: 'link', message: 'is missing' }] = gathering.take({ ...fallback, ...value, authority }, '', () => 1);
    const given = gathering.entries()?.[0]?.value;
    if (given && given.applyUrl !== null) good.set(vacancyKey(given), given);
    else {
      bad++;
      firstFault ||= `${fault.path} ${fault.message}`;
    }
  }
  return { good, open, bad, firstFault };
};

/** Takes the entries of a feed in, if they are plausible. A feed changes and withdraws only what came from it. */
const takeEntries = async (
  db: Database,
  feed: JobFeedRow,
  listed: number,
  { good, open, bad, firstFault }: Sorted,
  allowFewer: boolean,
  now: Date,
): Promise<Outcome> => {
  const origin = `feed:${feed.id}`;
  const at = now.toISOString();
  const ground = await vacancyGround(db, now, feed.authority);
  const isCurrent = (one: VacancyRecord) => one.origin === origin && !['closed', 'withdrawn'].includes(stateOf(one, at));
  const current = [...ground.onRecord.values()].filter(isCurrent);
  if (listed === 0 && current.length > 0 && !allowFewer) return kept(feedWords.empty(current.length));
  if (bad > open.length * MOST_UNUSABLE) return kept(feedWords.unusable(bad, open.length, firstFault));
  const isShrunken = current.length >= FEW && open.length < current.length * LEAST_SHARE;
  if (isShrunken && !allowFewer) return kept(feedWords.shrunken(open.length, current.length));

  const repository = createVacancyRepository(db);
  let edits = 0;
  const save = async (vacancy: VacancyRecord) => {
    await repository.save(vacancy);
    edits++;
  };
  for (const [key, given] of good) {
    const known = ground.onRecord.get(key);
    if (known && known.origin !== origin) continue;
    const vacancy = await vacancyFrom(given, known, origin, now, ground.find);
    if (!known || !saysTheSame(known, vacancy)) await save(vacancy);
  }
  const named = new Set(open.flatMap(({ reference }) => reference ?? []));
  // An entry that nobody can tell may be any of the old ones.
  const isSure = open.every(({ reference }) => reference !== undefined);
  for (const one of current) if (isSure && !named.has(one.reference)) await save(takenDown(one, at));
  if (edits > 0) await bumpVersion(db, 'jobs', now);
  const fault = listed === 0 && !allowFewer ? feedWords.nothing : bad === 0 ? null : feedWords.someUnusable(bad, open.length, firstFault);
  return { kind: 'taken', count: good.size, fault };
};

type Sent = { readonly reading: FeedReading; readonly validators: SourceValidators };

/** Fetches and reads a feed; undefined when nothing is new. */
const fetchFeed = async ({ stop, now, seconds = SECONDS }: FeedRefreshDeps, feed: JobFeedRow): Promise<Sent | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-job-feed-'));
  try {
    const file = join(folder, 'feed');
    const fetched = await fetchSource(feed.url, feed.validators, file, stop, MOST_MB, seconds);
    if (fetched.kind === 'same') return undefined;
    const reading: FeedReading = (await READERS[feed.kind]?.(readFileSync(file, 'utf8'), now())) ?? {
      kind: 'unread',
      why: feedWords.unread,
    };
    return { reading, validators: fetched.validators };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const keep = async ({ store }: FeedRefreshDeps, feed: JobFeedRow, why: string): Promise<FeedRefreshed> => {
  // Without validators it is asked for all again, so that a mend of ours or theirs shows.
  await store.write(db => createJobFeedRepository(db).saveStatus(feed.id, { fault: why, validators: null }));
  return { feed: feed.id, kind: 'kept', why };
};

const lookAt = async (deps: FeedRefreshDeps, feed: JobFeedRow, allowFewer: boolean): Promise<FeedRefreshed> => {
  const { store, now } = deps;
  const sent = await fetchFeed(deps, feed);
  if (!sent) {
    await store.write(db => createJobFeedRepository(db).saveStatus(feed.id, { fault: null }));
    return { feed: feed.id, kind: 'same' };
  }
  const { reading, validators } = sent;
  if (reading.kind === 'unread') return keep(deps, feed, reading.why);
  // Adverts are checked before the record is held: nobody else can write to it for as long as that takes.
  const { bounds } = await vacancyGround(store.read, now(), feed.authority);
  const sorted = await sortEntries(reading.entries, feed, bounds);
  const outcome = await store.write(async db => {
    const taken = await takeEntries(db, feed, reading.entries.length, sorted, allowFewer, now());
    if (taken.kind === 'taken') {
      // A feed with faults is read whole each time.
      const status = {
        lastTakenAt: now().toISOString(),
        count: taken.count,
        fault: taken.fault,
        validators: taken.fault ? null : validators,
      };
      await createJobFeedRepository(db).saveStatus(feed.id, status);
    }
    return taken;
  });
  return outcome.kind === 'kept' ? keep(deps, feed, outcome.why) : { feed: feed.id, ...outcome };
};

const refreshOne = async (deps: FeedRefreshDeps, feed: JobFeedRow, allowFewer: boolean): Promise<FeedRefreshed | undefined> => {
  const { store, now, stop, onFault } = deps;
  if (!(await store.write(db => createJobFeedRepository(db).claim(feed.id, feed.lastTriedAt, now())))) return undefined;
  try {
    return await lookAt(deps, feed, allowFewer);
  } catch (fault) {
    stop.throwIfAborted();
    onFault(feed.id, fault instanceof SourceFault ? (fault.cause ?? fault) : fault);
    return keep(deps, feed, fault instanceof SourceFault ? fault.message : feedWords.unread);
  }
};

/** Looks at the feeds whose time has come, or at the one that is named whatever the time, one after another. */
export const refreshJobFeeds = async (deps: FeedRefreshDeps, { only, allowFewer = false }: FeedChoice = {}): Promise<FeedRefreshed[]> => {
  const feeds = await createJobFeedRepository(deps.store.read).all();
  const done: FeedRefreshed[] = [];
  for (const feed of feeds.filter(one => (only === undefined ? isDue(one, deps.now()) : one.id === only))) {
    const refreshed = await refreshOne(deps, feed, allowFewer);
    if (refreshed) done.push(refreshed);
  }
  return done;
};
