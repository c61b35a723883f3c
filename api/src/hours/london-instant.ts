import { instantOf } from './london-clock.ts';

const DAY_MS = 86_400_000;
const DATE = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\/(\d{1,2})\/(\d{4}))$/;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/;

/** "2026-04-01" of itself and of "1/4/2026", as spreadsheets here write it; undefined for what is no day of the calendar. */
export const readDate = (text: string): string | undefined => {
  const [, isoYear, isoMonth, isoDay, day = isoDay, month = isoMonth, year = isoYear] = DATE.exec(text) ?? [];
  if (!year || !month || !day) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : undefined;
};

/** Minutes from midnight of "9:30"; undefined for what is no time of day. */
export const readMinute = (text: string): number | undefined => {
  const [, hour, minute] = TIME.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
};

/** The instant at which the clocks in London show a minute of a day, ISO 8601 in UTC. `date` is YYYY-MM-DD. */
export const londonInstant = (date: string, minute: number): string =>
  instantOf({ day: Date.parse(`${date}T00:00:00Z`) / DAY_MS, minute }).toISOString();

/** The instant of a date and a time without a zone, which are London's: "2026-04-01 09:30", "1/4/2026 9:30". Undefined for anything else. */
export const readLondonInstant = (text: string): string | undefined => {
  const [dateText = '', timeText = '', ...more] = text.trim().split(/[T ]+/);
  const date = readDate(dateText);
  const minute = readMinute(timeText);
  return date !== undefined && minute !== undefined && more.length === 0 ? londonInstant(date, minute) : undefined;
};
