import type { AuthorityKind, ServiceId } from '@dtp/contract/ids.ts';
import { provides } from './browse.ts';
import { isEmptyWord, wordsOf } from './query.ts';
import type { ServiceRecord } from './record.ts';
import type { Work } from './slices.ts';
import { stem } from './stem.ts';
import { lowerBound } from './vocabulary.ts';

/** `alias`: the other name that fits what was typed, where the title does not. */
export type Suggested = { id: ServiceId; title: string; alias: string | null };

/** Best first, at most `limit`; at most `MOST_SUGGESTED` in any case. */
export type Suggester = (text: string, hostKind: AuthorityKind | null, limit: number) => readonly Suggested[];

/** A name as it is shown, and as it is matched: `plain` is its words in lower case. `standing` is what it is worth whatever is typed. */
type Name = { service: number; text: string; isTitle: boolean; words: readonly string[]; plain: string; standing: number };

/** Longer beginnings than this are typed by nobody before a suggestion is taken. */
const MOST_WORDS = 8;
/** As many as anybody may ask for. */
const MOST_SUGGESTED = 10;
const WORTH = { startsName: 0.5, wholeName: 0.4, title: 0.15, brevity: 0.5, popularity: 0.9, ofHost: 0.15 } as const;

/**
 * Suggests services while a person types: each word typed is in the name, in any inflection, and the last one may be unfinished.
 * `search` answers where no name fits, so that slips of spelling still lead somewhere.
 */
export function* createSuggester(
  services: readonly ServiceRecord[],
  search: (typed: string, hostKind: AuthorityKind | null) => readonly ServiceRecord[],
): Work<Suggester> {
  const names: Name[] = [];
  for (const [at, service] of services.entries()) {
    for (const [index, text] of [service.title, ...service.synonyms].entries()) {
      const words = wordsOf(text);
      const standing = (index === 0 ? WORTH.title : 0) + (WORTH.popularity * service.popularity) / 100;
      names.push({ service: at, text, isTitle: index === 0, words, plain: words.join(' '), standing });
    }
    yield;
  }
  const byWord = new Map<string, Set<number>>();
  const byStem = new Map<string, Set<number>>();
  for (const [at, { words }] of names.entries()) {
    for (const word of words) {
      byWord.set(word, (byWord.get(word) ?? new Set()).add(at));
      byStem.set(stem(word), (byStem.get(stem(word)) ?? new Set()).add(at));
    }
    yield;
  }
  const sorted = [...byWord.keys()].sort();
  yield;

  const withBeginning = (letters: string): Set<number> => {
    const found = new Set<number>(byStem.get(stem(letters)));
    for (let at = lowerBound(sorted, letters); sorted[at]?.startsWith(letters); at++)
      for (const name of byWord.get(sorted[at] ?? '') ?? []) found.add(name);
    return found;
  };

  /** The names that have every finished word and a word that begins as the last one does. Empty words need not be there. */
  const fitting = (words: readonly string[]): number[] => {
    const last = words[words.length - 1] ?? '';
    const finished = words.slice(0, -1).filter(word => !isEmptyWord(word));
    const sets = finished.map(word => byStem.get(stem(word)) ?? new Set<number>());
    if (finished.length === 0 || !isEmptyWord(last)) sets.push(withBeginning(last));
    const [smallest, ...others] = sets.sort((a, b) => a.size - b.size);
    return [...(smallest ?? [])].filter(name => others.every(set => set.has(name)));
  };

  const scoreOf = (name: Name, typed: string, words: number): number =>
    name.standing +
    (name.plain.startsWith(typed) ? WORTH.startsName : 0) +
    (name.plain === typed ? WORTH.wholeName : 0) +
    WORTH.brevity * (words / Math.max(words, name.words.length));

  /** The best name of each service that fits, and whether its title does. */
  const bestNames = (words: readonly string[]): Map<number, { name: Name; score: number; titleFits: boolean }> => {
    const typed = words.join(' ');
    const best = new Map<number, { name: Name; score: number; titleFits: boolean }>();
    for (const at of fitting(words)) {
      const name = names[at];
      if (!name) continue;
      const score = scoreOf(name, typed, words.length);
      const known = best.get(name.service);
      if (!known) best.set(name.service, { name, score, titleFits: name.isTitle });
      else {
        if (name.isTitle) known.titleFits = true;
        if (score > known.score) {
          known.name = name;
          known.score = score;
        }
      }
    }
    return best;
  };

  /** Every service that fits, best first. */
  const ranked = (words: readonly string[], hostKind: AuthorityKind | null): readonly Suggested[] =>
    [...bestNames(words).values()]
      .flatMap(({ name, score, titleFits }) => {
        const service = services[name.service];
        if (!service) return [];
        const ofHost = hostKind && provides(hostKind, service.tier) ? WORTH.ofHost : 0;
        return [{ service, alias: titleFits ? null : name.text, score: score + ofHost }];
      })
      .sort((a, b) => b.score - a.score || b.service.popularity - a.service.popularity)
      .slice(0, MOST_SUGGESTED)
      .map(({ service, alias }) => ({ id: service.id, title: service.title, alias }));

  /** One or two letters fit thousands of names, everybody types them first, and there are few: each is worked out once. */
  const beginnings = new Map<string, readonly Suggested[]>();
  const rankedBeginning = (letters: string, hostKind: AuthorityKind | null): readonly Suggested[] => {
    const key = `${letters} ${hostKind}`;
    const found = beginnings.get(key) ?? ranked([letters], hostKind);
    beginnings.set(key, found);
    return found;
  };

  return (text, hostKind, limit) => {
    const words = wordsOf(text).slice(0, MOST_WORDS);
    const [first] = words;
    if (first === undefined) return [];
    if (words.length === 1 && first.length <= 2) return rankedBeginning(first, hostKind).slice(0, limit);
    const suggested = ranked(words, hostKind);
    if (suggested.length > 0) return suggested.slice(0, limit);
    return search(text, hostKind)
      .slice(0, limit)
      .map(({ id, title }) => ({ id, title, alias: null }));
  };
}
