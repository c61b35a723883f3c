import type { WeeklySpan } from '@dtp/contract/hours.ts';
import { clockWords, dayName, hoursWords } from './hours-messages.ts';
import { type DaySpan, daySpan } from './opening-days.ts';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const words = ({ day, ...times }: WeeklySpan): string => {
  const { opens, closes } = daySpan({ day, ...times });
  return `${dayName(day)} ${hoursWords.span(clockWords(opens), clockWords(closes))}`;
};

/** In minutes from Monday's midnight; one that runs into the next week goes past the end of this. */
const inWeek = (span: WeeklySpan): DaySpan => {
  const { opens, closes } = daySpan(span);
  const start = (span.day - 1) * DAY_MINUTES;
  return { opens: start + opens, closes: start + closes };
};

const overlap = (a: DaySpan, b: DaySpan): boolean =>
  [-WEEK_MINUTES, 0, WEEK_MINUTES].some(shift => a.opens < b.closes + shift && b.opens + shift < a.closes);

const faultOf = ({ day, opens, closes }: WeeklySpan): string | null => {
  if (opens === closes) return hoursWords.noLength(dayName(day), opens);
  return opens === '24:00' ? hoursWords.opensAtEnd(dayName(day)) : null;
};

/** What is wrong with the spans of a week, each fault as a sentence without a full stop; empty when nothing is. */
export const spanFaults = (spans: readonly WeeklySpan[]): readonly string[] => {
  const own = spans.flatMap(span => faultOf(span) ?? []);
  const sound = spans.filter(span => faultOf(span) === null);
  const pairs = sound.flatMap((one, at) =>
    sound
      .slice(at + 1)
      .filter(other => overlap(inWeek(one), inWeek(other)))
      .map(other => hoursWords.overlap(words(one), words(other))),
  );
  return [...own, ...pairs];
};

/** The same for the hours of a single date, which may pass its midnight. */
export const dayFaults = (hours: readonly Pick<WeeklySpan, 'opens' | 'closes'>[]): readonly string[] => {
  const own = hours.flatMap(({ opens, closes }) => {
    if (opens === closes) return hoursWords.sameTime(opens);
    return opens === '24:00' ? hoursWords.opensAtEndOfDay : [];
  });
  if (own.length > 0) return own;
  const spans = hours.map(({ opens, closes }) => daySpan({ day: 1, opens, closes }));
  const named = ({ opens, closes }: DaySpan) => hoursWords.span(clockWords(opens), clockWords(closes));
  return spans.flatMap((one, at) =>
    spans
      .slice(at + 1)
      .filter(other => one.opens < other.closes && other.opens < one.closes)
      .map(other => hoursWords.overlap(named(one), named(other))),
  );
};
