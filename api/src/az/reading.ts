import type { Wanted } from './phrase-index.ts';
import { phraseWords, type Term, termsOfQuery, wordsOf } from './query.ts';
import type { Speller } from './spelling.ts';
import { stem } from './stem.ts';
import type { Thesaurus } from './synonyms.ts';

/** One way to understand a query. `weight` below 1: it was put in other words. */
export type Wording = { wanted: readonly Wanted[]; weight: number };

/** A query as understood. `corrected`: the whole of it in the spelling that is searched, where that is not the one typed. No wordings: nothing was asked. */
export type Reading = { corrected: string | null; wordings: readonly Wording[] };

/** Whether slips of spelling are put right, or the words searched as they stand. */
export type Spelling = 'put-right' | 'as-typed';

/** What a reader needs to know of the catalogue. */
export type Vocabulary = {
  /** A word as written, without inflection, in titles, other names or summaries. */
  isKnown(stem: string): boolean;
  rarity(stem: string): number;
  /** Known words that begin with these letters, at most a few. */
  beginningWith(letters: string): readonly string[];
  /** Whether some name has the one right before the other, by stems. */
  standTogether(first: string, second: string): boolean;
  /** The two words that this one is written as elsewhere ("flytipping"), by stems. */
  parts(stem: string): readonly [string, string] | undefined;
  /** The stem of two words written as one, where the catalogue does so ("pot hole"). */
  joined(first: string, second: string): string | undefined;
};

export type ReaderParts = { vocabulary: Vocabulary; thesaurus: Thesaurus; spell: Speller; everyday: ReadonlySet<string> };

/** More words than these add nothing; a query of 200 characters can hold a hundred. */
const MOST_WORDS = 40;
/** More ways to put a query make it slower and not better; a long one needs fewer, for it says more itself. Counted in words over all wordings. */
const MOST_WORDED = 36;
const PREFIX_WORTH = 0.7;
/** What an unknown word weighs beside known ones: it cannot be found, but was asked for. */
const UNKNOWN_RARITY = 3;

/** Looking for what was meant costs most of all; whoever makes more slips than these in one query is not asking for a service. */
const MOST_CORRECTED = 8;

/** Puts right what are not words: slips of spelling, and two words run together. */
const corrector = ({ vocabulary, thesaurus, spell, everyday }: ReaderParts) => {
  const isWord = (word: string) =>
    vocabulary.isKnown(stem(word)) || thesaurus.words.has(word) || everyday.has(word) || everyday.has(word.replace(/(?:s|ed|ing)$/, ''));
  /** Two words of the catalogue run together, which stand beside each other there. */
  const split = (word: string): string[] | null => {
    for (let at = word.length - 2; at >= 2; at--) {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      if (vocabulary.standTogether(stem(left), stem(right))) return [left, right];
    }
    return null;
  };
  const stands = (word: string) => isWord(word) || /\d/.test(word) || word.length < 3 || vocabulary.parts(stem(word)) !== undefined;
  const putRight = (word: string, before: string | undefined, after: string | undefined): string[] => {
    const parted = split(word);
    if (parted) return parted;
    const fits = (candidate: string) =>
      (before !== undefined && vocabulary.standTogether(stem(before), stem(candidate))) ||
      (after !== undefined && vocabulary.standTogether(stem(candidate), stem(after)));
    return [spell(word, fits) ?? word];
  };
  return (words: readonly string[]): string[] => {
    let left = MOST_CORRECTED;
    return words.flatMap((word, at) => (stands(word) || left-- <= 0 ? [word] : putRight(word, words[at - 1], words[at + 1])));
  };
};

/** Turns what was typed into what is wanted. Never throws. */
export const createReader = (parts: ReaderParts): ((text: string, spelling?: Spelling) => Reading) => {
  const { vocabulary, thesaurus } = parts;
  const correct = corrector(parts);

  const optionsOf = (term: Term, others: readonly Term[]): Map<string, number> => {
    const options = new Map<string, number>([[term.stem, 1]]);
    const offer = (word: string, worth: number) => options.set(word, Math.max(worth, options.get(word) ?? 0));
    for (const other of others) {
      const joined = vocabulary.joined(term.stem, other.stem) ?? vocabulary.joined(other.stem, term.stem);
      if (joined) offer(joined, 1);
    }
    for (const { stem: word, weight } of thesaurus.alternatives(term.stem)) offer(word, weight);
    if (!vocabulary.isKnown(term.stem) && term.surface.length > 3)
      for (const word of vocabulary.beginningWith(term.surface)) offer(stem(word), PREFIX_WORTH);
    return options;
  };

  const wantedOf = (terms: readonly Term[]): Wanted[] =>
    terms.map((term, at) => {
      const options = optionsOf(
        term,
        [terms[at - 1], terms[at + 1]].filter(one => one !== undefined),
      );
      const rarest = Math.max(...[...options].map(([word, worth]) => (worth === 1 ? vocabulary.rarity(word) : 0)));
      const known = rarest > 0 ? rarest : Math.max(...[...options.keys()].map(word => vocabulary.rarity(word)));
      return { options, weight: term.weight * (known > 0 ? known : UNKNOWN_RARITY) };
    });

  /** "flytipping" as the two words it is written as elsewhere; each still finds the one word too, through `joined`. */
  const parted = (terms: readonly Term[]): Term[] =>
    terms.flatMap(term => {
      const pair = vocabulary.parts(term.stem);
      return pair ? pair.map(one => ({ surface: one, stem: one, weight: 1 })) : [term];
    });

  const rewritten = (words: readonly string[]): { words: readonly string[]; weight: number }[] => {
    const stems = words.map(stem);
    return stems.flatMap((first, at) =>
      thesaurus
        .rewritesFrom(first)
        .filter(({ from }) => from.every((one, offset) => stems[at + offset] === one))
        .map(({ from, to, weight }) => ({ weight, words: [...words.slice(0, at), ...to, ...words.slice(at + from.length)] })),
    );
  };

  return (text, spelling = 'put-right') => {
    const typed = wordsOf(text).slice(0, MOST_WORDS);
    const words = spelling === 'as-typed' ? typed : correct(typed);
    const terms = parted(termsOfQuery(words));
    if (terms.length === 0) return { corrected: null, wordings: [] };
    const others = rewritten(phraseWords(words))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, Math.max(2, Math.floor(MOST_WORDED / terms.length)) - 1)
      .map(other => ({ wanted: wantedOf(termsOfQuery(other.words)), weight: other.weight }));
    return {
      corrected: words.join(' ') === typed.join(' ') ? null : words.join(' '),
      wordings: [{ wanted: wantedOf(terms), weight: 1 }, ...others.filter(other => other.wanted.length > 0)],
    };
  };
};
