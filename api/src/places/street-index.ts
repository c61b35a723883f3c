import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StreetRow } from './address-repository.ts';
import { plainCase, streetLabel } from './street-names.ts';
import { wordForms } from './street-words.ts';
import { fold } from './towns.ts';

/** A street as it is offered. */
export type StreetEntry = { readonly usrn: string; readonly name: string; readonly label: string };

/** Finds streets by the words of their names, localities and towns. */
export type StreetIndex = {
  readonly size: number;
  /** Streets in which each word begins a word, best first. A word of four letters or more that begins none may have one slip in it. */
  find(words: readonly string[], limit: number): { readonly items: readonly StreetEntry[]; readonly total: number };
};

const SLICE = 1000;
/** Shorter words have too many neighbours, and are typed on in a moment. */
const SHORTEST_WITH_SLIP = 4;

/** A word found in a street: whole or begun, in its name or in where it is; the lower the better. */
const NAME_WHOLE = 0;
const NAME_BEGUN = 1;
const PLACE = 2;
/** With a slip in it: the whole word in the name, its beginning, or a word of the place. */
const SLIP_WHOLE = 3;
const SLIP_BEGUN = 4;
const SLIP_PLACE = 5;

type Posting = { readonly street: number; readonly isName: boolean };

/** Whether `word`, or a word that `word` begins, is `typed` with at most one letter wrong, missing, added or exchanged with the next. */
export const isOneSlipOff = (typed: string, word: string): boolean => {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at++;
  if (at === typed.length) return true;
  const begins = (rest: string, from: number) => word.startsWith(rest, from);
  return (
    begins(typed.slice(at + 1), at + 1) ||
    begins(typed.slice(at + 1), at) ||
    begins(typed.slice(at), at + 1) ||
    (typed[at] === word[at + 1] && typed[at + 1] === word[at] && begins(typed.slice(at + 2), at + 2))
  );
};

/** The first place in a sorted list whose word is not before `wanted`. */
const firstFrom = (sorted: readonly string[], wanted: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Words = { readonly sorted: readonly string[]; readonly postings: ReadonlyMap<string, readonly Posting[]> };

/** Streets that have a word, by how well it fits. */
const streetsWith = ({ sorted, postings }: Words, typed: string): Map<number, number> => {
  const found = new Map<number, number>();
  const take = (word: string, cost: (posting: Posting) => number) => {
    for (const posting of postings.get(word) ?? []) {
      const known = found.get(posting.street);
      const fresh = cost(posting);
      if (known === undefined || fresh < known) found.set(posting.street, fresh);
    }
  };
  for (const form of wordForms(typed))
    for (let at = firstFrom(sorted, form); at < sorted.length; at++) {
      const word = sorted[at] ?? '';
      if (!word.startsWith(form)) break;
      take(word, ({ isName }) => (isName ? (word === form ? NAME_WHOLE : NAME_BEGUN) : PLACE));
    }
  if (found.size > 0 || typed.length < SHORTEST_WITH_SLIP) return found;
  // The first letter is seldom the wrong one, and looking only among its words keeps this cheap.
  const initial = typed.charAt(0);
  for (let at = firstFrom(sorted, initial); at < sorted.length; at++) {
    const word = sorted[at] ?? '';
    if (!word.startsWith(initial)) break;
    if (!isOneSlipOff(typed, word)) continue;
    const isWhole = word.length <= typed.length + 1;
    take(word, ({ isName }) => (isName ? (isWhole ? SLIP_WHOLE : SLIP_BEGUN) : SLIP_PLACE));
  }
  return found;
};

/** Streets that have every word, with the sum of how well each fits. */
const streetsWithAll = (index: Words, words: readonly string[]): Map<number, number> => {
  let all: Map<number, number> | undefined;
  for (const word of words) {
    const found = streetsWith(index, word);
    const before = all;
    all = before
      ? new Map([...before].flatMap(([street, cost]) => (found.has(street) ? [[street, cost + (found.get(street) ?? 0)]] : [])))
      : found;
    if (all.size === 0) return all;
  }
  return all ?? new Map();
};

type Entry = StreetEntry & { readonly words: number };

/** The best few of many, without sorting them all. */
const bestOf = (entries: readonly Entry[], costs: ReadonlyMap<number, number>, limit: number): Entry[] => {
  const order = (a: number, b: number): number => {
    const [first, second] = [entries[a], entries[b]];
    const byCost = (costs.get(a) ?? 0) - (costs.get(b) ?? 0);
    return byCost || (first?.words ?? 0) - (second?.words ?? 0) || ((first?.label ?? '') < (second?.label ?? '') ? -1 : 1);
  };
  const best: number[] = [];
  for (const street of costs.keys()) {
    if (best.length >= limit && order(street, best.at(-1) ?? street) >= 0) continue;
    const at = best.findIndex(other => order(street, other) < 0);
    best.splice(at < 0 ? best.length : at, 0, street);
    if (best.length > limit) best.pop();
  }
  return best.flatMap(street => entries[street] ?? []);
};

/** Builds the index a slice at a time, so that requests have their turns meanwhile. */
export const buildStreetIndex = async (pages: AsyncIterable<readonly StreetRow[]>): Promise<StreetIndex> => {
  const entries: Entry[] = [];
  const postings = new Map<string, Posting[]>();
  const add = (text: string, street: number, isName: boolean): number => {
    const words = new Set(fold(text).split(' '));
    words.delete('');
    for (const word of words) {
      const known = postings.get(word);
      if (known) known.push({ street, isName });
      else postings.set(word, [{ street, isName }]);
    }
    return words.size;
  };
  for await (const page of pages)
    for (const { usrn, name, locality, town } of page) {
      const street = entries.length;
      const words = add(name, street, true);
      add(`${locality ?? ''} ${town ?? ''}`, street, false);
      entries.push({ usrn, name: plainCase(name), label: streetLabel({ name, locality, town }), words });
      if (street % SLICE === SLICE - 1) await nextTurn();
    }
  const sorted = [...postings.keys()].sort();
  const index = { sorted, postings };
  return {
    size: entries.length,
    find: (words, limit) => {
      const costs = streetsWithAll(index, words);
      return { items: bestOf(entries, costs, limit), total: costs.size };
    },
  };
};
