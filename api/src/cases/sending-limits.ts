import { createRateLimiter } from '../http/rate-limiter.ts';
import type { Rate } from '../http/token-bucket.ts';

/** What one address on the internet may send: ten at once, as from a library, then one a minute. */
const BY_ADDRESS: Rate = { perSecond: 1 / 60, burst: 10 };
/** What one body is sent, by everyone: a flood of rain brings hundreds in an hour, a flood of nonsense would bring thousands. */
const BY_BODY: Rate = { perSecond: 1 / 2, burst: 300 };
/** What one mail address is sent. */
const BY_RECIPIENT: Rate = { perSecond: 1 / 1200, burst: 3 };

export type SendingLimits = {
  /** Counts one report. Answers the seconds to wait where it is too many, or 0. `address` null: not known. */
  count(address: string | null, authority: string, now: Date): number;
  /** Counts one receipt. False where an address was sent several within the hour: then somebody may be writing to it who is not its owner. */
  mayMail(email: string | null, now: Date): boolean;
};

/** Counts in memory alone. */
export const createSendingLimits = (): SendingLimits => {
  const addresses = createRateLimiter(BY_ADDRESS);
  const bodies = createRateLimiter(BY_BODY);
  const recipients = createRateLimiter(BY_RECIPIENT);
  return {
    mayMail: (email, now) => email !== null && recipients(email.toLowerCase(), now) === 0,
    count: (address, authority, now) => (address === null ? 0 : addresses(address, now)) || bodies(authority, now),
  };
};
