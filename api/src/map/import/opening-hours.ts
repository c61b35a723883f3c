import { WeeklySpan } from '@dtp/contract/hours.ts';
import { z } from 'zod';
import { spanFaults } from '../../hours/span-faults.ts';
import { readTimes } from '../../hours/times-text.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_COLUMN = /^(mon|tue|wed|thu|fri|sat|sun)(day|s|sday|nesday|r|rs|rsday|urday)?(staffed|opening|open)?(hours|times?)?$/;

/** The day of the week, 1 Monday to 7 Sunday, that a column of opening hours is about, by its plain name: "Monday staffed hours". */
export const dayOf = (plainName: string): number | undefined => {
  const found = DAY_COLUMN.exec(plainName)?.[1];
  return found === undefined ? undefined : DAYS.indexOf(found) + 1;
};

const Week = z.array(WeeklySpan).max(50);

/** Spans of a week that can be shown; undefined for what is none or contradicts itself. */
export const readWeek = (value: unknown): WeeklySpan[] | undefined => {
  const week = Week.safeParse(value);
  return week.success && week.data.length > 0 && spanFaults(week.data).length === 0 ? week.data : undefined;
};

/**
 * The hours of a week from the texts of its days. Undefined when no day says anything, or one cannot be read: half a week would send people
 * to closed doors.
 */
export const weekOf = (texts: ReadonlyMap<number, string>): WeeklySpan[] | undefined => {
  const spans: WeeklySpan[] = [];
  for (const [day, text] of [...texts].sort(([a], [b]) => a - b)) {
    const times = readTimes(text.trim());
    if (!times) return undefined;
    spans.push(...times.map(one => ({ day, ...one })));
  }
  return readWeek(spans);
};
