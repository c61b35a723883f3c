import type { Logger } from 'pino';
import { type Looking, startLooking } from '../sources/looking.ts';
import type { Store } from '../store/connect.ts';
import { refreshJobFeeds } from './job-feed-refresh.ts';

const EVERY_MS = 60_000;

export type FeedScheduleOptions = {
  readonly store: Store;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly now?: () => Date;
  readonly everyMs?: number;
};

/** Looks once a minute whether a job feed's time has come, for as long as the server runs. `close` ends what is under way. */
export const startFeedRefreshing = ({ store, log, now = () => new Date(), everyMs = EVERY_MS }: FeedScheduleOptions): Looking => {
  const onFault = (feed: string, fault: unknown) => log.warn({ feed, err: fault }, 'job feed not read; its old vacancies stay');
  return startLooking(async stop => {
    try {
      for (const { feed, kind } of await refreshJobFeeds({ store, now, stop, onFault }))
        log.info({ feed, outcome: kind }, 'job feed looked at');
    } catch (fault) {
      if (!stop.aborted) log.error({ err: fault }, 'job feeds not looked at');
    }
  }, everyMs);
};
