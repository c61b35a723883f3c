const londonDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Europe/London at an instant, as YYYY-MM-DD. Bodies come and go at midnight there, not in UTC. */
export const londonDay = (at: Date): string => londonDayFormat.format(at);

const DAY_MS = 86_400_000;

/** The calendar day there some days of 24 hours later, as YYYY-MM-DD. */
export const londonDayIn = (days: number, at: Date): string => londonDay(new Date(at.getTime() + days * DAY_MS));

const longDayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** "22 November 2026" of 2026-11-22. */
export const longDay = (day: string): string => longDayFormat.format(new Date(`${day}T00:00:00Z`));
