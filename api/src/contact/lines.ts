import type { ContactPoint } from '@dtp/contract/authorities.ts';
import type { ContactNotice, DatedHoursLine } from '@dtp/contract/contact.ts';
import type { DayHours, WeeklySpan } from '@dtp/contract/hours.ts';
import { datedDay } from '../hours/hours-messages.ts';
import { weekdayOf } from '../hours/london-clock.ts';
import { dayTimesText } from '../hours/week-table.ts';
import type { ExceptionRecord, LineRecord, NoticeRecord } from './record.ts';

/** A service as far as lines are chosen by it. */
export type LineTopic = { readonly id: string; readonly categories: readonly string[] };

/**
 * The lines of one body for a service, or for nothing in particular: those that name the service, else those that name one of its
 * categories, else the general ones, which also stand by where the others have no telephone. A line that is only a backup is never among them.
 */
export const linesFor = (ofBody: readonly LineRecord[], topic: LineTopic | null): readonly LineRecord[] => {
  const general = ofBody.filter(line => line.role === 'general');
  if (topic === null) return general;
  const named = ofBody.filter(line => line.role === 'topic' && line.services.some(id => id === topic.id));
  const inCategory = ofBody.filter(line => line.role === 'topic' && line.categories.some(id => topic.categories.includes(id)));
  const own = named.length > 0 ? named : inCategory;
  return own.some(line => line.phone !== null) ? own : [...own, ...general];
};

/** Digits alone, so that "01629 533190" and "(01629) 533 190" are one number. */
export const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

/** What to dial for text relay: the Relay UK prefix and the number (relayuk.bt.com, "Make a call"). Null for what is no telephone number. */
export const relayOf = (phone: string | null): string | null =>
  phone === null ? null : `18001 ${phone.trim().replace(/^\+44\s*(\(0\))?\s*/, '0')}`;

/** A line as an answer of the A to Z names it. */
export const contactPointOf = ({ title, phone, formUrl, source, verifiedOn }: LineRecord): ContactPoint => ({
  label: title,
  phone,
  url: formUrl,
  source,
  verifiedOn,
});

/** A notice is in force from its beginning until just before its end. `at` is an ISO 8601 instant in UTC. */
export const noticesAt = (notices: readonly NoticeRecord[], line: string, at: string): readonly ContactNotice[] =>
  notices
    .filter(notice => notice.lines.some(id => id === line) && notice.from <= at && (notice.until === null || at < notice.until))
    .map(({ text, until }) => ({ text, until }));

/** The instants after `at` at which what is said in notices of a line changes. */
export const noticeChanges = (notices: readonly NoticeRecord[], line: string, at: string): readonly string[] =>
  notices
    .filter(notice => notice.lines.some(id => id === line))
    .flatMap(({ from, until }) => [from, until])
    .filter(instant => instant !== null)
    .filter(instant => instant > at);

/** What a line does on the days that differ: the holidays on record by date, and its own exceptions, which count before them. */
export type DatedFacts = {
  readonly line: LineRecord;
  readonly exceptions: readonly ExceptionRecord[];
  readonly holidays: readonly { readonly date: string; readonly title: string }[];
};

const DAY_MS = 86_400_000;

const dated = (date: string, hours: readonly DayHours[], reason: string | null): DatedHoursLine => ({
  date,
  day: datedDay(Date.parse(date) / DAY_MS),
  times: dayTimesText(hours),
  reason,
});

/** What a week says of the weekday of a date. */
const usualTimes = (week: readonly WeeklySpan[], date: string): string => {
  const weekday = weekdayOf(Date.parse(date) / DAY_MS);
  return dayTimesText(week.filter(({ day }) => day === weekday));
};

/** The dates from `first` to `last` (YYYY-MM-DD, both included) on which a line keeps other hours than its week, in order. */
export const datedHours = ({ line, exceptions, holidays }: DatedFacts, first: string, last: string): readonly DatedHoursLine[] => {
  const titles = new Map(holidays.map(({ date, title }) => [date, title]));
  const byDate = new Map<string, DatedHoursLine>();
  const { holidayRule: rule, week } = line;
  if (rule.kind !== 'as-usual' && week !== null)
    for (const { date, title } of holidays) {
      const line = dated(date, rule.kind === 'hours' ? rule.hours : [], title);
      if (line.times !== usualTimes(week, date)) byDate.set(date, line);
    }
  for (const { date, hours, reason } of exceptions) byDate.set(date, dated(date, hours, reason ?? titles.get(date) ?? null));
  return [...byDate.values()].filter(({ date }) => first <= date && date <= last).sort((a, b) => (a.date < b.date ? -1 : 1));
};
