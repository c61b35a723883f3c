import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, which people misread or misread into words (crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** So many random characters of five bits each. `random` gives that many bytes. */
export const crockford = (length: number, random: (bytes: number) => Uint8Array = randomBytes): string =>
  [...random(length)].map(byte => ALPHABET.charAt(byte & 31)).join('');
