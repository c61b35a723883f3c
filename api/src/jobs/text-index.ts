import { setImmediate } from 'node:timers/promises';
import { categoryTitles, contractTitles, patternTitles } from './messages.ts';
import type { VacancyRecord } from './record.ts';

/** A word as typed and the form under which it is matched. */
export type JobTerm = { readonly surface: string; readonly stem: string };

/** The A to Z's understanding of words: handed over in `start.ts`. */
export type JobWords = {
  /** The words of a text in order, without those that carry no subject. */
  terms(text: string): readonly JobTerm[];
  /** What a stem also stands for, with how good a find that is, 0 to 1. */
  alternatives(stem: string): readonly { readonly stem: string; readonly weight: number }[];
  /** Puts right a slip of the keys by words that are known, with how often each comes; null where nothing is near or the word is meant as it is. */
  speller(known: readonly { readonly word: string; readonly weight: number }[]): Promise<(word: string) => string | null>;
};

/** How well each job of the list fits, by its place there; 0 where it does not. `corrected` is what was searched instead. */
export type FoundJobs = { readonly scores: Float64Array; readonly corrected: string | null };

export type TextIndex = {
  /** Null where the words say nothing, such as "jobs". `asTyped` neither puts spelling right nor leaves a word out: for alerts. */
  find(typed: string, asTyped: boolean): FoundJobs | null;
};

/** What every search of a job board is about. */
const EMPTY = new Set(['job', 'vacanc', 'position']);
/** What a word is worth by where it stands. */
const WORTH = { title: 4, kind: 1.5, place: 1.5, summary: 1.5, text: 0.5 } as const;
type Texts = Readonly<Record<keyof typeof WORTH, string>>;

/** As many of the words typed are looked for. */
const MOST_TERMS = 12;
const LEAST_BEGINNING = 3;
/** How good a find a word is that only begins as the last one typed. */
const BEGINNING_WEIGHT = 0.6;
const MOST_REMEMBERED = 300;
/** What a request that comes in while the index is built may have to wait, in milliseconds. */
const SLICE_MS = 4;

/** Text of sanitised HTML. Read for its words alone. */
const textOf = (description: string): string => description.replace(/<[^>]*>/g, ' ').replace(/&[a-z#0-9]+;/gi, ' ');

const textsOf = (vacancy: VacancyRecord): Texts => ({
  title: vacancy.title,
  kind: [
    categoryTitles[vacancy.category],
    contractTitles[vacancy.contract],
    ...vacancy.patterns.map(pattern => patternTitles[pattern]),
    vacancy.reference,
  ].join(' '),
  place: vacancy.place ?? '',
  summary: vacancy.summary,
  text: textOf(vacancy.description),
});

/** Where a stem stands: jobs by their places in the list, with what it is worth in each. */
type Postings = { readonly jobs: number[]; readonly worths: number[] };

/**
 * Builds the index over vacancies as they stand; nothing in it changes afterwards. An inverted list of our own and not MiniSearch: adverts are
 * long, and with 5,000 of them that took five times as long to build.
 */
export const openTextIndex = async (vacancies: readonly VacancyRecord[], words: JobWords): Promise<TextIndex> => {
  const postings = new Map<string, Postings>();
  const surfaces = new Map<string, number>();

  const add = (job: number, vacancy: VacancyRecord): void => {
    const worths = new Map<string, number>();
    for (const [field, text] of Object.entries(textsOf(vacancy)) as [keyof Texts, string][]) {
      // Each once a field: a word that an advert repeats is no better a find.
      const seen = new Set<string>();
      for (const { surface, stem } of words.terms(text)) {
        if (seen.has(stem)) continue;
        seen.add(stem);
        worths.set(stem, (worths.get(stem) ?? 0) + WORTH[field]);
        surfaces.set(surface, (surfaces.get(surface) ?? 0) + 1);
      }
    }
    for (const [stem, worth] of worths) {
      const list = postings.get(stem);
      if (list) {
        list.jobs.push(job);
        list.worths.push(worth);
      } else postings.set(stem, { jobs: [job], worths: [worth] });
    }
  };

  let until = performance.now() + SLICE_MS;
  for (const [job, vacancy] of vacancies.entries()) {
    add(job, vacancy);
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + SLICE_MS;
  }
  const spell = await words.speller([...surfaces].map(([word, weight]) => ({ word, weight })));
  const stems = [...postings.keys()];

  const isKnown = (stem: string): boolean => postings.has(stem) || words.alternatives(stem).some(other => postings.has(other.stem));
  const isBeginning = ({ stem }: JobTerm): boolean => stem.length >= LEAST_BEGINNING && stems.some(other => other.startsWith(stem));

  /** What may stand for a term, with how good a find each is. Only the last one typed may be unfinished. */
  const optionsFor = ({ stem }: JobTerm, isLast: boolean): readonly { readonly stem: string; readonly weight: number }[] => {
    if (isKnown(stem)) return [{ stem, weight: 1 }, ...words.alternatives(stem)];
    if (!isLast || stem.length < LEAST_BEGINNING) return [];
    return stems.filter(other => other.startsWith(stem)).map(other => ({ stem: other, weight: BEGINNING_WEIGHT }));
  };

  /** How rare a stem is, as BM25 has it. */
  const rarity = (jobs: number): number => Math.log(1 + (vacancies.length - jobs + 0.5) / (jobs + 0.5));

  /** Jobs that have all of the terms, or with `any` at least one. */
  const search = (terms: readonly JobTerm[], any: boolean): Float64Array => {
    const scores = new Float64Array(vacancies.length);
    const matched = new Uint8Array(vacancies.length);
    for (const [at, term] of terms.entries()) {
      const best = new Float64Array(vacancies.length);
      for (const { stem, weight } of optionsFor(term, at === terms.length - 1)) {
        const list = postings.get(stem);
        if (!list) continue;
        const worth = weight * rarity(list.jobs.length);
        for (const [place, job] of list.jobs.entries()) best[job] = Math.max(best[job] ?? 0, worth * (list.worths[place] ?? 0));
      }
      for (let job = 0; job < best.length; job++) {
        const score = best[job] ?? 0;
        if (score === 0) continue;
        scores[job] = (scores[job] ?? 0) + score;
        matched[job] = (matched[job] ?? 0) + 1;
      }
    }
    if (!any) for (let job = 0; job < scores.length; job++) if (matched[job] !== terms.length) scores[job] = 0;
    return scores;
  };

  const look = (typed: string, asTyped: boolean): FoundJobs | null => {
    // Nothing that could be a word: nothing is found, rather than everything.
    if (!/[\p{L}\p{N}]/u.test(typed)) return { scores: new Float64Array(vacancies.length), corrected: null };
    const terms = words
      .terms(typed)
      .filter(({ stem }) => !EMPTY.has(stem))
      .slice(0, MOST_TERMS);
    if (terms.length === 0) return null;
    if (asTyped) return { scores: search(terms, false), corrected: null };
    let isCorrected = false;
    const meant = terms.flatMap((term, at) => {
      if (isKnown(term.stem) || (at === terms.length - 1 && isBeginning(term))) return [term];
      const better = spell(term.surface);
      if (better === null) return [term];
      isCorrected = true;
      return words.terms(better);
    });
    const corrected = isCorrected ? meant.map(({ surface }) => surface).join(' ') : null;
    const all = search(meant, false);
    const isFound = meant.length === 1 || all.some(score => score > 0);
    // Better some of what was asked for than nothing.
    return { scores: isFound ? all : search(meant, true), corrected };
  };

  // Whoever tries filters asks for the same words each time.
  const remembered = new Map<string, FoundJobs | null>();
  return {
    find: (typed, asTyped) => {
      const key = `${asTyped ? '=' : '~'}${typed}`;
      let found = remembered.get(key);
      if (found === undefined) {
        found = look(typed, asTyped);
        if (remembered.size >= MOST_REMEMBERED) remembered.clear();
        remembered.set(key, found);
      }
      return found;
    },
  };
};
