import type { Logger } from 'pino';
import { type Looking, startLooking } from '../../sources/looking.ts';
import type { Store } from '../../store/connect.ts';
import { refreshLayers } from './refresh.ts';

const EVERY_MS = 60_000;

export type ScheduleOptions = {
  readonly store: Store;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly now?: () => Date;
  readonly everyMs?: number;
};

/** Looks once a minute whether a layer's time has come to refresh itself, for as long as the server runs. `close` ends what is under way. */
export const startRefreshing = ({ store, log, now = () => new Date(), everyMs = EVERY_MS }: ScheduleOptions): Looking => {
  const onFault = (layer: string, fault: unknown) => log.warn({ layer, err: fault }, 'layer not refreshed; its old data stays');
  return startLooking(async stop => {
    try {
      for (const { layer, kind } of await refreshLayers({ store, now, stop, onFault }))
        log.info({ layer, outcome: kind }, 'layer refreshed');
    } catch (fault) {
      if (!stop.aborted) log.error({ err: fault }, 'layers not refreshed');
    }
  }, everyMs);
};
