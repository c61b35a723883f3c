import { CaseReference } from '@dtp/contract/cases.ts';
import { crockford } from '../records/crockford.ts';

const LENGTH = 8;
const HALF = LENGTH / 2;

const grouped = (characters: string): string => `${characters.slice(0, HALF)}-${characters.slice(HALF)}`;

/** A new reference of 40 random bits, such as 7K4M-29QX. `random` gives that many bytes. */
export const newReference = (random?: (bytes: number) => Uint8Array): CaseReference =>
  CaseReference.parse(grouped(crockford(LENGTH, random)));

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
