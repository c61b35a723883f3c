import type { BankHoliday } from './holiday-repository.ts';

/** Holidays that are on the same day each year, wherever their substitute day falls. */
const FIXED: readonly (readonly [title: RegExp, day: string])[] = [
  [/\bChristmas Day\b/, '12-25'],
  [/\bBoxing Day\b/, '12-26'],
  [/\bNew Year.?s Day\b/, '01-01'],
];

/** The day itself of a holiday that the feed lists on its substitute day alone; none for one that has no fixed day. */
const ownDay = ({ date, title, notes }: BankHoliday): string | undefined => {
  if (!/substitute/i.test(notes)) return undefined;
  const found = FIXED.find(([name]) => name.test(title));
  return found && `${date.slice(0, 4)}-${found[1]}`;
};

/**
 * The list with the days themselves beside their substitutes. When 25 December is a Saturday the feed has only the Monday after it, and a
 * line with Saturday hours would seem open on Christmas Day. In order of date.
 */
export const withOwnDays = (list: readonly BankHoliday[]): readonly BankHoliday[] => {
  const listed = new Set(list.map(one => one.date));
  const own = list.flatMap((holiday): BankHoliday[] => {
    const date = ownDay(holiday);
    return date === undefined || listed.has(date) ? [] : [{ date, title: holiday.title, notes: '' }];
  });
  return [...list, ...own].sort((a, b) => a.date.localeCompare(b.date));
};
