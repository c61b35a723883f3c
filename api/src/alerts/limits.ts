import { createHmac, randomBytes } from 'node:crypto';
import { type Bucket, type Rate, take } from '../http/token-bucket.ts';

/** What one client may ask for: ten at once, as from a library, then one a minute. */
const BY_CLIENT: Rate = { perSecond: 1 / 60, burst: 10 };
/** What one mail address is sent: somebody else may be giving it. */
const BY_ADDRESS: Rate = { perSecond: 1 / 1200, burst: 3 };
const MOST_KNOWN = 20_000;

export type WishLimits = {
  /** Counts one wish. Answers the seconds to wait where it is too many, or 0. `client` null: not known. */
  client(client: string | null, now: Date): number;
  /** Counts one mail. False where an address was sent several within the hour. */
  mayMail(email: string, now: Date): boolean;
};

/** Counts in memory alone, by digests whose key ends with the process. */
export const createWishLimits = (): WishLimits => {
  const key = randomBytes(32);
  const digest = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  const counter = (rate: Rate) => {
    const buckets = new Map<string, Bucket>();
    return (name: string, now: Date): number => {
      const id = digest(name);
      const taken = take(buckets.get(id), 1, now.getTime(), rate);
      if (taken.kind === 'short') return taken.waitSeconds;
      buckets.delete(id);
      buckets.set(id, taken.bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_KNOWN && oldest !== undefined) buckets.delete(oldest);
      return 0;
    };
  };
  const clients = counter(BY_CLIENT);
  const addresses = counter(BY_ADDRESS);
  return {
    client: (client, now) => (client === null ? 0 : clients(client, now)),
    mayMail: (email, now) => addresses(email, now) === 0,
  };
};
