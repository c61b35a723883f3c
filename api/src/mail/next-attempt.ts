import { faultWords } from './messages.ts';
import type { Posting } from './posting.ts';
import type { MailSettled } from './repository.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A minute, then twice as long each time, to at most four hours. The last attempt is 48 hours and a quarter after the first. */
const FIRST_WAIT = MINUTE;
const LONGEST_WAIT = 4 * HOUR;
export const MOST_ATTEMPTS = 20;

/** When to try again after `attempts` that failed, the last of them now; undefined when it is time to give up. */
export const nextAttempt = (attempts: number, now: Date): Date | undefined => {
  if (attempts >= MOST_ATTEMPTS) return undefined;
  return new Date(now.getTime() + Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT));
};

/** What is kept of an attempt, which was the mail's `attempts`th. */
export const settledBy = (posting: Posting, attempts: number, now: Date): MailSettled => {
  switch (posting.kind) {
    case 'sent':
      return { state: 'sent', fault: null, sentAt: now.toISOString() };
    case 'refused':
      return { state: 'failed', fault: posting.fault, sentAt: null };
    case 'unsure':
      return { state: 'unsure', fault: posting.fault, sentAt: null };
    case 'later':
    case 'unreached': {
      const next = nextAttempt(attempts, now);
      if (!next) return { state: 'failed', fault: faultWords.lastOf(posting.fault, attempts), sentAt: null };
      return { state: 'queued', fault: posting.fault, sentAt: null, nextAttemptAt: next.toISOString() };
    }
  }
};
