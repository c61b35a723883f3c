import { createHmac, randomBytes } from 'node:crypto';
import { type Bucket, type Rate, take } from '../http/token-bucket.ts';

/** What one address on the internet may send: ten at once, as from a library, then one a minute. */
const BY_ADDRESS: Rate = { perSecond: 1 / 60, burst: 10 };
/** What one body is sent, by everyone: a flood of rain brings hundreds in an hour, a flood of nonsense would bring thousands. */
const BY_BODY: Rate = { perSecond: 1 / 2, burst: 300 };
/** What one mail address is sent. */
const BY_RECIPIENT: Rate = { perSecond: 1 / 1200, burst: 3 };
/** Addresses that are remembered. With more the oldest are forgotten, which lets nobody send more than their body may be sent. */
const MOST_ADDRESSES = 20_000;

export type SendingLimits = {
  /** Counts one report. Answers the seconds to wait where it is too many, or 0. `address` null: not known. */
  count(address: string | null, authority: string, now: Date): number;
  /** Counts one receipt. False where an address was sent several within the hour: then somebody may be writing to it who is not its owner. */
  mayMail(email: string | null, now: Date): boolean;
};

/** Counts in memory alone, by a digest of the address whose key ends with the process. */
export const createSendingLimits = (): SendingLimits => {
  const key = randomBytes(32);
  const addresses = new Map<string, Bucket>();
  const bodies = new Map<string, Bucket>();
  const recipients = new Map<string, Bucket>();

  const countIn = (buckets: Map<string, Bucket>, name: string, now: Date, rate: Rate): number => {
    const taken = take(buckets.get(name), 1, now.getTime(), rate);
    if (taken.kind === 'short') return taken.waitSeconds;
    // Set anew, so that the first in the map is the one that was quiet for longest.
    buckets.delete(name);
    buckets.set(name, taken.bucket);
    return 0;
  };

  const digestOf = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  const forgetOldest = (buckets: Map<string, Bucket>): void => {
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
  };

  return {
    mayMail: (email, now) => {
      if (email === null) return false;
      const isFine = countIn(recipients, digestOf(email.toLowerCase()), now, BY_RECIPIENT) === 0;
      forgetOldest(recipients);
      return isFine;
    },
    count: (address, authority, now) => {
      if (address !== null) {
        const wait = countIn(addresses, digestOf(address), now, BY_ADDRESS);
        if (wait > 0) return wait;
        forgetOldest(addresses);
      }
      return countIn(bodies, authority, now, BY_BODY);
    },
  };
};
