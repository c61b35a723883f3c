import { createRateLimiter, type RateLimiter } from '../http/rate-limiter.ts';
import type { Rate } from '../http/token-bucket.ts';

const RATES = {
  /** Applications that one address on the internet may begin: ten at once, as from a library, then one in two minutes. */
  start: { perSecond: 1 / 120, burst: 10 },
  /** Steps that it may save or send. */
  save: { perSecond: 1, burst: 200 },
  /** Files that it may upload. */
  upload: { perSecond: 1 / 30, burst: 20 },
  /** Links and bad news that one mail address is sent. */
  mail: { perSecond: 1 / 1200, burst: 3 },
  /** Receipts, which nobody should miss because they asked for the link often. */
  receipt: { perSecond: 1 / 600, burst: 5 },
} as const satisfies Record<string, Rate>;
export type Limited = keyof typeof RATES;

/** Counts one deed of somebody. Answers the seconds to wait where it is too many, or 0. `who` null: not known, and let through. */
export type ApplicationLimits = { count(what: Limited, who: string | null, now: Date): number };

/** Counts in memory alone. */
export const createApplicationLimits = (): ApplicationLimits => {
  const limiters: Readonly<Record<Limited, RateLimiter>> = {
    start: createRateLimiter(RATES.start),
    save: createRateLimiter(RATES.save),
    upload: createRateLimiter(RATES.upload),
    mail: createRateLimiter(RATES.mail),
    receipt: createRateLimiter(RATES.receipt),
  };
  return { count: (what, who, now) => (who === null ? 0 : limiters[what](who.toLowerCase(), now)) };
};
