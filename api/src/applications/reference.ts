import { crockford } from '../records/crockford.ts';

/** A new reference of 40 random bits, such as J-7K4M-29QX. The J tells it from that of a case. `random` gives so many bytes. */
export const newReference = (random?: (bytes: number) => Uint8Array): string => {
  const characters = crockford(8, random);
  return `J-${characters.slice(0, 4)}-${characters.slice(4)}`;
};
