import type { AuthorityKind } from '@dtp/contract/ids.ts';
import MiniSearch from 'minisearch';
import { provides } from './browse.ts';
import { createPhraseIndex, type Phrase, type PhraseFit, type PhraseIndex } from './phrase-index.ts';
import { termsOfName, wordsOf } from './query.ts';
import { createReader, type Reading, type Spelling } from './reading.ts';
import type { AzRecord, ServiceRecord } from './record.ts';
import type { Work } from './slices.ts';
import { createSpeller, type KnownWord } from './spelling.ts';
import { createSuggester, type Suggester } from './suggesting.ts';
import { everydayWords, thesaurus } from './synonyms.ts';
import { createVocabulary } from './vocabulary.ts';

export type { Suggested } from './suggesting.ts';

/** What is known of the person's whereabouts, as far as it moves a ranking. */
export type RankContext = { hostKind: AuthorityKind | null; inPark: boolean };

/** `corrected` is the whole query in its corrected spelling, where one was searched. Services come best first. */
export type Found = { corrected: string | null; services: readonly ServiceRecord[] };

export type SearchIndex = {
  /** `as-typed` searches the words as they stand; a slip of spelling is put right otherwise. */
  search(text: string, context: RankContext, spelling?: Spelling): Found;
  suggest: Suggester;
};

/**
 * What each sign of a good answer is worth. The best name counts most: a name is what a person would call the service. Text (BM25+ over
 * all fields) tells apart what the names leave even; the rest are gentle. Set by bench/search-quality.ts on both of its query sets; values
 * near these do within two queries as well.
 */
const WORTH = { bestName: 1, exactName: 1.1, nextName: 0.1, text: 0.3, popularity: 0.48, ofHost: 0.05, inPark: 0.1 } as const;

/** How likely a word is meant that the catalogue does not have, beside about 5 for one that a service of middling popularity has once. */
const THESAURUS_WEIGHT = 3;
const EVERYDAY_WEIGHT = 0.5;

const NO_FIT: PhraseFit = { best: 0, next: 0 };

/** Services below this share of the best one's score are not worth showing. */
const TAIL = 0.3;

/** Length counts for little: a service with many names is not a long-winded one. `k` and `d` are MiniSearch's own. */
const BM25 = { k: 1.2, b: 0.3, d: 0.5 } as const;
const FIELD_BOOST = { title: 1.6, names: 1.2, summary: 0.6, categories: 0.3 } as const;
type Document = { id: number } & Record<keyof typeof FIELD_BOOST, string>;

/** The stems of a text, each once: a word that stands in ten names of a service is no better a find than in one. */
const asStems = (text: string): string => [...new Set(termsOfName(text).map(term => term.stem))].join(' ');

function* textIndex({ services, categories }: AzRecord): Work<MiniSearch<Document>> {
  const titles = new Map(categories.map(category => [category.id, category.title]));
  const index = new MiniSearch<Document>({
    fields: Object.keys(FIELD_BOOST),
    tokenize: text => text.split(' '),
    processTerm: term => term || null,
    searchOptions: { boost: FIELD_BOOST, combineWith: 'OR', bm25: BM25 },
  });
  for (const [id, service] of services.entries()) {
    index.add({
      id,
      title: asStems(service.title),
      names: asStems(service.synonyms.join(' ')),
      summary: asStems(service.summary),
      categories: asStems(service.categories.map(category => titles.get(category) ?? '').join(' ')),
    });
    yield;
  }
  return index;
}

/** Wordings and terms beyond these cost BM25 more time than they bring. */
const MOST_TEXT_WORDINGS = 4;
const LEAST_TEXT_WORTH = 0.1;
const FAINTEST_TEXT_SHARE = 0.3;

/** What is looked for in the text, with what each stem is worth: rarity is BM25's own business, faintness is not. */
const textTerms = ({ wordings }: Reading, rarity: (stem: string) => number): Map<string, number> => {
  const terms = new Map<string, number>();
  for (const [at, { wanted, weight }] of wordings.slice(0, MOST_TEXT_WORDINGS).entries()) {
    for (const { options, weight: importance } of wanted) {
      for (const [stem, worth] of options) {
        const faintness = Math.min(1, importance / Math.max(rarity(stem), 0.5));
        const asTyped = at === 0 && worth === 1;
        const value = worth * weight * faintness * (asTyped ? 1 : 0.5);
        if (value >= LEAST_TEXT_WORTH) terms.set(stem, Math.max(terms.get(stem) ?? 0, value));
      }
    }
  }
  const strongest = Math.max(...terms.values());
  return new Map([...terms].filter(([, value]) => value >= strongest * FAINTEST_TEXT_SHARE));
};

/** Words that are no name of anything here can still be what was meant: better "wallet" and no help than "wall". */
const outside = (words: readonly KnownWord[]): KnownWord[] => {
  const known = new Set(words.map(({ word }) => word));
  const weighed = (list: ReadonlySet<string>, weight: number) => [...list].filter(word => !known.has(word)).map(word => ({ word, weight }));
  return [...weighed(thesaurus.words, THESAURUS_WEIGHT), ...weighed(everydayWords, EVERYDAY_WEIGHT)];
};

/** Services by each of their names as it is typed. */
function* exactNames(services: readonly ServiceRecord[]): Work<Map<string, number[]>> {
  const byName = new Map<string, number[]>();
  for (const [document, service] of services.entries()) {
    for (const name of [service.title, ...service.synonyms]) {
      const key = wordsOf(name).join(' ');
      byName.set(key, [...(byName.get(key) ?? []), document]);
    }
    yield;
  }
  return byName;
}

/** Every name of every service, as terms. */
function* phrasesOf(services: readonly ServiceRecord[]): Work<Phrase[]> {
  const phrases: Phrase[] = [];
  for (const [document, service] of services.entries()) {
    for (const name of [service.title, ...service.synonyms]) phrases.push({ document, terms: termsOfName(name) });
    yield;
  }
  return phrases;
}

/** The best fit of each document over all wordings. */
const nameFits = ({ wordings }: Reading, names: PhraseIndex): Map<number, PhraseFit> => {
  const fits = new Map<number, PhraseFit>();
  for (const { wanted, weight } of wordings) {
    for (const [document, { best, next }] of names.fit(wanted)) {
      const known = fits.get(document);
      if (known && best * weight <= known.best) continue;
      fits.set(document, { best: best * weight, next: Math.max(next * weight, known?.next ?? 0) });
    }
  }
  return fits;
};

/** BM25+ of each document, as a share of the highest. */
const textFits = (reading: Reading, text: MiniSearch<Document>, rarity: (stem: string) => number): Map<number, number> => {
  const terms = textTerms(reading, rarity);
  if (terms.size === 0) return new Map();
  const found = text.search([...terms.keys()].join(' '), { boostTerm: term => terms.get(term) ?? 1 });
  const most = found[0]?.score ?? 1;
  return new Map(found.map(({ id, score }): [number, number] => [Number(id), score / most]));
};

const prior = (service: ServiceRecord, { hostKind, inPark }: RankContext): number =>
  (WORTH.popularity * service.popularity) / 100 +
  (hostKind && provides(hostKind, service.tier) ? WORTH.ofHost : 0) +
  (inPark && service.tier === 'park' ? WORTH.inPark : 0);

/** Sorts best first and cuts the tail. */
const bestFirst = (scored: readonly { service: ServiceRecord; score: number }[]): ServiceRecord[] => {
  const most = scored.reduce((highest, { score }) => Math.max(highest, score), 0);
  return scored
    .filter(({ score }) => score >= most * TAIL)
    .sort((a, b) => b.score - a.score || b.service.popularity - a.service.popularity)
    .map(({ service }) => service);
};

/** Builds the index over a record; nothing in it changes afterwards. Takes about a quarter of a second at 700 services. */
export function* openSearchIndex(record: AzRecord): Work<SearchIndex> {
  const { services } = record;
  const names = yield* createPhraseIndex(yield* phrasesOf(services), services.length);
  const text = yield* textIndex(record);
  const vocabulary = yield* createVocabulary(record, names.rarity);
  const spell = yield* createSpeller([...vocabulary.words, ...outside(vocabulary.words)]);
  const read = createReader({ vocabulary, thesaurus, spell, everyday: everydayWords });
  const byExactName = yield* exactNames(services);

  const search = (typed: string, context: RankContext, spelling?: Spelling): Found => {
    const exact = byExactName.get(wordsOf(typed).join(' ')) ?? [];
    const reading = read(typed, spelling);
    const fits = nameFits(reading, names);
    const texts = textFits(reading, text, names.rarity);
    const scored: { service: ServiceRecord; score: number }[] = [];
    let most = 0;
    for (const [document, service] of services.entries()) {
      const fit = fits.get(document) ?? NO_FIT;
      const best = exact.includes(document) ? WORTH.exactName : fit.best;
      const ofText = texts.get(document) ?? 0;
      if (best === 0 && ofText === 0) continue;
      const match = WORTH.bestName * best + WORTH.nextName * fit.next + WORTH.text * ofText;
      // What is popular counts in the measure that the words fit.
      const score = match + prior(service, context) * Math.min(1, match);
      if (score < most * TAIL) continue;
      most = Math.max(most, score);
      scored.push({ service, score });
    }
    return { corrected: reading.corrected, services: bestFirst(scored) };
  };

  const suggest = yield* createSuggester(services, (typed, hostKind) => search(typed, { hostKind, inPark: false }).services);
  return { search, suggest };
}
