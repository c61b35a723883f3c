import { type DeliveryOptions, deliverDue, giveUpDeadClaims } from './delivery.ts';
import type { Post } from './post.ts';
import { createMailRepository } from './repository.ts';
import { eraseMails } from './retention.ts';

const LOOK_MS = 60_000;
const ERASE_MS = 60 * 60_000;
const CLOSE_MS = 10_000;

export type MailingOptions = Omit<DeliveryOptions, 'post' | 'stop' | 'cut'> & {
  /** Null: nothing is sent, mails stay in the outbox. */
  readonly post: Post | null;
  /** How often to look for mails that another process has put into the outbox, in milliseconds. */
  readonly lookMs?: number;
  /** How long `close` lets a send finish, in milliseconds. */
  readonly closeMs?: number;
};

/** `nudge` says that this process has put a mail into the outbox, once its unit of work has ended. */
export type Mailing = { nudge(): void; close(): Promise<void> };

/**
 * Sends the mails of the outbox for as long as the server runs: at a nudge, when an attempt is due, and once a minute for those of other
 * processes. Erases hourly what is due. `close` lets the send that runs finish, to a deadline.
 */
export const startMailing = ({ post, lookMs = LOOK_MS, closeMs = CLOSE_MS, ...given }: MailingOptions): Mailing => {
  const { store, now, log } = given;
  const stopping = new AbortController();
  const cutting = new AbortController();
  let isNudged = false;
  let isServerDown = false;
  let erasedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const erase = async (): Promise<void> => {
    const at = now().getTime();
    if (at - erasedAt < ERASE_MS) return;
    const count = await eraseMails(store, now());
    erasedAt = at;
    if (count > 0) log.info({ count }, 'mails erased on schedule');
  };

  const look = async (): Promise<void> => {
    await erase();
    const dead = await giveUpDeadClaims(store, now());
    if (dead > 0) log.warn({ count: dead }, 'mails of a process that died while it sent them: not known whether they went');
    isServerDown = post !== null && (await deliverDue({ ...given, post, stop: stopping.signal, cut: cutting.signal })) === 'unreached';
  };

  /** Until the next attempt is due; while the server takes nothing, and when nothing is in the queue, until the next look. */
  const wait = async (): Promise<number> => {
    if (isServerDown || post === null) return lookMs;
    if (isNudged) return 0;
    const due = await createMailRepository(store.read).nextDue();
    return due ? Math.min(Math.max(due.getTime() - now().getTime(), 0), lookMs) : lookMs;
  };

  const turn = async (): Promise<void> => {
    let pause = lookMs;
    isNudged = false;
    try {
      await look();
      pause = await wait();
    } catch (fault) {
      log.error({ err: fault }, 'mails not sent; the next try is in a minute');
    }
    running = undefined;
    if (!stopping.signal.aborted) plan(pause);
  };
  const begin = () => {
    clearTimeout(timer);
    running ??= turn();
  };
  const plan = (pause: number) => {
    timer = setTimeout(begin, pause);
    timer.unref();
  };
  begin();

  return {
    nudge: () => {
      isNudged = true;
      // A server that takes nothing is not asked at every mail: the next look is less than a minute away.
      if (!stopping.signal.aborted && !isServerDown && post !== null) begin();
    },
    close: async () => {
      stopping.abort();
      clearTimeout(timer);
      const deadline = setTimeout(() => cutting.abort(), closeMs);
      await running;
      clearTimeout(deadline);
    },
  };
};
