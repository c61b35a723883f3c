import type { OpenState, WeeklySpan } from '@dtp/contract/hours.ts';
import { clockWords, dayName, hoursWords } from './hours-messages.ts';
import { instantOf, type LocalTime, londonTime, weekdayOf } from './london-clock.ts';
import { type OpeningDays, weekly } from './opening-days.ts';

/** A week and a day: what repeats weekly has begun again by then. */
const HORIZON_DAYS = 8;
/** Until then the small hours belong to the night before: "closes 2am" needs no day. */
const NIGHT_ENDS = 6 * 60;
const DAY_MINUTES = 1440;

/** Open from one time to another, days apart or on the same one. */
type Opening = { readonly from: LocalTime; readonly to: LocalTime };

const isBefore = (a: LocalTime, b: LocalTime): boolean => a.day < b.day || (a.day === b.day && a.minute < b.minute);

/** A minute count past midnight as a time of the day it falls on. */
const carried = (day: number, minute: number): LocalTime => ({
  day: day + Math.floor(minute / DAY_MINUTES),
  minute: minute % DAY_MINUTES,
});

/** The openings from the day before `day` on, in order, those that touch made one. Made one by one: mostly the first or second is the answer. */
function* openingsFrom(days: OpeningDays, day: number): Generator<Opening> {
  let current: Opening | undefined;
  for (let each = day - 1; each <= day + HORIZON_DAYS; each++) {
    for (const span of days(each)) {
      const next = { from: carried(each, span.opens), to: carried(each, span.closes) };
      if (!current) current = next;
      else if (!isBefore(current.to, next.from)) current = { from: current.from, to: isBefore(current.to, next.to) ? next.to : current.to };
      else {
        yield current;
        current = next;
      }
    }
  }
  if (current) yield current;
}

/**
 * When it changes, as people say it on `today`. Midnight is the end of the day before it: "closes midnight" is tonight. What is said
 * without a day comes within 24 hours.
 */
const whenWords = ({ day, minute }: LocalTime, now: LocalTime): string => {
  const time = clockWords(minute);
  const isMidnight = minute === 0;
  const named = isMidnight ? day - 1 : day;
  const ahead = named - now.day;
  if (ahead === 0) return isMidnight ? hoursWords.tonight(time) : hoursWords.today(time);
  if (ahead === 1) return hoursWords.tomorrow(time);
  return ahead < 7 ? hoursWords.on(dayName(weekdayOf(named)), time) : hoursWords.inAWeek(dayName(weekdayOf(named)), time);
};

const closingWords = (to: LocalTime, now: LocalTime): string => {
  const isTonight = to.day === now.day + 1 && to.minute <= NIGHT_ENDS && to.minute <= now.minute;
  return isTonight ? hoursWords.today(clockWords(to.minute)) : whenWords(to, now);
};

/** Whether any of an opening falls on a day. */
const touches = ({ from, to }: Opening, day: number): boolean => from.day <= day && isBefore({ day, minute: 0 }, to);

/** What is so at one time: the opening that it lies in, or the next one. */
type Standing = { readonly kind: 'open' | 'closed'; readonly opening: Opening; readonly isOffToday: boolean } | { readonly kind: 'never' };

const standingAt = (days: OpeningDays, now: LocalTime): Standing => {
  let isOffToday = true;
  for (const opening of openingsFrom(days, now.day)) {
    isOffToday &&= !touches(opening, now.day);
    if (!isBefore(now, opening.to)) continue;
    return { kind: isBefore(now, opening.from) ? 'closed' : 'open', opening, isOffToday };
  }
  return { kind: 'never' };
};

const wordsFor = (standing: Exclude<Standing, { kind: 'never' }>, now: LocalTime): string => {
  const { kind, opening, isOffToday } = standing;
  if (kind === 'open') return hoursWords.open(closingWords(opening.to, now));
  const next = whenWords(opening.from, now);
  return isOffToday ? hoursWords.closedToday(next) : hoursWords.closed(next);
};

/**
 * The first time after `now` at which the state or its words differ. Words change at midnights, and when a close in the small hours is
 * less than a day off.
 */
const nextChange = (standing: Exclude<Standing, { kind: 'never' }>, now: LocalTime, days: OpeningDays): LocalTime => {
  const { kind, opening } = standing;
  const end = kind === 'open' ? opening.to : opening.from;
  const text = wordsFor(standing, now);
  const nights = Array.from({ length: end.day - now.day }, (_, night) => ({ day: now.day + night + 1, minute: 0 }));
  const dayBefore = { day: end.day - 1, minute: end.minute };
  const times = [...nights, ...(isBefore(now, dayBefore) ? [dayBefore] : [])].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const differs = (time: LocalTime): boolean => {
    const then = standingAt(days, time);
    return then.kind !== kind || wordsFor(then, time) !== text;
  };
  return times.find(time => isBefore(time, end) && differs(time)) ?? end;
};

/**
 * Whether it is open at an instant, in words, and when the words are next to be made anew: exactly, over midnight and when the clocks
 * change. `nextChange` is null for what is always open or never.
 */
export const openStateOn = (days: OpeningDays, at: Date): OpenState => {
  const now = londonTime(at);
  const standing = standingAt(days, now);
  if (standing.kind === 'never') return { open: false, text: hoursWords.never, nextChange: null };
  if (standing.kind === 'open' && standing.opening.to.day >= now.day + HORIZON_DAYS)
    return { open: true, text: hoursWords.always, nextChange: null };
  const change = instantOf(nextChange(standing, now, days));
  return { open: standing.kind === 'open', text: wordsFor(standing, now), nextChange: change.toISOString() };
};

/** The same for a week that repeats. 100,000 and more a second (`npm run bench nearest`). */
export const openState = (spans: readonly WeeklySpan[], at: Date): OpenState => openStateOn(weekly(spans), at);
