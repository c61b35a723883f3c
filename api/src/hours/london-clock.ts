/**
 * Wall-clock time in Europe/London. A `day` is a calendar day counted from 1 January 1970, a `minute` counts from its midnight and may
 * be 1440 or more, which is the next day.
 */
export type LocalTime = { readonly day: number; readonly minute: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Enough for every hour that the answers of a day turn on; then the book is begun anew. */
const MOST_HOURS_KNOWN = 10_000;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

const known = new Map<number, number>();

const readOffset = (instant: number): number => {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE) * MINUTE;
};

/**
 * How far London's clocks are ahead of UTC at an instant, in milliseconds. They change on the full hour, so it is asked of the time zone
 * database once for each hour: asking costs fifty times as much as knowing.
 */
const offsetAt = (instant: number): number => {
  const hour = Math.floor(instant / HOUR);
  let offset = known.get(hour);
  if (offset === undefined) {
    offset = readOffset(hour * HOUR);
    if (known.size >= MOST_HOURS_KNOWN) known.clear();
    known.set(hour, offset);
  }
  return offset;
};

/**
 * What the clocks in London show, in whole minutes that have begun. While the hour comes a second time, when they go back, it stays at the
 * last minute of the first: so it never goes back, as `instantOf` expects.
 */
export const londonTime = (at: Date): LocalTime => {
  const instant = at.getTime();
  const offset = offsetAt(instant);
  const before = offsetAt(instant - HOUR);
  const local = before > offset ? Math.floor(instant / HOUR) * HOUR + before - MINUTE : instant + offset;
  const day = Math.floor(local / DAY);
  return { day, minute: Math.floor((local - day * DAY) / MINUTE) };
};

/**
 * When the clocks in London show this. A time that comes twice, when they go back, is the first of the two; one that never comes, when
 * they go forward, is the moment at which they do. So later times are never earlier instants.
 */
export const instantOf = ({ day, minute }: LocalTime): Date => {
  const local = day * DAY + minute * MINUTE;
  const before = offsetAt(local - DAY);
  const after = offsetAt(local + DAY);
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (offsetAt(early) === local - early) return new Date(early);
  if (offsetAt(late) === local - late) return new Date(late);
  return new Date(Math.floor(late / HOUR) * HOUR);
};

/** 1 Monday to 7 Sunday (ISO 8601). 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
