import type { PlaceSuggestion } from '@dtp/contract/places.ts';
import type { AddressRepository, AddressRow } from './address-repository.ts';
import { suggestionWords } from './messages.ts';
import type { StreetIndex } from './street-index.ts';
import { readTypedAddress, type TypedAddress } from './street-words.ts';
import type { Suggested } from './suggest.ts';
import { fold } from './towns.ts';

export type AddressSuggester = (typed: string, limit: number) => Promise<Suggested>;

/** Fewer letters than this begin most streets there are. */
const SHORTEST = 3;
/** A number is looked for in the best few streets: "12 church st" fits hundreds. */
const STREETS_WITH_NUMBER = 24;
/** Houses of one name that may have to be looked through for the street that was typed too. */
const HOUSES_OF_A_NAME = 200;
/** Words of a house's name, at most, where its street follows. */
const LONGEST_NAME = 4;

const NONE: Suggested = { items: [], total: 0 };

const asSuggestion = ({ uprn, label, postcode }: AddressRow): PlaceSuggestion[] =>
  label === null ? [] : [{ kind: 'address', label, detail: postcode ?? suggestionWords.address, postcode, uprn }];

/** Whether each typed word begins a word of the label. */
const hasWords = (label: string, words: readonly string[]): boolean => {
  const own = fold(label).split(' ');
  return words.every(word => own.some(one => one.startsWith(word)));
};

/** Those in the part of a building that was typed, where there are such. */
const inPart = (rows: readonly AddressRow[], part: string | null): readonly AddressRow[] => {
  const wanted = part === null ? [] : rows.filter(({ label }) => label !== null && `${fold(label)} `.startsWith(`${part} `));
  return wanted.length > 0 ? wanted : rows;
};

/** How far a house's number goes beyond the one typed: not at all, by a letter, or by more digits. */
const beyondNumber = (row: AddressRow, typed: string): number => {
  const rest = row.number?.slice(typed.length) ?? '';
  return rest === '' ? 0 : /^\d/.test(rest) ? 2 : 1;
};

/** Type-ahead over a gazetteer: "12 high st bel", "high street belper", "hometay house". Addresses without a label are never offered. */
export const createAddressSuggester = (addresses: AddressRepository, streets: StreetIndex): AddressSuggester => {
  /** Each number in every street before longer ones. */
  const numbered = async ({ number, part, words }: TypedAddress, limit: number): Promise<Suggested> => {
    if (words.length === 0 || number === null) return NONE;
    const { items: found } = streets.find(words, STREETS_WITH_NUMBER);
    const most = part === null ? limit : HOUSES_OF_A_NAME;
    const rows = await Promise.all(found.map(async ({ usrn }) => inPart(await addresses.inStreet(usrn, number, most), part)));
    const items = rows
      .flat()
      .sort((a, b) => beyondNumber(a, number) - beyondNumber(b, number))
      .flatMap(asSuggestion);
    return { items: items.slice(0, limit), total: items.length };
  };

  /** "hometay house" as far as it is typed, or whole with the beginning of its street behind it. */
  const houses = async ({ part, words }: TypedAddress, limit: number): Promise<readonly AddressRow[]> => {
    const name = words.join(' ');
    const begun = await addresses.named(name, part === null ? limit : HOUSES_OF_A_NAME);
    if (begun.length > 0) return inPart(begun, part).slice(0, limit);
    for (let length = Math.min(LONGEST_NAME, words.length - 1); length > 1; length--) {
      const whole = words.slice(0, length).join(' ');
      const rest = words.slice(length);
      const rows = (await addresses.named(whole, HOUSES_OF_A_NAME)).filter(
        row => row.name === whole && row.label !== null && hasWords(row.label, rest),
      );
      if (rows.length > 0) return inPart(rows, part).slice(0, limit);
    }
    return [];
  };

  const named = async (asked: TypedAddress, limit: number): Promise<Suggested> => {
    if (asked.words.join('').length < SHORTEST) return NONE;
    const found = asked.part === null ? streets.find(asked.words, limit) : { items: [], total: 0 };
    // A long road may have several numbers of its own, all of one name.
    const labels = new Set(found.items.map(({ label }) => label));
    const items: PlaceSuggestion[] = [...labels].map(label => ({
      kind: 'street',
      label,
      detail: suggestionWords.street,
      postcode: null,
      uprn: null,
    }));
    const named = (await houses(asked, limit)).flatMap(asSuggestion);
    return { items: [...items, ...named].slice(0, limit), total: found.total + named.length };
  };

  return async (typed, limit) => {
    if (streets.size === 0) return NONE;
    const asked = readTypedAddress(typed);
    return asked.number === null ? named(asked, limit) : numbered(asked, limit);
  };
};
