import type { Term } from './query.ts';
import type { Work } from './slices.ts';

/** One name of a document (its title or another name), as terms. */
export type Phrase = { document: number; terms: readonly Term[] };

/** One thing asked for: any of `options` (stem → 0 to 1, how good a find) will do. `weight`: how much it says about what is wanted. */
export type Wanted = { options: ReadonlyMap<string, number>; weight: number };

/** How well a document's names fit, 0 to 1 each: its best name, and the next best. */
export type PhraseFit = { best: number; next: number };

export type PhraseIndex = {
  /** How rare a stem is among the documents' names; 0 when it is in none. */
  rarity(stem: string): number;
  fit(wanted: readonly Wanted[]): Map<number, PhraseFit>;
};

/** The names that have a stem, and the share of each name that it makes up. */
type Posting = { phrases: Int32Array; shares: Float64Array };

/** A name that answers the whole query still loses up to this much for words of its own that were not asked for. */
const SURPLUS_LOSS = 0.3;

/**
 * Fits queries to short names. Where BM25 counts words, this asks of each name on its own: how much of what was asked does it answer, and how
 * much of it was asked? Both are shares of the words' rarity, so that "licence" in common is little and "weighbridge" much.
 */
export function* createPhraseIndex(phrases: readonly Phrase[], documents: number): Work<PhraseIndex> {
  const holders = new Map<string, Set<number>>();
  for (const { document, terms } of phrases) {
    for (const { stem } of terms) holders.set(stem, (holders.get(stem) ?? new Set()).add(document));
    yield;
  }
  // The BM25 form of inverse document frequency, Robertson and Zaragoza 2009, kept positive.
  const rarities = new Map([...holders].map(([stem, { size }]) => [stem, Math.log(1 + (documents - size + 0.5) / (size + 0.5))]));
  const rarity = (stem: string) => rarities.get(stem) ?? 0;

  const found = new Map<string, { phrases: number[]; shares: number[] }>();
  for (const [at, { terms }] of phrases.entries()) {
    const unique = [...new Map(terms.map(term => [term.stem, term])).values()];
    const weigh = (term: Term) => rarity(term.stem) * term.weight;
    const total = unique.reduce((sum, term) => sum + weigh(term), 0);
    for (const term of unique) {
      const posting = found.get(term.stem) ?? { phrases: [], shares: [] };
      posting.phrases.push(at);
      posting.shares.push(total > 0 ? weigh(term) / total : 1 / unique.length);
      found.set(term.stem, posting);
    }
    yield;
  }
  const postings = new Map<string, Posting>();
  for (const [stem, one] of found) {
    postings.set(stem, { phrases: Int32Array.from(one.phrases), shares: Float64Array.from(one.shares) });
    yield;
  }
  const documentOf = Int32Array.from(phrases, phrase => phrase.document);

  // Scratch space of one `fit`, cleared behind itself: maps in its place cost ten times as much at 2,000 services.
  const answered = new Float64Array(phrases.length);
  const asked = new Float64Array(phrases.length);
  const bestHere = new Float64Array(phrases.length);

  /** Adds what one wanted thing contributes to each name. */
  const addWanted = ({ options, weight }: Wanted, total: number, touched: number[]): void => {
    const here: number[] = [];
    for (const [stem, worth] of options) {
      const posting = postings.get(stem);
      if (!posting) continue;
      for (let at = 0; at < posting.phrases.length; at++) {
        const phrase = posting.phrases[at] ?? 0;
        const best = bestHere[phrase] ?? 0;
        if (best === 0) here.push(phrase);
        if (worth > best) bestHere[phrase] = worth;
        asked[phrase] = (asked[phrase] ?? 0) + (posting.shares[at] ?? 0) * worth;
      }
    }
    for (const phrase of here) {
      if (answered[phrase] === 0) touched.push(phrase);
      answered[phrase] = (answered[phrase] ?? 0) + (weight * (bestHere[phrase] ?? 0)) / total;
      bestHere[phrase] = 0;
    }
  };

  const fit = (wanted: readonly Wanted[]): Map<number, PhraseFit> => {
    const total = wanted.reduce((sum, one) => sum + one.weight, 0);
    const touched: number[] = [];
    for (const one of wanted) addWanted(one, total, touched);
    const fits = new Map<number, PhraseFit>();
    for (const phrase of touched) {
      const surplus = 1 - Math.min(1, asked[phrase] ?? 0);
      const score = (answered[phrase] ?? 0) * (1 - SURPLUS_LOSS * surplus);
      answered[phrase] = 0;
      asked[phrase] = 0;
      const document = documentOf[phrase] ?? 0;
      const known = fits.get(document);
      if (!known) fits.set(document, { best: score, next: 0 });
      else if (score > known.best) {
        known.next = known.best;
        known.best = score;
      } else if (score > known.next) known.next = score;
    }
    return fits;
  };

  return { rarity, fit };
}
