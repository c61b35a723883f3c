import { createAuthorityRepository } from '../authorities/repository.ts';
import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { type ImportFault, type ImportFile, type Incoming, type Origin, readImport, type Sourced } from './import.ts';
import type { AnswerRecord, AzRecord, CategoryRecord, ServiceRecord } from './record.ts';
import { createAzRepository } from './repository.ts';

/**
 * What becomes of the record where files and record meet.
 * - `merge`: files win, what they do not name stays
 * - `replace`: of each kind that the files hold, what they do not name goes
 * - `add`: the record wins, only what is missing comes in (how starter data is laid under editors' work)
 */
export type ImportMode = 'merge' | 'replace' | 'add';

/** How many of a kind the import adds, changes, leaves as they are and removes. */
export type Tally = { added: number; changed: number; unchanged: number; removed: number };

type KindPlan<Value> = { save: Value[]; remove: Value[]; tally: Tally };

export type ImportPlan = {
  categories: KindPlan<CategoryRecord> & { order: readonly CategoryRecord[] };
  services: KindPlan<ServiceRecord>;
  answers: KindPlan<AnswerRecord>;
};

type Outcome<Value> = { plan: KindPlan<Value>; result: readonly Value[] };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Sets the incoming values of one kind beside those on record. */
const compare = <Value>(
  current: readonly Value[],
  incoming: readonly Sourced<Value>[] | null,
  keyOf: (value: Value) => string,
  mode: ImportMode,
): Outcome<Value> => {
  const onRecord = new Map(current.map(value => [keyOf(value), value]));
  const given = new Map((incoming ?? []).map(({ value }) => [keyOf(value), value]));
  const added = [...given].filter(([key]) => !onRecord.has(key)).map(([, value]) => value);
  const changed =
    mode === 'add'
      ? []
      : [...given].filter(([key, value]) => onRecord.has(key) && !same(onRecord.get(key), value)).map(([, value]) => value);
  const removed = mode === 'replace' && incoming ? current.filter(value => !given.has(keyOf(value))) : [];
  const changes = new Map(changed.map(value => [keyOf(value), value]));
  const kept = current.filter(value => !removed.includes(value)).map(value => changes.get(keyOf(value)) ?? value);
  return {
    plan: {
      save: [...added, ...changed],
      remove: removed,
      tally: { added: added.length, changed: changed.length, unchanged: kept.length - changed.length, removed: removed.length },
    },
    result: [...kept, ...added],
  };
};

const twice = <Value>(entries: readonly Sourced<Value>[] | null, keyOf: (value: Value) => string, path: string): ImportFault[] => {
  const first = new Map<string, Origin>();
  return (entries ?? []).flatMap(({ file, line, value }) => {
    const key = keyOf(value);
    const before = first.get(key);
    if (!before) {
      first.set(key, { file, line });
      return [];
    }
    return [{ file, line, path, message: `is given twice: ${key} stands in ${before.file}, line ${before.line}, too` }];
  });
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
  const edits = [categories, services, answers].reduce((sum, { save, remove }) => sum + save.length + remove.length, 0);
  if (edits === 0 && !newOrder) return false;
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
  const place = new Map(files.map((file, at) => [file.name, at]));
  const inOrder = (a: ImportFault, b: ImportFault) => (place.get(a.file) ?? 0) - (place.get(b.file) ?? 0) || a.line - b.line;
  return store.write(async db => {
    const current = await createAzRepository(db).all();
    const authorities = await createAuthorityRepository(db).all();
    const planned = planImport(current, incoming, mode, new Set(authorities.map(one => one.id)));
    const all = [...faults, ...planned.faults];
    if (all.length > 0) return { kind: 'refused', faults: all.sort(inOrder) };
    return { kind: 'done', plan: planned.plan, changed: await carryOut(db, current, planned.plan, now) };
  });
};
