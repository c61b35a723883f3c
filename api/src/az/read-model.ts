import type { Category } from '@dtp/contract/az.ts';
import { type AzShelf, azShelf } from './browse.ts';
import type { AnswerRecord, AzRecord, ServiceRecord } from './record.ts';
import type { AzRepository } from './repository.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import { atOnce, inSlices, type Work } from './slices.ts';

/** The A to Z in memory: the record by id, the letter and category shelves, and the search index. Immutable; `rebuild` swaps all of it at once. */
export type AzReadModel = {
  service(id: string): ServiceRecord | undefined;
  /** All answers on record for a service, by authority id, whatever their dates. */
  answersOf(service: string): ReadonlyMap<string, AnswerRecord>;
  category(id: string): Category | undefined;
  shelf(): AzShelf;
  /** Best first. Never throws, whatever is typed. */
  search: SearchIndex['search'];
  suggest: SearchIndex['suggest'];
};

const NO_ANSWERS: ReadonlyMap<string, AnswerRecord> = new Map();

function* modelOver(record: AzRecord): Work<AzReadModel> {
  const services = new Map(record.services.map(service => [service.id as string, service]));
  const categories = new Map(record.categories.map(category => [category.id, category]));
  const answers = new Map<string, Map<string, AnswerRecord>>();
  for (const answer of record.answers) {
    const ofService = answers.get(answer.service) ?? new Map<string, AnswerRecord>();
    answers.set(answer.service, ofService.set(answer.authority, answer));
    yield;
  }
  const shelf = yield* azShelf(record);
  const index = yield* openSearchIndex(record);
  return {
    service: id => services.get(id),
    answersOf: service => answers.get(service) ?? NO_ANSWERS,
    category: id => categories.get(id),
    shelf: () => shelf,
    search: index.search,
    suggest: index.suggest,
  };
}

/** A model over a record, built in one go as tests and benches need it. */
export const azReadModel = (record: AzRecord): AzReadModel => atOnce(modelOver(record));

export type AzReadModelDeps = { repository: AzRepository };

/**
 * A model that `rebuild` replaces whole when the record has moved. It is built in slices of a few milliseconds, and requests meanwhile
 * are answered by the old one.
 */
export const openAzReadModel = async ({ repository }: AzReadModelDeps): Promise<AzReadModel & { rebuild(): Promise<void> }> => {
  const build = async () => inSlices(modelOver(await repository.all()));
  let current = await build();
  return {
    service: id => current.service(id),
    answersOf: service => current.answersOf(service),
    category: id => current.category(id),
    shelf: () => current.shelf(),
    search: (text, context, spelling) => current.search(text, context, spelling),
    suggest: (text, hostKind, limit) => current.suggest(text, hostKind, limit),
    rebuild: async () => {
      current = await build();
    },
  };
};
