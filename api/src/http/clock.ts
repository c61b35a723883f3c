const londonDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Europe/London at an instant, as YYYY-MM-DD. Bodies come and go at midnight there, not in UTC. */
export const londonDay = (at: Date): string => londonDayFormat.format(at);

const longDayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** "22 November 2026" of 2026-11-22. */
export const longDay = (day: string): string => longDayFormat.format(new Date(`${day}T00:00:00Z`));
