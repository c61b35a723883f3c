import { z } from 'zod';
import everyday from '../../data/everyday-words.json' with { type: 'json' };
import list from '../../data/synonyms.json' with { type: 'json' };
import { phraseWords, wordsOf } from './query.ts';
import { stem } from './stem.ts';

const Weight = z.number().gt(0).max(1);
const SynonymList = z.object({
  same: z.array(z.array(z.string()).min(2)),
  means: z.array(z.object({ say: z.array(z.string()).min(1), find: z.array(z.string()).min(1), weight: Weight })),
});
type SynonymList = z.output<typeof SynonymList>;

/** Another word to look for, and how good a find it is, 0 to 1. */
export type Alternative = { stem: string; weight: number };
/** A run of words, by their stems and without small words, that can be put in other words. One word for one word is an alternative instead. */
export type Rewrite = { from: readonly string[]; to: readonly string[]; weight: number };

export type Thesaurus = {
  alternatives(stem: string): readonly Alternative[];
  /** The rewrites whose first word this is. */
  rewritesFrom(stem: string): readonly Rewrite[];
  /** Every word it knows, as written. */
  readonly words: ReadonlySet<string>;
};

/** How good a find the other entries of a line are. */
const SAME_WEIGHT = 0.8;

const pairsOf = ({ same, means }: SynonymList): { say: string; find: string; weight: number }[] => [
  ...same.flatMap(line => line.flatMap(say => line.filter(find => find !== say).map(find => ({ say, find, weight: SAME_WEIGHT })))),
  ...means.flatMap(({ say, find, weight }) =>
    say.flatMap(one => find.filter(other => other !== one).map(other => ({ say: one, find: other, weight }))),
  ),
];

const under = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  map.set(key, [...(map.get(key) ?? []), value]);
};

export const thesaurusFrom = (given: SynonymList): Thesaurus => {
  const alternatives = new Map<string, Alternative[]>();
  const rewrites = new Map<string, Rewrite[]>();
  const words = new Set<string>();
  for (const { say, find, weight } of pairsOf(given)) {
    for (const word of wordsOf(say)) words.add(word);
    const from = phraseWords(wordsOf(say)).map(stem);
    const to = phraseWords(wordsOf(find));
    const [first] = from;
    const [only] = to;
    if (first === undefined || only === undefined || from.join(' ') === to.map(stem).join(' ')) continue;
    if (from.length === 1 && to.length === 1) under(alternatives, first, { stem: stem(only), weight });
    else under(rewrites, first, { from, to, weight });
  }
  return { alternatives: word => alternatives.get(word) ?? [], rewritesFrom: word => rewrites.get(word) ?? [], words };
};

/** What citizens say for one another, whatever the catalogue: api/data/synonyms.json. */
export const thesaurus: Thesaurus = thesaurusFrom(SynonymList.parse(list));

/** Everyday words, which are taken as meant: api/data/everyday-words.json. */
export const everydayWords: ReadonlySet<string> = new Set(
  z
    .object({ words: z.array(z.string()) })
    .parse(everyday)
    .words.flatMap(line => line.split(' ')),
);
