import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hashOf } from '../http/tokens.ts';

/** A person's id, and the secret in the links of all their mails: it has to be known again for the next mail, so it is kept as it is. */
export const newPersonKey = (): { readonly id: string; readonly key: string } => ({
  id: randomBytes(9).toString('base64url'),
  key: randomBytes(24).toString('base64url'),
});

export const personToken = ({ id, key }: { readonly id: string; readonly key: string }): string => `${id}.${key}`;

/** The two parts of a person's token; undefined for what is none. */
export const readPersonToken = (token: string): { readonly id: string; readonly key: string } | undefined => {
  const [, id, key] = /^([\w-]{12})\.([\w-]{32})$/.exec(token) ?? [];
  return id === undefined || key === undefined ? undefined : { id, key };
};

/** Compares in constant time, so that how long it takes says nothing. */
export const sameKey = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
