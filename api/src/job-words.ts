import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isEmptyWord, termOf, wordsOf } from './az/query.ts';
import { inSlices } from './az/slices.ts';
import { createSpeller } from './az/spelling.ts';
import { everydayWords, thesaurus, thesaurusFrom } from './az/synonyms.ts';
import type { JobWords } from './jobs/text-index.ts';

/** How likely a word is meant that no advert has, beside one for each advert that has one. */
const OUTSIDE_WEIGHT = 1;

/** What people call the same work: api/data/job-words.json. */
const jobThesaurus = thesaurusFrom({
  same: z
    .strictObject({ note: z.string(), same: z.array(z.array(z.string()).min(2)) })
    .parse(JSON.parse(readFileSync(new URL('../data/job-words.json', import.meta.url), 'utf8'))).same,
  means: [],
});

/** The A to Z's understanding of words, as the job board needs it. */
export const jobWords: JobWords = {
  terms: text =>
    wordsOf(text)
      .filter(word => !isEmptyWord(word))
      .map(termOf),
  alternatives: jobThesaurus.alternatives,
  speller: async known => {
    const ours = new Set(known.map(({ word }) => word));
    const outside = [...thesaurus.words, ...everydayWords].filter(word => !ours.has(word));
    const spell = await inSlices(createSpeller([...known, ...outside.map(word => ({ word, weight: OUTSIDE_WEIGHT }))]));
    return word => {
      const better = spell(word);
      return better !== null && ours.has(better) ? better : null;
    };
  },
};
