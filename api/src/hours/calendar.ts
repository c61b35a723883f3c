import type { DayHours, HolidayRule, WeeklySpan } from '@dtp/contract/hours.ts';
import { type DaySpan, daySpan, joined, type OpeningDays, weekly } from './opening-days.ts';

/** One date (YYYY-MM-DD, a day in Europe/London) that differs from the week. Without hours it is closed all day. */
export type DatedHours = { readonly date: string; readonly hours: readonly DayHours[] };

export type CalendarFacts = {
  readonly week: readonly WeeklySpan[];
  readonly exceptions: readonly DatedHours[];
  readonly holidayRule: HolidayRule;
  /** The dates of bank holidays, YYYY-MM-DD. */
  readonly holidays: readonly string[];
};

const DAY_MS = 86_400_000;

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

// The weekday is of no matter to hours that belong to a date.
const spansOf = (hours: readonly DayHours[]): DaySpan[] => joined(hours.map(({ opens, closes }) => daySpan({ day: 1, opens, closes })));

/**
 * A week in which some dates differ: an exception counts before a bank holiday, and that before the week. What is said of a date is about
 * the hours that begin on it: a night that began on the day before goes on until its end.
 */
export const calendarOf = ({ week, exceptions, holidayRule, holidays }: CalendarFacts): OpeningDays => {
  const usual = weekly(week);
  const special = new Map<number, readonly DaySpan[]>();
  if (holidayRule.kind !== 'as-usual') {
    const hours = holidayRule.kind === 'hours' ? spansOf(holidayRule.hours) : [];
    for (const date of holidays) special.set(dayOf(date), hours);
  }
  for (const { date, hours } of exceptions) special.set(dayOf(date), spansOf(hours));
  return day => special.get(day) ?? usual(day);
};
