import type { AuthorityKind, Tier } from '@dtp/contract/ids.ts';
import type { AzRecord, CategoryRecord, ServiceRecord } from './record.ts';
import type { Work } from './slices.ts';

/** A service under one of its names. */
export type Listing = { listedAs: string; service: ServiceRecord };

/** The catalogue as people walk along it. */
export type AzShelf = {
  /** All 26 letters, upper case, with how many names stand under each. */
  readonly letters: readonly { letter: string; count: number }[];
  readonly categories: readonly (CategoryRecord & { count: number })[];
  readonly total: number;
  /** Names under a letter in English order; a service stands under its title and under every other name. */
  underLetter(letter: string): readonly Listing[];
  /** Titles within a category (null: all), in English order. */
  inCategory(category: string | null): readonly Listing[];
  /** Most wanted first; those that a body of the host's kind provides come before the rest. */
  popular(hostKind: AuthorityKind | null, count: number): readonly ServiceRecord[];
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const english = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/** The kinds of body that carry each tier: contract, `Tier`. */
const KINDS_OF_TIER: Readonly<Record<Tier, readonly AuthorityKind[]>> = {
  district: ['district', 'unitary'],
  county: ['county', 'unitary'],
  all: ['district', 'county', 'unitary'],
  planning: ['district', 'unitary', 'park'],
  police: ['police'],
  fire: ['fire'],
  park: ['park'],
};

/** Whether bodies of a kind provide services of a tier. */
export const provides = (kind: AuthorityKind, tier: Tier): boolean => KINDS_OF_TIER[tier].includes(kind);

const byName = (a: Listing, b: Listing): number =>
  english.compare(a.listedAs, b.listedAs) || english.compare(a.service.title, b.service.title);

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The letter a name stands under, accents aside; null for a name that starts with a digit or a sign. */
const letterOf = (name: string): string | null => {
  const first = name.normalize('NFD').charAt(0).toUpperCase();
  return LETTERS.includes(first) ? first : null;
};

const namesOf = (service: ServiceRecord): string[] => {
  const names = new Map<string, string>();
  for (const name of [service.title, ...service.synonyms]) {
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, capitalised(name));
  }
  return [...names.values()];
};

export function* azShelf({ services, categories }: AzRecord): Work<AzShelf> {
  const shelves = new Map<string, Listing[]>(LETTERS.map(letter => [letter, []]));
  for (const service of services) {
    for (const listedAs of namesOf(service)) {
      const letter = letterOf(listedAs);
      if (letter) shelves.get(letter)?.push({ listedAs, service });
    }
    yield;
  }
  for (const shelf of shelves.values()) {
    shelf.sort(byName);
    yield;
  }

  const titles = services.map(service => ({ listedAs: service.title, service })).sort(byName);
  yield;
  const byCategory = new Map(
    categories.map(category => [category.id, titles.filter(({ service }) => service.categories.includes(category.id))]),
  );
  const byPopularity = [...services].sort((a, b) => b.popularity - a.popularity || english.compare(a.title, b.title));
  yield;

  return {
    letters: LETTERS.map(letter => ({ letter, count: shelves.get(letter)?.length ?? 0 })),
    categories: categories.map(category => ({ ...category, count: byCategory.get(category.id)?.length ?? 0 })),
    total: services.length,
    underLetter: letter => shelves.get(letter) ?? [],
    inCategory: category => (category === null ? titles : (byCategory.get(category) ?? [])),
    popular: (hostKind, count) => {
      if (!hostKind) return byPopularity.slice(0, count);
      const own = byPopularity.filter(service => provides(hostKind, service.tier));
      const others = byPopularity.filter(service => !provides(hostKind, service.tier));
      return [...own, ...others].slice(0, count);
    },
  };
}
