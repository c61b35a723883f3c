import type { AlertFrequency } from '@dtp/contract/alerts.ts';
import { instantOf, londonTime, weekdayOf } from '../hours/london-clock.ts';

/** Digests cover 08:00 to 08:00 in London, weekly ones from Monday to Monday. */
const MORNING = 8 * 60;
const MONDAY = 1;

/** The end of the last window that has ended at an instant: what was published until then is told. For `immediate` that is now. */
export const windowEnd = (frequency: AlertFrequency, now: Date): Date => {
  if (frequency === 'immediate') return now;
  const { day, minute } = londonTime(now);
  const morning = minute < MORNING ? day - 1 : day;
  const first = frequency === 'weekly' ? morning - (weekdayOf(morning) - MONDAY) : morning;
  return instantOf({ day: first, minute: MORNING });
};

/** When the next daily window ends: the next time at which there is something to do, whatever is published. */
export const nextWindowEnd = (now: Date): Date => {
  const { day, minute } = londonTime(now);
  return instantOf({ day: minute < MORNING ? day : day + 1, minute: MORNING });
};
