import type { Layer, Spot } from '@dtp/contract/map.ts';

/** The words of what the map answers: plain, short, sentence case. */

export const featureWords = { yes: 'Yes', no: 'No' } as const;

export const placeNotFoundTitle = 'Place not found';
export const tooFarMessage = 'Distances are measured from places in Great Britain only. Try a postcode, town or village.';

/** What follows the parameter's name in a 400. */
export const placeFaults = {
  missing: 'is missing: give this or near',
  both: 'cannot be given together with postcode: give one of them',
} as const;

/** Spots so well known that what lies around them lies around the person too. */
const isOwn = ({ precision }: Spot): boolean => precision === 'address' || precision === 'position' || precision === 'postcode';

/** "Your ward"; "Ward" around a town or street, where the person may live in another. */
export const containingLabel = ({ singular }: Layer, spot: Spot): string =>
  isOwn(spot) ? `Your ${singular}` : singular.charAt(0).toUpperCase() + singular.slice(1);

export const noSuchFeature = 'Nothing in this layer has this id.';
