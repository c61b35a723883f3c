import type { OpenState, WeeklySpan } from '@dtp/contract/hours.ts';
import { clockWords, datedDay, dayName, hoursWords } from './hours-messages.ts';
import { instantOf, type LocalTime, londonTime, weekdayOf } from './london-clock.ts';
import { type OpeningDays, weekly } from './opening-days.ts';

/** A week and a day: what repeats weekly has begun again by then. What stays open for longer is said to be open all hours. */
const WEEK_AND_A_DAY = 8;
/** Where dates differ a closure can last longer than a week, so the next opening is looked for through a year and a month. */
const YEAR_AND_A_MONTH = 400;
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

/** When something is open, and how many days ahead are worth a look. */
type Calendar = { readonly days: OpeningDays; readonly ahead: number };

/** The openings from the day before `day` on, in order, those that touch made one. Made one by one: mostly the first or second is the answer. */
function* openingsFrom({ days, ahead }: Calendar, day: number): Generator<Opening> {
  let current: Opening | undefined;
  for (let each = day - 1; each <= day + ahead; each++) {
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
  if (ahead > 7) return hoursWords.on(datedDay(named), time);
  return ahead < 7 ? hoursWords.on(dayName(weekdayOf(named)), time) : hoursWords.inAWeek(dayName(weekdayOf(named)), time);
};

const closingWords = (to: LocalTime, now: LocalTime): string => {
  const isTonight = to.day === now.day + 1 && to.minute <= NIGHT_ENDS && to.minute <= now.minute;
  return isTonight ? hoursWords.today(clockWords(to.minute)) : whenWords(to, now);
};

/** Whether any of an opening falls on a day. */
const touches = ({ from, to }: Opening, day: number): boolean => from.day <= day && isBefore({ day, minute: 0 }, to);

/** What is so at one time: the opening that it lies in, or the next one. */
type Standing = { readonly kind: 'open' | 'closed'; readonly opening: Opening; readonly isOffToday: boolean };

/** Undefined where nothing opens in all the days ahead. */
const standingAt = (calendar: Calendar, now: LocalTime): Standing | undefined => {
  let isOffToday = true;
  for (const opening of openingsFrom(calendar, now.day)) {
    isOffToday &&= !touches(opening, now.day);
    if (!isBefore(now, opening.to)) continue;
    return { kind: isBefore(now, opening.from) ? 'closed' : 'open', opening, isOffToday };
  }
  return undefined;
};

const isAlways = ({ kind, opening }: Standing, now: LocalTime): boolean => kind === 'open' && opening.to.day >= now.day + WEEK_AND_A_DAY;

const wordsFor = (standing: Standing, now: LocalTime): string => {
  const { kind, opening, isOffToday } = standing;
  if (isAlways(standing, now)) return hoursWords.always;
  if (kind === 'open') return hoursWords.open(closingWords(opening.to, now));
  const next = whenWords(opening.from, now);
  return isOffToday ? hoursWords.closedToday(next) : hoursWords.closed(next);
};

/**
 * The first time after `now` at which the state or its words differ. Words change at midnights, of which only the next one and those of
 * the last week can matter, and when a close in the small hours is less than a day off.
 */
const nextChange = (standing: Standing, now: LocalTime, calendar: Calendar): LocalTime => {
  const { kind, opening } = standing;
  const end = kind === 'open' ? opening.to : opening.from;
  const text = wordsFor(standing, now);
  const first = Math.max(now.day + 1, end.day - WEEK_AND_A_DAY);
  const lastNights = Array.from({ length: Math.max(0, end.day - first + 1) }, (_, night) => ({ day: first + night, minute: 0 }));
  const dayBefore = { day: end.day - 1, minute: end.minute };
  const times = [{ day: now.day + 1, minute: 0 }, ...lastNights, ...(isBefore(now, dayBefore) ? [dayBefore] : [])];
  const differs = (time: LocalTime): boolean => {
    const then = standingAt(calendar, time);
    return then?.kind !== kind || wordsFor(then, time) !== text;
  };
  return times.sort((a, b) => (isBefore(a, b) ? -1 : 1)).find(time => isBefore(time, end) && differs(time)) ?? end;
};

const stateIn = (calendar: Calendar, at: Date, never: string): OpenState => {
  const now = londonTime(at);
  const standing = standingAt(calendar, now);
  if (!standing) return { open: false, text: never, nextChange: null };
  const open = standing.kind === 'open';
  const text = wordsFor(standing, now);
  // As far as the days go it never closes.
  if (open && standing.opening.to.day >= now.day + calendar.ahead) return { open, text, nextChange: null };
  return { open, text, nextChange: instantOf(nextChange(standing, now, calendar)).toISOString() };
};

/**
 * Whether it is open at an instant, in words, and when the words are next to be made anew: exactly, over midnight, dates that differ from
 * the week, and both clock changes. `nextChange` is null for what neither opens nor closes in the next 400 days.
 */
export const openStateOn = (days: OpeningDays, at: Date): OpenState =>
  stateIn({ days, ahead: YEAR_AND_A_MONTH }, at, hoursWords.untilNotice);

/** The same for a week that repeats, of which eight days tell all. 100,000 and more a second (`npm run bench nearest`). */
export const openState = (spans: readonly WeeklySpan[], at: Date): OpenState =>
  stateIn({ days: weekly(spans), ahead: WEEK_AND_A_DAY }, at, hoursWords.never);
