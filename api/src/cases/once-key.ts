import { createHash } from 'node:crypto';

/** How long the same report counts as sent twice, in milliseconds. */
export const ONCE_MS = 60 * 60_000;

/** A digest of a report, from which its words cannot be read. Reports of which all parts are alike have the same. */
export const onceKeyOf = (parts: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
