import ical from 'ical-generator';
import { words } from './page-messages.ts';

/** A date on which a line keeps other hours. `date` is YYYY-MM-DD, `times` in words. */
export type Closure = {
  readonly line: string;
  readonly title: string;
  readonly date: string;
  readonly times: string;
  readonly reason: string | null;
};

const DAY_MS = 86_400_000;

const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);

/** iCalendar (RFC 5545): an all-day event for each closure. `stamp` says as of when they are. */
export const closuresCalendar = (body: string, host: string, closures: readonly Closure[], stamp: Date): string => {
  const calendar = ical({ name: words.calendar(body), prodId: '//Derbyshire shared services//Contact centre//EN' });
  for (const { line, title, date, times, reason } of closures)
    calendar.createEvent({
      id: `${line}-${date}@${host}`,
      start: date,
      end: dayAfter(date),
      allDay: true,
      summary: words.event(title, times),
      ...(reason ? { description: reason } : {}),
      stamp,
    });
  return calendar.toString();
};
