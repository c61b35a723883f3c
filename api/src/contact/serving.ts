import { bodiesIn } from '../places/areas.ts';
import type { Whereabouts } from '../places/whereabouts.ts';

/** A body that serves a place, or may. */
export type Serving = { readonly authority: string; readonly responsible: 'yes' | 'possible' | 'listed' };

/**
 * The bodies to name when nothing in particular is asked about: those that serve the place; on a host's website without a place the host
 * alone; with neither all of `everyone`. `hosts` are named first where they serve the place.
 */
export const bodiesServing = (where: Whereabouts, hosts: readonly string[], everyone: readonly string[]): readonly Serving[] => {
  if (where.kind === 'elsewhere') return [];
  if (where.kind === 'unknown' || where.evidence === 'host') {
    const named = hosts.length > 0 ? hosts : everyone;
    return named.map(authority => ({ authority, responsible: 'listed' }));
  }
  const found = new Map<string, number>();
  for (const area of where.areas) for (const body of bodiesIn(area)) found.set(body, (found.get(body) ?? 0) + 1);
  const all = [...found].map(([authority, areas]): Serving => {
    const isCertain = areas === where.areas.length && !where.maybeOutside;
    return { authority, responsible: isCertain ? 'yes' : 'possible' };
  });
  const isHost = ({ authority }: Serving): boolean => hosts.includes(authority);
  return [...all.filter(isHost), ...all.filter(one => !isHost(one))];
};
