import type { Logger } from 'pino';
import { type DigestDeps, runDigests, SETTLED_MS } from './digest.ts';
import { nextWindowEnd } from './windows.ts';

const RETRY_MS = 60_000;
/** Just past the instant at which what was published counts as there. */
const MARGIN_MS = 500;
/** setTimeout takes no more, and a clock that is set anew is noticed. */
const LONGEST_WAIT_MS = 60 * 60_000;

export type AlertSchedule = {
  /** Says that something may have been published: those who want to know at once are told. */
  nudge(): void;
  close(): Promise<void>;
};

export type AlertScheduleOptions = DigestDeps & {
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** Called when mails wait to be sent. */
  readonly onMail: () => void;
  /** When the next thing is published by the clock alone, after an instant; null where none will be. */
  readonly nextPublished: (after: Date) => Date | null;
};

/**
 * Tells what is new for as long as the server runs: after a nudge, when something is published by the clock alone, and when a window ends.
 * One timer; nothing is looked for in between.
 */
export const startAlerts = ({ log, onMail, nextPublished, ...deps }: AlertScheduleOptions): AlertSchedule => {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isNudged = false;
  let isClosed = false;

  /** Until the next event that `runDigests` will take for settled. */
  const untilNext = (): number => {
    const settled = new Date(deps.now().getTime() - SETTLED_MS);
    const events = [nextWindowEnd(settled), nextPublished(settled)].flatMap(at => (at === null ? [] : [at.getTime()]));
    return Math.min(...events) - settled.getTime() + MARGIN_MS;
  };
  const plan = (waitMs: number): void => {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(begin, Math.min(waitMs, LONGEST_WAIT_MS));
    timer.unref();
  };
  const run = async (): Promise<void> => {
    isNudged = false;
    let wait = RETRY_MS;
    try {
      const { people, mails, unfit } = await runDigests(deps);
      if (unfit > 0) log.error({ count: unfit }, 'alerts that could not be made into a mail');
      if (mails > 0) {
        log.info({ people, mails }, 'alerts put into the outbox');
        onMail();
      }
      wait = untilNext();
    } catch (fault) {
      log.error({ err: fault }, 'alerts not sent; the next try is in a minute');
    }
    running = undefined;
    plan(isNudged ? SETTLED_MS + MARGIN_MS : wait);
  };
  const begin = (): void => {
    if (!isClosed) running ??= run();
  };
  begin();

  return {
    nudge: () => {
      isNudged = true;
      if (!running) plan(Math.min(SETTLED_MS + MARGIN_MS, untilNext()));
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
};
