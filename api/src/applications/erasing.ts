import type { Logger } from 'pino';
import type { Store } from '../store/connect.ts';
import { eraseDue } from './retention.ts';
import type { FindVacancy } from './vacancy.ts';

const EVERY_MS = 60 * 60_000;

export type ErasingOptions = {
  readonly store: Store;
  readonly vacancy: FindVacancy;
  readonly log: Pick<Logger, 'info' | 'error'>;
  readonly now: () => Date;
};

/** Erases what is due at once and then every hour, for as long as the server runs. `close` waits for what is under way. */
export const startErasingApplications = ({ store, vacancy, log, now }: ErasingOptions): { close(): Promise<void> } => {
  const erase = async (): Promise<void> => {
    try {
      const erased = await eraseDue(store, vacancy, now());
      if (erased > 0) log.info({ erased }, 'applications erased on schedule');
    } catch (fault) {
      log.error({ err: fault }, 'applications not erased; the next try is in an hour');
    }
  };
  let running = erase();
  const timer = setInterval(() => {
    running = running.then(erase);
  }, EVERY_MS);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
