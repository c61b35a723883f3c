import type { DayHours, WeeklySpan } from '@dtp/contract/hours.ts';
import { clockWords, daysWords, hoursWords } from './hours-messages.ts';
import { type DaySpan, daySpan, joined, spansByWeekday } from './opening-days.ts';

/** One line of the table of a week: "Monday to Friday", "9am to 5pm". */
export type HoursLine = { readonly days: string; readonly times: string };

const timesOf = (spans: readonly DaySpan[]): string => {
  if (spans.length === 0) return hoursWords.shut;
  if (spans.some(({ opens, closes }) => opens === 0 && closes >= 1440)) return hoursWords.allDay;
  return hoursWords.spans(spans.map(({ opens, closes }) => hoursWords.span(clockWords(opens), clockWords(closes))));
};

/** A week in words, Monday first; days in a row with the same times are one line, and days without a span are closed. */
export const hoursLines = (spans: readonly WeeklySpan[]): readonly HoursLine[] => {
  const runs: { first: number; last: number; times: string }[] = [];
  for (const [at, day] of spansByWeekday(spans).entries()) {
    const times = timesOf(day);
    const run = runs.at(-1);
    if (run?.times === times) run.last = at + 1;
    else runs.push({ first: at + 1, last: at + 1, times });
  }
  return runs.map(({ first, last, times }) => ({ days: daysWords(first, last), times }));
};

/** The same in one line of text: "Monday to Friday 9am to 5pm; Saturday and Sunday closed". */
export const hoursText = (spans: readonly WeeklySpan[]): string =>
  hoursLines(spans)
    .map(({ days, times }) => `${days} ${times}`)
    .join('; ');

/** The hours of a single date in words: "10am to 2pm", "closed". */
export const dayTimesText = (hours: readonly DayHours[]): string =>
  timesOf(joined(hours.map(({ opens, closes }) => daySpan({ day: 1, opens, closes }))));
