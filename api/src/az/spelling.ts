import type { Work } from './slices.ts';

/** A vocabulary word with how much people want what it stands for; any positive number, larger is likelier. */
export type KnownWord = { word: string; weight: number };

/**
 * Answers the likeliest known word for one that is not known, or null where nothing is near enough or the word is rather the beginning
 * of a known one. `fits` says whether a candidate stands well beside the words around it.
 */
export type Speller = (word: string, fits?: (candidate: string) => boolean) => string | null;

/** Pairs that are heard or seen as one another. */
const SOUND_ALIKE = new Set(
  ['cs', 'ck', 'cq', 'kq', 'sz', 'fv', 'iy', 'ey', 'mn', 'dt', 'bp', 'gj', 'jy', 'uw', 'xz', 'kx', 'fp', 'gk'].flatMap(
    ([a = '', b = '']) => [a + b, b + a],
  ),
);
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const NEXT_KEYS = new Set(KEY_ROWS.flatMap(row => [...row].slice(1).flatMap((key, at) => [key + row.charAt(at), row.charAt(at) + key])));
const isVowel = (letter: string): boolean => 'aeiou'.includes(letter);

const CHEAP = 0.6;
const DOUBLE = 0.4;
/** Letters that are often silent, so often left out or put in. */
const SILENT = 'heugw';

const LETTERS = 26;
const FIRST = 'a'.charCodeAt(0);

const substitution = (a: string, b: string): number => {
  if (a === b) return 0;
  if (isVowel(a) && isVowel(b)) return CHEAP;
  return SOUND_ALIKE.has(a + b) || NEXT_KEYS.has(a + b) ? CHEAP : 1;
};

/** What it costs to read one letter for another, by both letters' positions in the alphabet. */
const SUBSTITUTION = Float64Array.from({ length: LETTERS * LETTERS }, (_, pair) =>
  substitution(String.fromCharCode(FIRST + Math.floor(pair / LETTERS)), String.fromCharCode(FIRST + (pair % LETTERS))),
);

/** Leaving out or adding a letter beside its double, or one that may be silent. */
const omission = (word: string, at: number): number => {
  const letter = word.charAt(at);
  if (letter === word.charAt(at - 1) || letter === word.charAt(at + 1)) return DOUBLE;
  return SILENT.includes(letter) || isVowel(letter) ? 0.7 : 1;
};

const TRANSPOSITION = 0.7;
const LONGEST_WORD = 24;

/** A word of letters a to z as the distance needs it: letters as 0 to 25, and what leaving each out costs. */
type Spelt = { length: number; letters: Uint8Array; omissions: Float64Array; mask: number };

const spelt = (word: string): Spelt => {
  const letters = Uint8Array.from(word, letter => letter.charCodeAt(0) - FIRST);
  return {
    length: word.length,
    letters,
    omissions: Float64Array.from(word, (_, at) => omission(word, at)),
    mask: letters.reduce((mask, letter) => mask | (1 << letter), 0),
  };
};

const newRow = () => new Float64Array(LONGEST_WORD + 1);
const rows = [newRow(), newRow(), newRow()] as const;

/**
 * Weighted Damerau-Levenshtein distance (optimal string alignment), or Infinity once it must exceed `limit`.
 * A slip at the first letter counts half as much again: people get first letters right.
 */
const distanceBetween = (typed: Spelt, known: Spelt, limit: number): number => {
  let [before, last, row]: Float64Array[] = [...rows];
  if (!before || !last || !row) return Number.POSITIVE_INFINITY;
  last[0] = 0;
  for (let j = 1; j <= known.length; j++) last[j] = (last[j - 1] ?? 0) + (known.omissions[j - 1] ?? 1);
  let leastBefore = 0;
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed.letters[i - 1] ?? 0;
    const leaving = typed.omissions[i - 1] ?? 1;
    let least = (last[0] ?? 0) + leaving * (i === 1 ? 1.5 : 1);
    row[0] = least;
    for (let j = 1; j <= known.length; j++) {
      const other = known.letters[j - 1] ?? 0;
      const replaced = (last[j - 1] ?? 0) + (SUBSTITUTION[letter * LETTERS + other] ?? 1) * (i === 1 && j === 1 ? 1.5 : 1);
      const left = (last[j] ?? 0) + leaving;
      const added = (row[j - 1] ?? 0) + (known.omissions[j - 1] ?? 1);
      let cost = Math.min(replaced, left);
      if (added < cost) cost = added;
      if (i > 1 && j > 1 && letter === known.letters[j - 2] && typed.letters[i - 2] === other) {
        const swapped = (before[j - 2] ?? 0) + TRANSPOSITION;
        if (swapped < cost) cost = swapped;
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    // A later transposition can still reach back one row, so that row counts too.
    if (least > limit && leastBefore > limit) return Number.POSITIVE_INFINITY;
    leastBefore = least;
    [before, last, row] = [last, row, before];
  }
  return last[known.length] ?? Number.POSITIVE_INFINITY;
};

/** The distance between two words of letters a to z, at most 24 long; Infinity where it exceeds `limit`. */
export const slipDistance = (typed: string, known: string, limit: number): number => {
  const distance = distanceBetween(spelt(typed), spelt(known), limit);
  return distance > limit ? Number.POSITIVE_INFINITY : distance;
};

/** How far a word of this length may be from what was meant. */
const limitFor = (length: number): number => {
  if (length <= 3) return TRANSPOSITION;
  if (length === 4) return 1;
  if (length <= 6) return 1.5;
  return length <= 8 ? 2 : 2.6;
};

/** What a doubling of a word's weight is worth in slips. */
const WEIGHT_WORTH = 0.08;
/** What standing well beside its neighbours is worth: "bage" is a bag, but "blue bage" a badge. */
const FIT_WORTH = 0.8;
/** An unfinished word: what each missing letter counts. Cheaper than a slip, as whoever stops typing made none. */
const MISSING_LETTER = 0.3;
const LEAST_BEGINNING = 4;

const bits = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
};

type Entry = Spelt & { word: string; bonus: number };

/** The least a word can be away: each letter that only one of them has was replaced or left out, and a double letter is the cheapest to add. */
const leastDistance = (a: Spelt, b: Spelt): number =>
  Math.max(CHEAP * bits(a.mask & ~b.mask), CHEAP * bits(b.mask & ~a.mask), DOUBLE * Math.abs(a.length - b.length));

/** A speller over a vocabulary. Corrects words of three or more letters, without digits or accents. */
export function* createSpeller(vocabulary: readonly KnownWord[]): Work<Speller> {
  const entries: Entry[] = [];
  for (const { word, weight } of vocabulary) {
    if (/^[a-z]{3,24}$/.test(word)) entries.push({ word, bonus: WEIGHT_WORTH * Math.log2(1 + weight), ...spelt(word) });
    yield;
  }
  // Most slips keep the first letter: those words come first, and what they reach spares looking closely at the rest.
  const byFirst = Map.groupBy(entries, ({ word }) => word.charAt(0));

  const nearest: Speller = (word, fits = () => false) => {
    if (!/^[a-z]{3,24}$/.test(word)) return null;
    const typed = spelt(word);
    const limit = limitFor(word.length);
    let best: string | null = null;
    let bestScore = Number.POSITIVE_INFINITY;
    const consider = (entry: Entry): void => {
      // Farther than this it could not win even if it fitted well.
      const reach = Math.min(limit, bestScore + entry.bonus + FIT_WORTH);
      const isBeginning = word.length >= LEAST_BEGINNING && entry.length > word.length && entry.word.startsWith(word);
      if (!isBeginning && leastDistance(typed, entry) > reach) return;
      const distance = isBeginning ? MISSING_LETTER * (entry.length - word.length) : distanceBetween(typed, entry, reach);
      if (!isBeginning && distance > limit) return;
      const plain = distance - entry.bonus;
      if (plain >= bestScore + FIT_WORTH) return;
      const score = plain - (fits(entry.word) ? FIT_WORTH : 0);
      if (score >= bestScore) return;
      best = isBeginning ? null : entry.word;
      bestScore = score;
    };
    for (const entry of byFirst.get(word.charAt(0)) ?? []) consider(entry);
    for (const [first, others] of byFirst) if (first !== word.charAt(0)) for (const entry of others) consider(entry);
    return best;
  };

  // The catalogue may have the singular only.
  return (word, fits) => nearest(word, fits) ?? (word.length > 4 && word.endsWith('s') ? nearest(word.slice(0, -1), fits) : null);
}
