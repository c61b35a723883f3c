import { randomBytes } from 'node:crypto';
import { CaseReference } from '@dtp/contract/cases.ts';

/** Crockford's base 32: no I, L, O or U, which people misread or misread into words (crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const HALF = LENGTH / 2;

const grouped = (characters: string): string => `${characters.slice(0, HALF)}-${characters.slice(HALF)}`;

/** A new reference of 40 random bits, such as 7K4M-29QX. `random` gives that many bytes. */
export const newReference = (random: (bytes: number) => Uint8Array = randomBytes): CaseReference =>
  CaseReference.parse(grouped([...random(LENGTH)].map(byte => ALPHABET.charAt(byte & 31)).join('')));

/** A reference as somebody typed it: any case, spaces and dashes anywhere, O for 0, I or L for 1. Undefined for what cannot be one. */
export const readReference = (typed: string): CaseReference | undefined => {
  const plain = typed
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.length === LENGTH ? CaseReference.safeParse(grouped(plain)).data : undefined;
};
