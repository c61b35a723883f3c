import type { WeeklySpan } from '@dtp/contract/hours.ts';
import { weekdayOf } from './london-clock.ts';

const DAY_MINUTES = 1440;

/** Open from `opens` until just before `closes`, in minutes from midnight of the day it begins on; past 1440 is the next day. */
export type DaySpan = { readonly opens: number; readonly closes: number };

/**
 * When something is open, by calendar day as `london-clock.ts` counts them: the spans that begin on that day. Rules ask it alone, so a week that repeats
 * and one in which some dates differ are the same to them.
 */
export type OpeningDays = (day: number) => readonly DaySpan[];

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A span of the contract in minutes. It passes midnight where it closes no later than it opens. */
export const daySpan = ({ opens, closes }: WeeklySpan): DaySpan => {
  const from = minuteOf(opens);
  const to = minuteOf(closes);
  return { opens: from, closes: to > from ? to : to + DAY_MINUTES };
};

/** Spans in order, those that touch or overlap made one. */
export const joined = (spans: readonly DaySpan[]): DaySpan[] => {
  const all: DaySpan[] = [];
  for (const span of spans.toSorted((a, b) => a.opens - b.opens)) {
    const last = all.at(-1);
    if (last && span.opens <= last.closes) all[all.length - 1] = { opens: last.opens, closes: Math.max(last.closes, span.closes) };
    else all.push(span);
  }
  return all;
};

/** The spans that begin on each weekday, Monday first. */
export const spansByWeekday = (spans: readonly WeeklySpan[]): DaySpan[][] =>
  [1, 2, 3, 4, 5, 6, 7].map(weekday => joined(spans.filter(span => span.day === weekday).map(daySpan)));

const NONE: readonly DaySpan[] = [];
/** By the list that a caller holds: an answer asks the same list many times. */
const weeks = new WeakMap<readonly WeeklySpan[], readonly (readonly DaySpan[])[]>();

/** The same week, every week. */
export const weekly = (spans: readonly WeeklySpan[]): OpeningDays => {
  let week = weeks.get(spans);
  if (!week) {
    week = spansByWeekday(spans);
    weeks.set(spans, week);
  }
  const days = week;
  return day => days[weekdayOf(day) - 1] ?? NONE;
};
