import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key on record: of a device that sends positions, or of a partner that publishes. The key itself is nowhere: `hash` is its SHA-256 in base64url. */
export type AccessKey = {
  readonly id: string;
  readonly authority: string;
  readonly name: string;
  readonly hash: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

/** So that a key that turns up in a log or a repository is known for what it is. */
const PREFIX = 'dtp_';
const LONGEST = 200;

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** A new key: shown once, then only its hash is known. 32 random bytes cannot be guessed, so a slow hash would protect nothing. */
export const makeKey = (
  random: (bytes: number) => Buffer = randomBytes,
): { readonly key: string; readonly id: string; readonly hash: string } => {
  const key = `${PREFIX}${random(32).toString('base64url')}`;
  return { key, id: random(4).toString('hex'), hash: digest(key).toString('base64url') };
};

/** The key of an Authorization header (RFC 6750 section 2.1); an empty text where there is none. */
const bearer = (authorization: string | undefined): string => /^bearer +(\S+) *$/i.exec((authorization ?? '').slice(0, LONGEST))?.[1] ?? '';

/**
 * The key that a header opens with. Every key on record is compared, revoked ones too, each in constant time: what is wrong with a key
 * shows neither in the answer nor in how long it takes.
 */
export const matchKey = (keys: readonly AccessKey[], authorization: string | undefined): AccessKey | undefined => {
  const given = digest(bearer(authorization));
  let found: AccessKey | undefined;
  for (const key of keys) {
    const isSame = timingSafeEqual(Buffer.from(key.hash, 'base64url'), given);
    if (isSame && key.revokedAt === null) found = key;
  }
  return found;
};
