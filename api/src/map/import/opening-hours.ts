import { WeeklySpan } from '@dtp/contract/hours.ts';
import { z } from 'zod';
import { spanFaults } from '../../hours/span-faults.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_COLUMN = /^(mon|tue|wed|thu|fri|sat|sun)(day|s|sday|nesday|r|rs|rsday|urday)?(staffed|opening|open)?(hours|times?)?$/;

/** The day of the week, 1 Monday to 7 Sunday, that a column of opening hours is about, by its plain name: "Monday staffed hours". */
export const dayOf = (plainName: string): number | undefined => {
  const found = DAY_COLUMN.exec(plainName)?.[1];
  return found === undefined ? undefined : DAYS.indexOf(found) + 1;
};

type Times = Pick<WeeklySpan, 'opens' | 'closes'>;

const TIME = String.raw`(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?`;
const SPAN = new RegExp(String.raw`^${TIME}\s*(?:-|–|—|to|until)\s*${TIME}$`, 'i');

/** "9am", "09:30", "1.30pm" as 24-hour time; undefined for what is none. */
const clockTime = (hour: string | undefined, minute = '00', half: string | undefined): string | undefined => {
  const typed = Number(hour);
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hours = half === undefined ? typed : (typed % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
};

const timesOf = (text: string): Times | undefined => {
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = SPAN.exec(text) ?? [];
  if (fromHour === undefined) return undefined;
  const opens = clockTime(fromHour, fromMinute, fromHalf);
  const closes = clockTime(toHour, toMinute, toHalf);
  return opens && closes ? { opens, closes: closes === '00:00' ? '24:00' : closes } : undefined;
};

/** The times of one day: "10:00-13:00, 14:00-16:30"; none for an empty text or "closed". Undefined for what cannot be read. */
const dayTimes = (text: string): readonly Times[] | undefined => {
  if (/^(closed|none|n\/a|-|)$/i.test(text)) return [];
  if (/^(24 ?hours|open 24 hours|all day)$/i.test(text)) return [{ opens: '00:00', closes: '24:00' }];
  const times = text.split(/[,;/&]|\band\b/i).map(part => timesOf(part.trim()));
  return times.every(one => one !== undefined) ? times : undefined;
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
    const times = dayTimes(text.trim());
    if (!times) return undefined;
    spans.push(...times.map(one => ({ day, ...one })));
  }
  return readWeek(spans);
};
