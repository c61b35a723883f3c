import type { DayHours } from '@dtp/contract/hours.ts';

const TIME = String.raw`(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?`;
const SPAN = new RegExp(String.raw`^${TIME}\s*(?:-|–|—|to|until)\s*${TIME}$`, 'i');

/** "9am", "09:30", "1.30pm" as 24-hour time; undefined for what is none. "25:00" is read as it stands. */
const clockTime = (hour: string | undefined, minute = '00', half: string | undefined): string | undefined => {
  const typed = Number(hour);
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hours = half === undefined ? typed : (typed % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
};

/** "9-5" may be meant as nine to five, or as the night that it says: what passes midnight has to be plain, as "22:00-02:00" and "10pm-2am" are. */
const timesOf = (text: string): DayHours | undefined => {
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = SPAN.exec(text) ?? [];
  if (fromHour === undefined) return undefined;
  const opens = clockTime(fromHour, fromMinute, fromHalf);
  const closes = clockTime(toHour, toMinute, toHalf);
  if (!opens || !closes) return undefined;
  if (closes === '00:00' && opens !== '00:00') return { opens, closes: '24:00' };
  const isPlain = (fromHalf ?? fromHour.length === 2) && (toHalf ?? toHour?.length === 2);
  return closes < opens && !isPlain ? undefined : { opens, closes };
};

/**
 * The hours of one day as people and systems write them: "10:00-13:00, 14:00-16:30"; none for an empty text or "closed". Undefined for what
 * cannot be read. Whether they are times of a day, and make sense together, is for `span-faults.ts` and the record's schema to say.
 */
export const readTimes = (text: string): readonly DayHours[] | undefined => {
  if (/^(closed|none|n\/a|-|)$/i.test(text)) return [];
  if (/^(24 ?hours|open 24 hours|all day)$/i.test(text)) return [{ opens: '00:00', closes: '24:00' }];
  const times = text.split(/[,;/&]|\band\b/i).map(part => timesOf(part.trim()));
  return times.every(one => one !== undefined) ? times : undefined;
};

/** The same hours as text that `readTimes` reads as them: "10:00-13:00, 14:00-16:30", "closed". */
export const timesText = (hours: readonly DayHours[]): string =>
  hours.length === 0 ? 'closed' : hours.map(({ opens, closes }) => `${opens}-${closes}`).join(', ');
