import { wordsOf } from './query.ts';
import type { Vocabulary } from './reading.ts';
import type { AzRecord } from './record.ts';
import type { Work } from './slices.ts';
import type { KnownWord } from './spelling.ts';
import { stem } from './stem.ts';

const MOST_COMPLETIONS = 6;

/** First place in a sorted list that is not before `key`. */
export const lowerBound = (sorted: readonly string[], key: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The words of the record. `words` weighs each by the popularity of the services that use it, for the speller. */
export function* createVocabulary(
  { services }: AzRecord,
  rarity: (stem: string) => number,
): Work<Vocabulary & { words: readonly KnownWord[] }> {
  const weights = new Map<string, number>();
  const pairs = new Map<string, [string, string]>();
  const beside = new Set<string>();
  for (const { title, synonyms, summary, popularity } of services) {
    for (const name of [title, ...synonyms, summary]) {
      const words = wordsOf(name);
      for (const word of words) weights.set(word, (weights.get(word) ?? 0) + (name === summary ? 0.2 : 1) * (1 + popularity / 10));
      if (name === summary) continue;
      for (const [at, second] of words.entries()) {
        const first = words[at - 1];
        if (first === undefined) continue;
        const whole = stem(first + second);
        beside.add(`${stem(first)} ${stem(second)}`);
        // Stemming may swallow a short second word whole; then it is no compound but the first word over again.
        if (first.length > 2 && second.length > 2 && whole.length > first.length + 1) pairs.set(whole, [stem(first), stem(second)]);
      }
    }
    yield;
  }
  const stems = new Set<string>();
  for (const word of weights.keys()) {
    stems.add(stem(word));
    yield;
  }
  const joins = new Map([...pairs].filter(([whole]) => stems.has(whole)).map(([whole, [first, second]]) => [`${first} ${second}`, whole]));
  yield;
  const sorted = [...weights.keys()].sort();
  yield;
  return {
    words: [...weights].map(([word, weight]) => ({ word, weight })),
    isKnown: word => stems.has(word),
    rarity,
    standTogether: (first, second) => beside.has(`${first} ${second}`),
    parts: word => pairs.get(word),
    joined: (first, second) => joins.get(`${first} ${second}`),
    beginningWith: letters => {
      const from = lowerBound(sorted, letters);
      const found: string[] = [];
      for (let at = from; at < sorted.length && found.length < MOST_COMPLETIONS && sorted[at]?.startsWith(letters); at++)
        found.push(sorted[at] ?? '');
      return found;
    },
  };
}
