import { clockWords, datedDay } from '../hours/hours-messages.ts';
import { londonTime } from '../hours/london-clock.ts';
import { longDay } from '../http/clock.ts';

/** "Friday 27 November at noon", in London, of an instant in ISO 8601. */
export const whenWords = (instant: string): string => {
  const { day, minute } = londonTime(new Date(instant));
  return `${datedDay(day)} at ${clockWords(minute)}`;
};

/** "25 December 2026", in London. */
export const dayWords = (instant: string): string => {
  const { day } = londonTime(new Date(instant));
  return longDay(new Date(day * 86_400_000).toISOString().slice(0, 10));
};
