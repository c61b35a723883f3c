import type { Logger } from 'pino';
import { type Looking, startLooking } from '../sources/looking.ts';
import type { Store } from '../store/connect.ts';
import { refreshHolidays } from './holiday-refresh.ts';

const EVERY_MS = 60_000;

export type HolidayScheduleOptions = {
  readonly store: Store;
  readonly url: string;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly now?: () => Date;
  readonly everyMs?: number;
};

/** Renews the bank holidays once a day for as long as the server runs. `close` ends what is under way. */
export const startHolidayRefreshing = ({
  store,
  url,
  log,
  now = () => new Date(),
  everyMs = EVERY_MS,
}: HolidayScheduleOptions): Looking => {
  const onFault = (fault: unknown) => log.warn({ err: fault }, 'bank holidays not renewed; the old list stays');
  return startLooking(async stop => {
    try {
      const refreshed = await refreshHolidays({ store, url, now, stop, onFault });
      if (refreshed) log.info({ outcome: refreshed.kind }, 'bank holidays looked up');
    } catch (fault) {
      if (!stop.aborted) log.error({ err: fault }, 'bank holidays not renewed');
    }
  }, everyMs);
};
