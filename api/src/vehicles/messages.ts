import { clockWords } from '../hours/hours-messages.ts';
import { londonTime } from '../hours/london-clock.ts';
import { londonDay, longDay } from '../http/clock.ts';

/** The words of the vehicles service: plain, short, sentence case. */

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "today at 5.40am", "yesterday at 11pm", "on 22 November 2026 at 5.40am", as people in London would say it `now`. */
const whenWords = (at: Date, now: Date): string => {
  const then = londonTime(at);
  const time = clockWords(then.minute);
  const days = londonTime(now).day - then.day;
  if (days === 0) return `today at ${time}`;
  return days === 1 ? `yesterday at ${time}` : `on ${longDay(londonDay(at))} at ${time}`;
};

export const vehicleWords = {
  disclaimer:
    'Positions come from equipment in the gritters. They are shown with a delay and may be wrong or missing. A road that has been treated can still be icy: drive to the conditions.',
  near: (place: string) => `near ${place}`,
  treated: (street: string, at: Date, now: Date) => `${capitalised(street)} was last treated ${whenWords(at, now)}.`,
  notTreated: (street: string, since: Date) =>
    `We have no record of ${street} being treated since ${longDay(londonDay(since))}. Most smaller roads are not on a gritting route.`,
  noGritters: 'We do not get the positions of any gritters yet, so we cannot say when a street was treated.',
  noStreet: (place: string) => `We do not know the streets around ${place} yet, so we cannot say when they were treated.`,
  tooWide: (place: string) => `${place} has many streets. Enter a street and its town, or a whole postcode.`,
  tooRough: (postcode: string) => `We only know roughly where ${postcode} is. Enter a street and its town instead.`,
  sample: 'This is a made-up example.',
  oneOf: 'or near should be given: a postcode or a street',
  notBoth: 'and near cannot both be given',
  unknownAuthority: 'is not the id of a partner',
  unknownVehicle: 'There is no vehicle with this id.',
} as const;

/** Why a position is not taken; each completes the sentence "<path> …". */
export const refusalWords = {
  notAnObject: 'should be an object',
  missing: 'is missing',
  unknownField: 'is not a field of a position',
  unknownVehicle: 'is not the id of a vehicle on record',
  otherAuthority: 'belongs to another authority than the device key',
  future: 'is more than 2 minutes in the future: is the clock of the device right?',
  tooOld: 'is more than 24 hours ago',
  swapped: 'and lng look swapped',
  faraway: 'and lng are more than 20 km outside Derbyshire',
} as const;

/** What a caller of the API is told who may not send, or not so much. The same for every key that does not open. */
export const sendingProblems = {
  unauthorised: { status: 401, title: 'Not authorised', detail: 'Send a valid device key: Authorization: Bearer …' },
  flood: {
    status: 429,
    title: 'Too much at once',
    detail: 'Nothing of this batch was kept. Wait as long as Retry-After says, then send it again.',
  },
  busy: {
    status: 503,
    title: 'Busy',
    detail: 'The record is being written to by something else. Nothing of this batch was kept: send it again in a few seconds.',
  },
  full: { status: 503, title: 'Too many listeners', detail: 'The live stream is full. Try again in a minute, or read /api/v1/vehicles.' },
} as const;
