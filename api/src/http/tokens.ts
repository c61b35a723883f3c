import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
/** So many bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** What is kept of a secret: its SHA-256 in base64url. 32 random bytes cannot be guessed, so a slow hash would protect nothing. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** The secret part of a link, which is shown to one person alone, and what is kept of it. */
export const newToken = (): { readonly token: string; readonly hash: string } => {
  const token = randomBytes(BYTES).toString('base64url');
  return { token, hash: hashOf(token) };
};

/** What is kept of a token that somebody came with; undefined for what cannot be one. */
export const tokenHash = (token: string): string | undefined => (TOKEN.test(token) ? hashOf(token) : undefined);
