import type { Logger } from 'pino';
import { isRecordBusy, type Store } from '../store/connect.ts';
import { faultWords } from './messages.ts';
import { settledBy } from './next-attempt.ts';
import type { Post } from './post.ts';
import type { Posting } from './posting.ts';
import { type ClaimedMail, createMailRepository } from './repository.ts';

export type DeliveryOptions = {
  readonly store: Store;
  readonly post: Post;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** No further mail is begun. */
  readonly stop: AbortSignal;
  /** Ends the send that runs. */
  readonly cut: AbortSignal;
  readonly onOutcome?: (kind: Posting['kind']) => void;
  /** Told how an attempt ended, once that is on record. */
  readonly onSettled?: (mail: Pick<ClaimedMail, 'key' | 'to'>, posting: Posting) => Promise<void>;
};

/** The longest that one send may take. */
const SEND_MS = 10 * 60_000;
/** From then on nobody can be sending it any more: its process has died. Well above `SEND_MS`. */
const CLAIM_MS = 15 * 60_000;
/** How often the end of an attempt is written while another process keeps the record to itself, each after the wait of a write. */
const MOST_WRITES = 6;

/** What was sent must not be forgotten because the record was busy. */
const settle = async ({ store, now }: DeliveryOptions, mail: ClaimedMail, posting: Posting): Promise<void> => {
  const settled = settledBy(posting, mail.attempts, now());
  for (let tries = 1; ; tries++) {
    try {
      return await store.write(db => createMailRepository(db).settle(mail.key, mail.claimedAt, settled));
    } catch (fault) {
      if (!isRecordBusy(fault) || tries === MOST_WRITES) throw fault;
    }
  }
};

/**
 * Sends what is due, one mail after the other. Each is claimed in a unit of work of its own and sent outside it, so that no other process
 * sends it too, and none waits. Answers `unreached` when the mail server takes nothing at the moment: the rest stays in the queue.
 */
export const deliverDue = async (options: DeliveryOptions): Promise<'done' | 'unreached'> => {
  const { store, post, now, log, stop, cut, onOutcome, onSettled } = options;
  while (!stop.aborted) {
    // Looking costs no write, and so does not wait for an import of another process.
    const due = await createMailRepository(store.read).nextDue();
    if (!due || due > now()) return 'done';
    const mail = await store.write(db => createMailRepository(db).claim(now()));
    if (!mail) continue;
    const posting = await post.send(mail, AbortSignal.any([cut, AbortSignal.timeout(SEND_MS)]));
    await settle(options, mail, posting);
    onOutcome?.(posting.kind);
    await onSettled?.(mail, posting);
    const entry = { messageId: mail.messageId, outcome: posting.kind, attempt: mail.attempts };
    if (posting.kind === 'sent') log.info(entry, 'mail sent');
    else log.warn({ ...entry, fault: posting.fault }, 'mail not sent');
    if (posting.kind === 'unreached') return 'unreached';
  }
  return 'done';
};

/** Finds mails whose process died while it was sending them. Whether they went is not known, so they are not sent again. Answers how many. */
export const giveUpDeadClaims = async (store: Store, now: Date): Promise<number> => {
  const before = new Date(now.getTime() - CLAIM_MS);
  if (!(await createMailRepository(store.read).hasClaimsBefore(before))) return 0;
  return store.write(db => createMailRepository(db).giveUpClaimsBefore(before, faultWords.died));
};
