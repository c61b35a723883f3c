import { createRateLimiter } from '../http/rate-limiter.ts';
import type { Rate } from '../http/token-bucket.ts';

/** What one client may ask for: ten at once, as from a library, then one a minute. */
const BY_CLIENT: Rate = { perSecond: 1 / 60, burst: 10 };
/** What one mail address is sent: somebody else may be giving it. */
const BY_ADDRESS: Rate = { perSecond: 1 / 1200, burst: 3 };

export type WishLimits = {
  /** Counts one wish. Answers the seconds to wait where it is too many, or 0. `client` null: not known. */
  client(client: string | null, now: Date): number;
  /** Counts one mail. False where an address was sent several within the hour. */
  mayMail(email: string, now: Date): boolean;
};

/** Counts in memory alone. */
export const createWishLimits = (): WishLimits => {
  const clients = createRateLimiter(BY_CLIENT);
  const addresses = createRateLimiter(BY_ADDRESS);
  return {
    client: (client, now) => (client === null ? 0 : clients(client, now)),
    mayMail: (email, now) => addresses(email, now) === 0,
  };
};
