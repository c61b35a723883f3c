import { fold } from './towns.ts';

/** How people shorten the kinds of street, and the words in their names. */
const SHORT_FORMS: Readonly<Record<string, readonly string[]>> = {
  ave: ['avenue'],
  av: ['avenue'],
  bldgs: ['buildings'],
  blvd: ['boulevard'],
  cl: ['close'],
  cres: ['crescent'],
  crt: ['court'],
  ct: ['court'],
  dr: ['drive'],
  gdns: ['gardens'],
  gr: ['grove', 'green'],
  gt: ['great'],
  hse: ['house'],
  ln: ['lane'],
  mt: ['mount'],
  pde: ['parade'],
  pk: ['park'],
  pl: ['place'],
  rd: ['road'],
  sq: ['square'],
  st: ['street', 'saint'],
  ter: ['terrace'],
  wlk: ['walk'],
};

/** Words before a number that tell a part of a building: "flat 3 12 high street". */
const PARTS = new Set(['flat', 'apartment', 'apt', 'unit', 'room', 'suite']);

/** A typed word as the words it may stand for: itself first. "st" is a street, a saint, or the beginning of Station. */
export const wordForms = (word: string): readonly string[] => [
  word,
  ...(Object.hasOwn(SHORT_FORMS, word) ? (SHORT_FORMS[word] ?? []) : []),
];

/** A typed address taken apart. `number` is the last one typed before the street ("12", "12a"); null where there is none. */
export type TypedAddress = {
  readonly part: string | null;
  readonly number: string | null;
  readonly words: readonly string[];
  /** All of it, in small letters without marks. */
  readonly whole: string;
};

const NUMBER = /^\d{1,4}[a-z]?$/;

/** "Flat 3, 12 High St, Bel" as part "flat 3", number "12", words "high", "st", "bel". */
export const readTypedAddress = (typed: string): TypedAddress => {
  const whole = fold(typed);
  let rest = whole === '' ? [] : whole.split(' ');
  let part: string | null = null;
  if (rest.length > 1 && PARTS.has(rest[0] ?? '')) {
    part = rest.slice(0, 2).join(' ');
    rest = rest.slice(2);
  }
  let number: string | null = null;
  while (rest.length > 0 && NUMBER.test(rest[0] ?? '')) {
    number = rest[0] ?? null;
    rest = rest.slice(1);
  }
  return { part, number, words: rest, whole };
};
