import { z } from 'zod';

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * A span of a week in Europe/London. `day`: 1 Monday to 7 Sunday (ISO 8601), the day it begins on. It passes midnight where `closes` is not
 * later than `opens`. "24:00" is the end of the day.
 */
export const WeeklySpan = z
  .object({
    day: z
      .int('should be 1 (Monday) to 7 (Sunday)')
      .min(1, 'should be 1 (Monday) to 7 (Sunday)')
      .max(7, 'should be 1 (Monday) to 7 (Sunday)'),
    opens: z.string().regex(clockTime, 'should be a time such as 09:30'),
    closes: z.string().regex(clockTime, 'should be a time such as 17:00'),
  })
  .meta({ id: 'WeeklySpan' });
export type WeeklySpan = z.infer<typeof WeeklySpan>;

/** Whether something is open at the time of the answer. `nextChange` is the instant at which that, and the words, are no longer right. */
export const OpenState = z
  .object({
    open: z.boolean(),
    text: z.string().describe('In plain words: "Open now, closes 5pm", "Closed, opens Monday 9am"'),
    nextChange: z.iso.datetime().nullable(),
  })
  .meta({ id: 'OpenState' });
export type OpenState = z.infer<typeof OpenState>;

/** Hours of a single date: "09:00" to "12:00". They pass midnight as those of a week do. */
export type DayHours = Pick<WeeklySpan, 'opens' | 'closes'>;

/** What a line does on a bank holiday: closes, keeps to its week, or has hours of its own. */
export type HolidayRule =
  | { readonly kind: 'closed' }
  | { readonly kind: 'as-usual' }
  | { readonly kind: 'hours'; readonly hours: readonly DayHours[] };
