import type { Authority } from '@dtp/contract/authorities.ts';
import { inForce } from '../authorities/succession.ts';
import type { LineRecord } from './record.ts';

/**
 * What a line lacks.
 * - `not-checked`: nobody has checked it with the body yet
 * - `no-hours`: its hours are not on record
 * - `no-number`: there is no telephone number
 */
export const LINE_GAPS = ['not-checked', 'no-hours', 'no-number'] as const;
export type LineGap = (typeof LINE_GAPS)[number];

export const lineGaps = ({ verifiedOn, week, phone }: LineRecord): LineGap[] => [
  ...(verifiedOn === null ? (['not-checked'] as const) : []),
  ...(week === null ? (['no-hours'] as const) : []),
  ...(phone === null ? (['no-number'] as const) : []),
];

/** The bodies in force on a day (YYYY-MM-DD) that have no general line, so that nobody is shown whom to call there. */
export const withoutGeneralLine = (lines: readonly LineRecord[], authorities: readonly Authority[], day: string): Authority[] => {
  const covered = new Set<string>(lines.filter(line => line.role === 'general').map(line => line.authority));
  return authorities.filter(authority => inForce(authority, day) && !covered.has(authority.id));
};
