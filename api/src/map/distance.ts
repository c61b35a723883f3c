import type { Spot } from '@dtp/contract/map.ts';

const MILE = 1609.344;
/** Below this the decimal of a mile says little. */
const QUARTER = 0.25;
const WHOLE_MILES_FROM = 10;

const miles = (amount: number, decimals: 0 | 1): string => {
  const text = amount.toFixed(decimals).replace(/\.0$/, '');
  return `${text} ${text === '1' ? 'mile' : 'miles'}`;
};

/** Spots known to a mile or so: their distances are no better. */
const isRough = (precision: Spot['precision']): boolean => precision === 'sector' || precision === 'town';

/** How far something is, in words: "0.4 miles", "less than a quarter of a mile", and of a spot that is only roughly known "about 3 miles". */
export const distanceWords = (metres: number, precision: Spot['precision']): string => {
  const amount = metres / MILE;
  if (isRough(precision)) return amount < 1 ? 'within about a mile' : `about ${miles(amount, 0)}`;
  if (amount < QUARTER) return 'less than a quarter of a mile';
  return miles(amount, amount < WHOLE_MILES_FROM ? 1 : 0);
};
