import type { Category } from '@dtp/contract/az.ts';
import type { AuthorityKind } from '@dtp/contract/ids.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { type AzShelf, azShelf } from './browse.ts';
import type { AnswerRecord, AzRecord, ServiceRecord } from './record.ts';
import type { AzRepository } from './repository.ts';
import { type Found, openSearchIndex, type RankContext, type Suggested } from './search-index.ts';

/** The A to Z in memory: the record by id, the letter and category shelves, and the search index. Immutable; `rebuild` swaps all of it at once. */
export type AzReadModel = {
  service(id: string): ServiceRecord | undefined;
  /** All answers on record for a service, by authority id, whatever their dates. */
  answersOf(service: string): ReadonlyMap<string, AnswerRecord>;
  category(id: string): Category | undefined;
  shelf(): AzShelf;
  /** Best first. Never throws, whatever is typed. */
  search(text: string, context: RankContext): Found;
  suggest(text: string, hostKind: AuthorityKind | null, limit: number): readonly Suggested[];
};

const NO_ANSWERS: ReadonlyMap<string, AnswerRecord> = new Map();

/** A model over a record, as tests and benches need it. */
export const azReadModel = (record: AzRecord): AzReadModel => {
  const services = new Map(record.services.map(service => [service.id as string, service]));
  const categories = new Map(record.categories.map(category => [category.id, category]));
  const answers = new Map<string, Map<string, AnswerRecord>>();
  for (const answer of record.answers) {
    const ofService = answers.get(answer.service) ?? new Map<string, AnswerRecord>();
    answers.set(answer.service, ofService.set(answer.authority, answer));
  }
  const shelf = azShelf(record);
  const index = openSearchIndex(record);
  return {
    service: id => services.get(id),
    answersOf: service => answers.get(service) ?? NO_ANSWERS,
    category: id => categories.get(id),
    shelf: () => shelf,
    search: index.search,
    suggest: index.suggest,
  };
};

export type AzReadModelDeps = { repository: AzRepository; authorities: AuthorityBook };

/** A model that `rebuild` replaces whole when the record has moved; requests keep the one they began with. */
export const openAzReadModel = async ({ repository }: AzReadModelDeps): Promise<AzReadModel & { rebuild(): Promise<void> }> => {
  let current = azReadModel(await repository.all());
  return {
    service: id => current.service(id),
    answersOf: service => current.answersOf(service),
    category: id => current.category(id),
    shelf: () => current.shelf(),
    search: (text, context) => current.search(text, context),
    suggest: (text, hostKind, limit) => current.suggest(text, hostKind, limit),
    rebuild: async () => {
      current = azReadModel(await repository.all());
    },
  };
};
