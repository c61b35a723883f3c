import type { Authority } from '@dtp/contract/authorities.ts';
import type { Tier } from '@dtp/contract/ids.ts';
import type { Evidence } from '../places/whereabouts.ts';

/** What a reason is made from. `areaName` is the single area in question, null where there are several. */
export type ReasonFacts = {
  authority: Authority;
  tier: Tier;
  /** `possible`: the body holds in some of the areas only; `listed`: no place was given. */
  standing: Evidence | 'possible' | 'listed';
  areaName: string | null;
  /** Short names of the unitary councils, which the county council does not cover. */
  unitaries: readonly string[];
  /** Whether some of the body's own area lies inside the national park. */
  reachesPark: boolean;
};

const outside = (unitaries: readonly string[]): string => (unitaries.length > 0 ? ` outside ${unitaries.join(' and ')}` : '');

/** The ground a council covers, as it stands in a sentence after "in". */
const groundOf = ({ authority, tier, unitaries, reachesPark }: ReasonFacts): string => {
  if (authority.kind === 'county') return `${authority.shortName}${outside(unitaries)}`;
  return tier === 'planning' && reachesPark ? `${authority.shortName}, outside the national park` : authority.shortName;
};

const jobOf = ({ authority, tier }: ReasonFacts): string => {
  if (tier === 'planning') return 'decides planning';
  if (authority.kind === 'unitary') return 'does the work of both district and county';
  return tier === 'all' ? 'does its own part of this' : 'looks after this';
};

const inPark = ({ standing }: ReasonFacts): string => {
  if (standing === 'possible') return 'If your home is inside the national park.';
  if (standing === 'listed') return 'For homes inside the national park.';
  if (standing === 'postcode') return 'Your home is inside the national park, where the park authority decides planning.';
  if (standing === 'chosen') return 'You chose a place inside the national park, where the park authority decides planning.';
  return 'Everywhere inside the national park, the park authority decides planning.';
};

const council = (facts: ReasonFacts): string => {
  const { authority, tier, standing, areaName } = facts;
  const ground = groundOf(facts);
  const job = jobOf(facts);
  // "Your postcode is in Bolsover" says it all where the district council alone is asked for.
  const isPlain = authority.kind === 'district' && tier !== 'all';
  switch (standing) {
    case 'listed':
      return `For ${tier === 'planning' ? 'homes' : 'people'} in ${ground}.`;
    case 'possible':
      return `If you live in ${ground}.`;
    case 'postcode':
      return isPlain ? `Your postcode is in ${ground}.` : `Your postcode is in ${ground}, where ${authority.name} ${job}.`;
    case 'chosen':
      return isPlain ? `You chose ${ground}.` : `You chose ${areaName ?? ground}, where ${authority.name} ${job}.`;
    case 'host':
      return authority.kind === 'unitary' && tier !== 'planning'
        ? `${authority.name} ${job} in ${ground}.`
        : `${authority.name} ${job} everywhere in ${ground}.`;
  }
};

/** Police and fire cover the county and the city alike. */
const wholeCounty = ({ authority, standing }: ReasonFacts): string =>
  standing === 'possible' ? 'If you live in Derbyshire or Derby.' : `${authority.name} covers all of Derbyshire, Derby included.`;

/** Why this body: one or two short sentences, fit to show. */
export const because = (facts: ReasonFacts): string => {
  const { authority, tier } = facts;
  if (tier === 'park') return 'The national park authority does this for everyone, wherever they live.';
  if (authority.kind === 'park') return inPark(facts);
  if (authority.kind === 'police' || authority.kind === 'fire') return wholeCounty(facts);
  return council(facts);
};

/** What follows the parameter's name in a 400. */
export const fault = {
  unknownCategory: 'is not the id of a category',
} as const;

export const noSuchService = 'No service has this id.';
