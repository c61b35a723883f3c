import { longDay } from '../http/clock.ts';

const LISTED = 3;

const some = (dates: readonly string[]): string => {
  const shown = dates.slice(0, LISTED).map(longDay).join(', ');
  return dates.length > LISTED ? `${shown} and ${dates.length - LISTED} more` : shown;
};

/** Words of the list of bank holidays. Why one is refused is shown to everyone as the reason that the old list stays: nothing of the machine is in it. */
export const holidayWords = {
  /** Where a list came from, as people are told. */
  govUk: 'GOV.UK',
  otherSource: 'a list in the shape of the GOV.UK feed',
  notJson: 'is not JSON: something is missing or out of place here',
  strangeShape:
    'is not a list of bank holidays in the shape of the GOV.UK feed: {"england-and-wales":{"division":"england-and-wales","events":[…]}}',
  otherDivision: (others: readonly string[]) => `has no bank holidays of england-and-wales, only of ${others.join(', ')}`,
  empty: 'has no bank holidays in it',
  /** Two holidays on one day. */
  both: (one: string, other: string) => `${one} and ${other}`,
  /** What a source sent; `why` completes a sentence: "has no bank holidays in it". */
  unusable: (why: string) => `The list that the source sent ${why}.`,
  unread: 'The list that the source sent could not be read.',
  shrunken: (lost: readonly string[]) =>
    `The list lacks bank holidays of the coming year that are on record: ${some(lost)}. It has none in their place, so it looks incomplete.`,
} as const;
