import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { same } from '../records/merge.ts';
import { fetchSource, SourceFault } from '../sources/fetch-source.ts';
import type { Store } from '../store/connect.ts';
import type { SourceValidators } from '../store/schema.ts';
import { bumpVersion } from '../store/versions.ts';
import { readHolidays } from './bank-holidays.ts';
import { holidayWords } from './holiday-messages.ts';
import { type BankHoliday, createHolidayRepository, type HolidayFeed } from './holiday-repository.ts';
import { takeHolidays } from './take-holidays.ts';

export type HolidayRefreshDeps = {
  readonly store: Store;
  /** Where the feed is. */
  readonly url: string;
  readonly now: () => Date;
  /** Ends what is under way; all then stays as it was. */
  readonly stop: AbortSignal;
  /** Hears of what nobody foresaw, and of what made the source unreachable. */
  readonly onFault: (fault: unknown) => void;
};

/** How a try went. `kept`: the old list stays in force, and why in words fit to show. */
export type HolidayRefresh =
  | { readonly kind: 'taken'; readonly changed: boolean }
  | { readonly kind: 'same' }
  | { readonly kind: 'kept'; readonly why: string };

const HOUR = 3_600_000;
/** The feed is some 30 kB. */
const MOST_MB = 1;

/** Once a day, and once an hour after a try that went wrong. */
export const isDue = ({ lastTriedAt, fault }: Pick<HolidayFeed, 'lastTriedAt' | 'fault'>, now: Date): boolean =>
  lastTriedAt === null || now.getTime() - Date.parse(lastTriedAt) >= (fault === null ? 24 : 1) * HOUR;

type Sent =
  | { readonly kind: 'same' }
  | { readonly kind: 'list'; readonly holidays: readonly BankHoliday[]; readonly validators: SourceValidators }
  | { readonly kind: 'kept'; readonly why: string };

const fetchList = async ({ url, stop }: HolidayRefreshDeps, known: SourceValidators | null, file: string): Promise<Sent> => {
  const fetched = await fetchSource(url, known, file, stop, MOST_MB);
  if (fetched.kind === 'same') return fetched;
  const { holidays, faults } = readHolidays({ name: 'feed', text: readFileSync(file, 'utf8') });
  const [first] = faults;
  if (!first) return { kind: 'list', holidays, validators: fetched.validators };
  return { kind: 'kept', why: holidayWords.unusable(first.path === 'file' ? first.message : `has a ${first.path} that ${first.message}`) };
};

const attempt = async (deps: HolidayRefreshDeps, known: SourceValidators | null): Promise<Sent> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-holidays-'));
  try {
    return await fetchList(deps, known, join(folder, 'feed.json'));
  } catch (fault) {
    deps.stop.throwIfAborted();
    deps.onFault(fault instanceof SourceFault ? (fault.cause ?? fault) : fault);
    return { kind: 'kept', why: fault instanceof SourceFault ? fault.message : holidayWords.unread };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const sourceOf = (url: string): string => (new URL(url).hostname === 'www.gov.uk' ? holidayWords.govUk : holidayWords.otherSource);

/** Writes down how a try went, and the list where one came. `asked` is the feed as it was when the source was asked. */
const conclude = ({ store, url, now }: HolidayRefreshDeps, asked: HolidayFeed, sent: Sent): Promise<HolidayRefresh> =>
  store.write(async db => {
    const repository = createHolidayRepository(db);
    const at = now();
    // A list may have come by hand meanwhile: then nothing was learnt about that one.
    const feed = (await repository.feed()) ?? asked;
    const keep = async (fault: string | null): Promise<void> => {
      const isFoundSame = fault === null && same(feed.validators, asked.validators);
      const importedAt = isFoundSame ? at.toISOString() : feed.importedAt;
      await repository.saveFeed({ ...feed, importedAt, lastTriedAt: at.toISOString(), fault });
      await bumpVersion(db, 'hours', at);
    };
    if (sent.kind === 'list') {
      const source = { name: sourceOf(url), validators: { ...sent.validators, url } };
      const taken = await takeHolidays(db, sent.holidays, source, { now: at, force: false });
      if (taken.kind === 'taken') return { kind: 'taken', changed: taken.changed };
      const why = holidayWords.shrunken(taken.lost);
      await keep(why);
      return { kind: 'kept', why };
    }
    await keep(sent.kind === 'kept' ? sent.why : null);
    return sent;
  });

/**
 * Fetches the bank holidays if a day has passed since the last try, or with `anyTime` whenever that was. A source that fails, or sends less than there
 * was, leaves the list as it is and says why in the record. Undefined when it is not due, or another process is at it.
 */
export const refreshHolidays = async (deps: HolidayRefreshDeps, anyTime = false): Promise<HolidayRefresh | undefined> => {
  const { store, now } = deps;
  const feed = await createHolidayRepository(store.read).feed();
  if (!feed) throw new Error('There are no bank holidays on record to renew: seed it first.');
  if (!anyTime && !isDue(feed, now())) return undefined;
  const isOurs = await store.write(db => createHolidayRepository(db).claimRefresh(feed.lastTriedAt, now()));
  if (!isOurs) return undefined;
  try {
    return await conclude(deps, feed, await attempt(deps, feed.validators?.url === deps.url ? feed.validators : null));
  } catch (fault) {
    // What was stopped was no try: the next start asks again.
    await store.write(async db => {
      const repository = createHolidayRepository(db);
      const current = await repository.feed();
      if (current) await repository.saveFeed({ ...current, lastTriedAt: feed.lastTriedAt });
    });
    throw fault;
  }
};
