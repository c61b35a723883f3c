import type { HolidayKnowledge } from '@dtp/contract/contact.ts';
import type { HolidayBook } from '../hours/holidays.ts';
import { londonDay, londonDayIn } from '../http/clock.ts';
import { holidayWarnings } from './messages.ts';

/** How far ahead the list of bank holidays should reach: half a year, so that an editor has time to renew it. */
const ENOUGH_DAYS = 180;

/** What the answers know of bank holidays at an instant, with a warning where the list was not renewed or is running out. */
export const holidayKnowledge = (holidays: HolidayBook, at: Date): HolidayKnowledge => {
  const feed = holidays.feed();
  const knownUntil = holidays.dates().at(-1) ?? null;
  const checkedOn = feed
    ? londonDay(new Date(feed.lastTriedAt !== null && feed.fault === null ? feed.lastTriedAt : feed.importedAt))
    : null;
  const warning = (): string | null => {
    if (knownUntil === null) return holidayWarnings.none;
    if (feed && feed.fault !== null) return holidayWarnings.fault(feed.fault, londonDay(new Date(feed.importedAt)));
    const enough = londonDayIn(ENOUGH_DAYS, at);
    return knownUntil < enough ? holidayWarnings.ending(knownUntil) : null;
  };
  return { knownUntil, checkedOn, warning: warning() };
};
