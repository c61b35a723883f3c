import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
/** So many bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The secret part of the link by which an application is resumed. It is shown to the person alone and kept nowhere. */
export const newToken = (random: (bytes: number) => Buffer = randomBytes): string => random(BYTES).toString('base64url');

/** What is kept of a token: its SHA-256 in base64url. Undefined for what cannot be one. 32 random bytes cannot be guessed, so a slow hash would protect nothing. */
export const tokenHash = (token: string): string | undefined =>
  TOKEN.test(token) ? createHash('sha256').update(token).digest('base64url') : undefined;
