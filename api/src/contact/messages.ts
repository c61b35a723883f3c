import { longDay } from '../http/clock.ts';

/** What is said of a line beside its own words. */
export const contactWords = {
  maybe: (because: string, body: string) => `${because} We do not know yet whether ${body} does this. They may know who does.`,
} as const;

/** What is said of the list of bank holidays, where it may be wrong. */
export const holidayWarnings = {
  none: 'Bank holidays are not on record, so hours on those days may be wrong.',
  fault: (why: string, since: string) =>
    `The list of bank holidays could not be renewed. ${why} Hours use the list of ${longDay(since)}, so hours on bank holidays may be wrong.`,
  ending: (last: string) => `Bank holidays are known until ${longDay(last)} only. Hours on later ones may be wrong.`,
} as const;
