const londonDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Europe/London at an instant, as YYYY-MM-DD. Bodies come and go at midnight there, not in UTC. */
export const londonDay = (at: Date): string => londonDayFormat.format(at);
