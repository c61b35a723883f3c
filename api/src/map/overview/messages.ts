import type { AuthorityRef } from '@dtp/contract/authorities.ts';
import type { Layer, NearFeature, Spot } from '@dtp/contract/map.ts';
import { distanceWords } from '../distance.ts';

/** The words of the overview picture, for those who hear it instead of seeing it. */
export type OverviewSubject = {
  readonly authority: Pick<AuthorityRef, 'shortName'> | null;
  readonly layer: Layer | null;
  readonly spot: Spot | null;
  readonly items: readonly NearFeature[];
};

export const overviewTitle = ({ authority, layer, spot, items }: OverviewSubject): string => {
  if (layer && spot) return `Map of the ${items.length} nearest to ${spot.label}: ${layer.title}`;
  if (layer) return `Map of Derbyshire: ${layer.title}`;
  if (spot) return `Map around ${spot.label}`;
  return authority ? `Map of Derbyshire, with the area of ${authority.shortName} marked` : 'Map of Derbyshire';
};

export const overviewDescription = ({ layer, spot, items }: OverviewSubject): string => {
  if (layer && spot)
    return items.map((item, at) => `${at + 1}: ${item.title}, ${distanceWords(item.distanceM, spot.precision)}.`).join(' ');
  return layer
    ? `${layer.count} on the map, with the districts, the national park and the main towns.`
    : 'The districts, the national park and the main towns.';
};

/** Short enough for a corner of the picture; the whole stands on every page that shows it. */
export const overviewCredit = 'Contains OS and ONS data © Crown copyright 2025';
