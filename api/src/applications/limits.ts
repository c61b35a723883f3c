import { createHmac, randomBytes } from 'node:crypto';
import { type Bucket, type Rate, take } from '../http/token-bucket.ts';

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

/** Who is remembered. With more the oldest are forgotten. */
const MOST_KNOWN = 20_000;

/** Counts one deed of somebody. Answers the seconds to wait where it is too many, or 0. `who` null: not known, and let through. */
export type ApplicationLimits = { count(what: Limited, who: string | null, now: Date): number };

/** Counts in memory alone, by a digest whose key ends with the process. */
export const createApplicationLimits = (): ApplicationLimits => {
  const key = randomBytes(32);
  const buckets = new Map<string, Bucket>();
  return {
    count: (what, who, now) => {
      if (who === null) return 0;
      const name = createHmac('sha256', key).update(`${what} ${who.toLowerCase()}`).digest('base64url');
      const taken = take(buckets.get(name), 1, now.getTime(), RATES[what]);
      if (taken.kind === 'short') return taken.waitSeconds;
      // Set anew, so that the first in the map is the one that was quiet for longest.
      buckets.delete(name);
      buckets.set(name, taken.bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_KNOWN && oldest !== undefined) buckets.delete(oldest);
      return 0;
    },
  };
};
