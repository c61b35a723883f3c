import type { Logger } from 'pino';
import type { Store } from '../store/connect.ts';
import { eraseAlertPeople } from './desk.ts';

const EVERY_MS = 60 * 60_000;

export type ErasingOptions = { readonly store: Store; readonly log: Pick<Logger, 'info' | 'error'>; readonly now: () => Date };

/** Erases at once and then every hour the people whose alerts ended long ago. `close` waits for what is under way. */
export const startErasingAlertPeople = ({ store, log, now }: ErasingOptions): { close(): Promise<void> } => {
  const erase = async (): Promise<void> => {
    try {
      const erased = await eraseAlertPeople(store, now());
      if (erased > 0) log.info({ erased }, 'people without alerts erased');
    } catch (fault) {
      log.error({ err: fault }, 'people without alerts not erased; the next try is in an hour');
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
