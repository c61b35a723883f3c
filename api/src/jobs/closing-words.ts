import { clockWords, datedDay } from '../hours/hours-messages.ts';
import { instantOf, type LocalTime, londonTime } from '../hours/london-clock.ts';

const MIDNIGHT = 1440;
/** From so many days on the year is said too. */
const YEAR_SAID_FROM = 300;

/** When the clocks in London show the close. Midnight ends the day before: "Friday at midnight" is the end of Friday. */
const closingTime = (closesAt: Date): LocalTime => {
  const { day, minute } = londonTime(closesAt);
  return minute === 0 ? { day: day - 1, minute: MIDNIGHT } : { day, minute };
};

/** The last day in London, counted from 1 January 1970, on any part of which it is open. */
export const lastDayOf = (closesAt: Date): number => closingTime(closesAt).day;

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

const dayWords = (day: number, withYear: boolean): string => `${datedDay(day)}${withYear ? ` ${yearOf(day)}` : ''}`;

/** "Closes in 3 days, Friday 27 November at noon", "Closes tomorrow at 9am", "Closed on Friday 27 November at noon", of `closesAt` as seen at `at`. */
export const closingWords = (closesAt: Date, at: Date): string => {
  const { day, minute } = closingTime(closesAt);
  const today = londonTime(at).day;
  const time = clockWords(minute);
  if (at >= closesAt) return `Closed on ${dayWords(day, yearOf(day) !== yearOf(today))} at ${time}`;
  if (day <= today) return `Closes today at ${time}`;
  if (day === today + 1) return `Closes tomorrow at ${time}`;
  return `Closes in ${day - today} days, ${dayWords(day, day - today >= YEAR_SAID_FROM)} at ${time}`;
};

/** "Friday 27 November at noon". */
export const closingMoment = (closesAt: Date): string => {
  const { day, minute } = closingTime(closesAt);
  return `${datedDay(day)} at ${clockWords(minute)}`;
};

/** The next midnight in London, at which words such as "tomorrow" are no longer right. */
export const nextMidnight = (at: Date): Date => instantOf({ day: londonTime(at).day + 1, minute: 0 });
