import { createHmac, randomBytes } from 'node:crypto';
import { type Bucket, type Rate, take } from './token-bucket.ts';

/** Who is remembered. With more the oldest are forgotten. */
const MOST_KNOWN = 20_000;

/** Counts one deed of somebody. Answers the seconds to wait where it is too many, or 0. */
export type RateLimiter = (who: string, now: Date) => number;

/** Counts in memory alone, by a digest whose key ends with the process: nobody is kept by name. */
export const createRateLimiter = (rate: Rate, mostKnown = MOST_KNOWN): RateLimiter => {
  const key = randomBytes(32);
  const buckets = new Map<string, Bucket>();
  return (who, now) => {
    const name = createHmac('sha256', key).update(who).digest('base64url');
    const taken = take(buckets.get(name), 1, now.getTime(), rate);
    if (taken.kind === 'short') return taken.waitSeconds;
    // Set anew, so that the first in the map is the one that was quiet for longest.
    buckets.delete(name);
    buckets.set(name, taken.bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > mostKnown && oldest !== undefined) buckets.delete(oldest);
    return 0;
  };
};
