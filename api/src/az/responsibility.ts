import type { Tier } from '@dtp/contract/ids.ts';
import type { Area } from '@dtp/contract/places.ts';
import type { Whereabouts } from '../places/whereabouts.ts';

/** A body and the areas in which it holds the role; `certain` when those are all the areas in question. */
export type Holder = { authority: string; certain: boolean; areas: readonly Area[] };

/** Who is responsible. `depends` lists every body that may be; those that are `certain` hold whatever the area. */
export type Responsibility =
  | { kind: 'settled'; holders: readonly Holder[] }
  | { kind: 'depends'; holders: readonly Holder[] }
  | { kind: 'elsewhere' };

/** The bodies that hold a tier in an area. For `all` both councils do, each for its part: one and the same where a unitary does both jobs. */
const bodiesIn = ({ serves }: Area, tier: Exclude<Tier, 'park'>): readonly string[] => {
  if (tier === 'all') return [...new Set<string>([serves.district, serves.county])];
  return [serves[tier]];
};

const holdersIn = (tier: Exclude<Tier, 'park'>, areas: readonly Area[], maybeOutside: boolean): Holder[] => {
  const found = new Map<string, Area[]>();
  for (const area of areas) {
    for (const body of bodiesIn(area, tier)) found.set(body, [...(found.get(body) ?? []), area]);
  }
  return [...found].map(([authority, held]) => ({ authority, areas: held, certain: !maybeOutside && held.length === areas.length }));
};

/**
 * The rule of the two-tier county: a service belongs to a tier, and each area has one body per tier (domain.md, "Who is responsible").
 * Settled when all possible areas agree, so that nobody is asked for a postcode that would change nothing.
 * `parkBodies` run the park's own services for everyone, people from elsewhere included.
 */
export const responsibilityFor = (tier: Tier, where: Whereabouts, parkBodies: readonly string[]): Responsibility => {
  if (tier === 'park') return { kind: 'settled', holders: parkBodies.map(authority => ({ authority, certain: true, areas: [] })) };
  if (where.kind === 'elsewhere') return { kind: 'elsewhere' };
  const holders = holdersIn(tier, where.areas, where.kind === 'within' && where.maybeOutside);
  const settled = holders.length > 0 && holders.every(holder => holder.certain);
  return { kind: settled ? 'settled' : 'depends', holders };
};
