import { LANGUAGE } from './messages.ts';

/** A calendar date as people write it: `2026-03-04` → `4 March 2026`. Read and written in UTC, so that no zone moves it by a day. */
export const longDate = (date: string): string =>
  new Date(date).toLocaleDateString(LANGUAGE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
