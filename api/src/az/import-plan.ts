import { createAuthorityRepository } from '../authorities/repository.ts';
import { compare, editsOf, emptied, type ImportMode, type KindPlan, same, twice } from '../records/merge.ts';
import { type ImportFault, type ImportFile, inFileOrder } from '../records/sourced.ts';
import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { type Incoming, readImport } from './import.ts';
import type { AnswerRecord, AzRecord, CategoryRecord, ServiceRecord } from './record.ts';
import { createAzRepository } from './repository.ts';

export type ImportPlan = {
  categories: KindPlan<CategoryRecord> & { order: readonly CategoryRecord[] };
  services: KindPlan<ServiceRecord>;
  answers: KindPlan<AnswerRecord>;
};

const answerKey = (answer: AnswerRecord): string => `${answer.service} / ${answer.authority}`;
const idOf = (value: { id: string }): string => value.id;

/** Faults that only show when all is together: numbers used twice, names of things that are not there. */
const crossFaults = (
  incoming: Incoming,
  services: readonly ServiceRecord[],
  categories: readonly CategoryRecord[],
  authorities: ReadonlySet<string>,
): ImportFault[] => {
  const categoryIds = new Set(categories.map(idOf));
  const serviceIds = new Set(services.map(idOf));
  const byLgsl = new Map<number, string[]>();
  for (const { id, lgsl } of services) if (lgsl !== null) byLgsl.set(lgsl, [...(byLgsl.get(lgsl) ?? []), id]);
  const ofServices = (incoming.services ?? []).flatMap(({ file, line, value }) => {
    const others = value.lgsl === null ? [] : (byLgsl.get(value.lgsl) ?? []).filter(id => id !== value.id);
    return [
      ...others.map(id => ({ file, line, path: 'lgsl', message: `${value.lgsl} is also the number of ${id}` })),
      ...value.categories
        .filter(id => !categoryIds.has(id))
        .map(id => ({ file, line, path: 'categories', message: `names ${id}, which is not a category on record` })),
    ];
  });
  const ofAnswers = (incoming.answers ?? []).flatMap(({ file, line, value }) => [
    ...(serviceIds.has(value.service)
      ? []
      : [{ file, line, path: 'service', message: `names ${value.service}, which is not a service on record` }]),
    ...(authorities.has(value.authority)
      ? []
      : [{ file, line, path: 'authority', message: `names ${value.authority}, which is not a partner` }]),
  ]);
  return [...ofServices, ...ofAnswers];
};

/** A category may go only when no service that stays is in it. */
const orphanFaults = (removed: readonly CategoryRecord[], services: readonly ServiceRecord[], file: string): ImportFault[] =>
  removed.flatMap(({ id }) => {
    const user = services.find(service => service.categories.includes(id));
    return user ? [{ file, line: 1, path: 'categories', message: `leaves out ${id}, which ${user.id} is in` }] : [];
  });

/**
 * Works out what an import does, or why it may not. Pure.
 * Categories take the order of the file when it names all of them; new ones otherwise come last.
 */
export const planImport = (
  current: AzRecord,
  incoming: Incoming,
  mode: ImportMode,
  authorities: ReadonlySet<string>,
): { plan: ImportPlan; faults: ImportFault[] } => {
  const categories = compare(current.categories, incoming.categories, idOf, mode);
  const services = compare(current.services, incoming.services, idOf, mode);
  const staying = new Set(services.result.map(idOf));
  const answers = compare(current.answers, incoming.answers, answerKey, mode);
  const swept = answers.result.filter(
    answer => !staying.has(answer.service) && !(incoming.answers ?? []).some(({ value }) => value === answer),
  );
  const given = (incoming.categories ?? []).map(({ value }) => value);
  const ordered = mode !== 'add' && given.length === categories.result.length ? given : categories.result;
  return {
    plan: {
      categories: { ...categories.plan, order: ordered },
      services: services.plan,
      answers: {
        save: answers.plan.save,
        remove: [...answers.plan.remove, ...swept],
        tally: {
          ...answers.plan.tally,
          unchanged: answers.plan.tally.unchanged - swept.length,
          removed: answers.plan.tally.removed + swept.length,
        },
      },
    },
    faults: [
      ...twice(incoming.categories, idOf, 'id'),
      ...twice(incoming.services, idOf, 'id'),
      ...twice(incoming.answers, answerKey, 'service'),
      ...crossFaults(incoming, services.result, categories.result, authorities),
      ...orphanFaults(categories.plan.remove, services.result, incoming.categories?.[0]?.file ?? ''),
    ],
  };
};

const reordered = (before: readonly CategoryRecord[], after: readonly CategoryRecord[]): boolean =>
  !same(before.map(idOf), after.map(idOf));

/** Carries a plan out inside a unit of work, and moves the data version when anything changed. Answers whether it did. */
export const carryOut = async (
  db: Database,
  current: AzRecord,
  { categories, services, answers }: ImportPlan,
  now: Date,
): Promise<boolean> => {
  const repository = createAzRepository(db);
  const newOrder = reordered(current.categories, categories.order);
  if (editsOf(categories, services, answers) === 0 && !newOrder) return false;
  for (const { id } of categories.remove) await repository.removeCategory(id);
  for (const answer of answers.remove) await repository.removeAnswer(answer.service, answer.authority);
  for (const { id } of services.remove) await repository.removeService(id);
  if (newOrder || categories.save.length > 0) {
    for (const [position, category] of categories.order.entries()) await repository.saveCategory(category, position);
  }
  for (const service of services.save) await repository.saveService(service);
  for (const answer of answers.save) await repository.saveAnswer(answer);
  await bumpVersion(db, 'az', now);
  return true;
};

export type ImportOutcome = { kind: 'done'; plan: ImportPlan; changed: boolean } | { kind: 'refused'; faults: readonly ImportFault[] };

/** Reads, checks and writes files in one transaction. With any fault nothing is written, and all faults are answered, in the order of files and lines. */
export const importServices = (store: Store, files: readonly ImportFile[], mode: ImportMode, now: Date): Promise<ImportOutcome> => {
  const { incoming, faults } = readImport(files);
  return store.write(async db => {
    const current = await createAzRepository(db).all();
    const authorities = await createAuthorityRepository(db).all();
    const planned = planImport(current, incoming, mode, new Set(authorities.map(one => one.id)));
    const file = files[0]?.name ?? '';
    const all = [
      ...faults,
      ...planned.faults,
      ...emptied(current.categories, incoming.categories, mode, 'categories', file),
      ...emptied(current.services, incoming.services, mode, 'services', file),
      ...emptied(current.answers, incoming.answers, mode, 'answers', file),
    ];
    if (all.length > 0) return { kind: 'refused', faults: inFileOrder(all, files) };
    return { kind: 'done', plan: planned.plan, changed: await carryOut(db, current, planned.plan, now) };
  });
};
