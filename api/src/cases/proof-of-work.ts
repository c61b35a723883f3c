import { type Challenge, createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

/** About half a second on a computer and a few seconds on an old phone. */
const ROUNDS = 2000;
const TRIES = { fewest: 500, most: 1500 } as const;
/** How long a form may stay open before it is sent. */
const VALID_MS = 4 * 60 * 60_000;
/** Sums that are remembered as used; the oldest go first. */
const MOST_USED = 50_000;

/** What the browser sends: base64 of JSON, as ALTCHA's own form field has it. */
const Payload = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string().max(200),
      salt: z.string().max(200),
      // What was signed stands; the limits only keep a forged one from costing much before the signature is looked at.
      cost: z.literal(ROUNDS),
      keyLength: z.int().max(64),
      keyPrefix: z.string().max(200),
      keySignature: z.string().max(200),
      data: z.object({ until: z.int() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({
    counter: z
      .int()
      .min(0)
      .max(2 ** 32 - 1),
    derivedKey: z.string().max(200),
  }),
});

const readPayload = (text: string): z.output<typeof Payload> | undefined => {
  try {
    return Payload.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
};

/** A sum that a browser has to do before it may send, so that sending in masses costs the sender (altcha.org). */
export type ProofOfWork = {
  /** A sum to do, for the page. */
  challenge(now: Date): Promise<Challenge>;
  /** Whether a sum was done, in time, and for no other report than the one with this key. */
  accepts(payload: string, onceKey: string, now: Date): Promise<boolean>;
};

/** Sums signed with `key`, which all servers of one address share. Which ones were used is known to one server each. */
export const createProofOfWork = (key: string): ProofOfWork => {
  const used = new Map<string, string>();
  // Two secrets of one setting: a signature of one kind is none of the other.
  const secrets = { hmacSignatureSecret: `challenge:${key}`, hmacKeySignatureSecret: `solution:${key}` };

  return {
    // The library's own expiry goes by the machine's clock; ours is in the signed data.
    challenge: now =>
      createChallenge({
        ...secrets,
        algorithm: 'PBKDF2/SHA-256',
        cost: ROUNDS,
        counter: randomInt(TRIES.most, TRIES.fewest),
        deriveKey,
        data: { until: now.getTime() + VALID_MS },
      }),
    accepts: async (text, onceKey, now) => {
      const payload = readPayload(text);
      if (!payload || payload.challenge.parameters.data.until < now.getTime()) return false;
      const { verified } = await verifySolution({ ...payload, ...secrets, deriveKey });
      if (!verified) return false;
      const { nonce } = payload.challenge.parameters;
      const usedFor = used.get(nonce);
      if (usedFor !== undefined) return usedFor === onceKey;
      used.set(nonce, onceKey);
      const [oldest] = used.keys();
      if (used.size > MOST_USED && oldest !== undefined) used.delete(oldest);
      return true;
    },
  };
};
