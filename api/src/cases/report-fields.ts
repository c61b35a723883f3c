import { LONGEST_CASE_WORDS } from '@dtp/contract/cases.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { cleanText } from '@dtp/contract/text.ts';
import { isMailAddress } from '../mail/address.ts';
import { canBeCalled } from '../records/phone.ts';
import { cleanLines, typedLines } from '../records/typed-lines.ts';
import { faults } from './page-messages.ts';
import { readPosition } from './position.ts';

/** What a form brings along: what people type, and what the page gave it. `website` is for nobody to fill in. */
const NAMES = [
  'service',
  'authority',
  'to',
  'postcode',
  'area',
  'place',
  'lat',
  'lng',
  'words',
  'name',
  'email',
  'phone',
  'once',
  'goes',
  'seen',
  'altcha',
  'website',
] as const;
export type FieldName = (typeof NAMES)[number];
export type ReportFields = Readonly<Record<FieldName, string>>;

export type FieldFault = { readonly field: FieldName; readonly message: string };

/** What can be shown back of one field; what is longer was not typed by a person. */
const MOST_SHOWN: Partial<Record<FieldName, number>> = { words: 80_000, altcha: 10_000 };
const MOST_OF_OTHERS = 500;
const LONGEST = { name: 100, place: 300, phone: 40 } as const;

/** The fields of a form or an address, as they can be shown back: without what cannot be typed, and never an error. */
export const readFields = (field: (name: string) => string | undefined): ReportFields => {
  const read = (name: FieldName): string => {
    const text = (field(name) ?? '').slice(0, MOST_SHOWN[name] ?? MOST_OF_OTHERS);
    return name === 'words' ? cleanLines(text) : cleanText(text);
  };
  const fields: Record<FieldName, string> = Object.create(null);
  for (const name of NAMES) fields[name] = read(name);
  return fields;
};

/** The spot that was picked on the map; null where none was, or what came is none. */
export const spotOf = ({ lat, lng }: ReportFields): LatLng | null => readPosition(lat, lng);

const wordsFault = (words: string): string | null => {
  if (words === '') return faults.noWords;
  if (words.length > LONGEST_CASE_WORDS) return faults.wordsTooLong(words.length - LONGEST_CASE_WORDS);
  return typedLines(LONGEST_CASE_WORDS).safeParse(words).success ? null : faults.words;
};

const phoneFault = (phone: string): string | null =>
  phone === '' || (phone.length <= LONGEST.phone && canBeCalled(phone)) ? null : faults.phone;

/** What is wrong with what was typed, in the order of the form; the place is looked at elsewhere. */
export const typingFaults = ({ words, place, name, email, phone }: ReportFields): FieldFault[] => {
  const found: readonly (readonly [FieldName, string | null])[] = [
    ['place', place.length > LONGEST.place ? faults.tooLong(LONGEST.place) : null],
    ['words', wordsFault(words)],
    ['name', name.length > LONGEST.name ? faults.tooLong(LONGEST.name) : null],
    ['email', email === '' || isMailAddress(email) ? null : faults.email],
    ['phone', phoneFault(phone)],
  ];
  return found.flatMap(([field, message]) => (message === null ? [] : [{ field, message }]));
};
