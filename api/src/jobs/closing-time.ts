import { londonInstant, readDate, readLondonInstant } from '../hours/london-instant.ts';

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;
const CLOCK = /^(?:at )?(?:(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?(am|pm)|(12 )?(noon|midday))$/i;

const NOON = 12 * 60;

/** Minutes from midnight of "noon", "5pm", "9.30 am". Midnight is left out: half of those who write it mean the day before. */
const minuteOf = (words: string): number | undefined => {
  const [whole, hour, minute = '0', half = ''] = CLOCK.exec(words) ?? [];
  if (whole === undefined) return undefined;
  if (hour === undefined) return NOON;
  return (Number(hour) % 12) * 60 + Number(minute) + (half.toLowerCase() === 'pm' ? NOON : 0);
};

/**
 * An instant as publishers write it, ISO 8601 in UTC: with its zone (2026-11-27T12:00:00Z), or the time that clocks in London show
 * ("2026-11-27 12:00", "27/11/2026 noon", "27/11/2026 5pm"). Undefined for anything else, a day alone too.
 */
export const readInstant = (typed: string): string | undefined => {
  const text = typed.trim();
  if (ZONED.test(text)) {
    const at = Date.parse(text);
    // Date.parse takes 30 February for 2 March.
    return Number.isNaN(at) || readDate(text.slice(0, 10)) === undefined ? undefined : new Date(at).toISOString();
  }
  const ofClock = readLondonInstant(text);
  if (ofClock !== undefined) return ofClock;
  const [, dateText = '', words = ''] = /^([^\s,]+)[ ,]+(.+)$/.exec(text) ?? [];
  const date = readDate(dateText);
  const minute = minuteOf(words);
  return date === undefined || minute === undefined ? undefined : londonInstant(date, minute);
};

/** Completes "closesAt …": what is wrong with a text that is no instant. */
export const instantFault = (typed: string): string => {
  const date = readDate(typed.trim());
  if (date !== undefined) return `has no time of day: write ${date} 23:59 for the end of that day, ${date} 12:00 for noon`;
  return 'should be a day and a time such as 2026-11-27 12:00, which is London’s, or an instant such as 2026-11-27T12:00:00Z';
};

const longWords = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "27 November 2026 at 12:00", London's time. */
export const instantWords = (at: string): string => longWords.format(new Date(at));

const YEARS_AHEAD = 1;

/** Completes "closesAt …" for an instant that nobody means, and that would keep what applicants send without end; undefined where it is near enough. */
export const tooFarAhead = (at: string, now: Date): string | undefined => {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + YEARS_AHEAD);
  return at > latest.toISOString() ? `is more than a year ahead: it would be ${instantWords(at)}` : undefined;
};
