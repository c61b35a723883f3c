import { createAuthorityRepository } from '../authorities/repository.ts';
import { londonDay } from '../http/clock.ts';
import { compare, editsOf, emptied, type ImportMode, type KindPlan, type Merged, twice } from '../records/merge.ts';
import { type ImportFault, type ImportFile, inFileOrder, type Sourced } from '../records/sourced.ts';
import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { type Incoming, readContactFiles } from './import.ts';
import { wayBack } from './out-of-hours-circle.ts';
import type { ContactRecord, ExceptionRecord, LineRecord, NoticeRecord, SignpostRecord } from './record.ts';
import { createContactRepository } from './repository.ts';

/** The ids on record that lines and signposts may name. Services and categories are those of the A to Z. */
export type KnownIds = {
  readonly authorities: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
};

/** Reads the ids of the A to Z within the unit of work of an import. */
export type ReadServiceIds = (db: Database) => Promise<Pick<KnownIds, 'services' | 'categories'>>;

export type ImportPlan = {
  readonly lines: KindPlan<LineRecord>;
  readonly exceptions: KindPlan<ExceptionRecord>;
  readonly notices: KindPlan<NoticeRecord>;
  readonly signposts: KindPlan<SignpostRecord>;
};

const idOf = (value: { readonly id: string }): string => value.id;
const exceptionKey = ({ line, date }: ExceptionRecord): string => `${line} / ${date}`;

/** A fault for each entry that names something that is not there. */
const strangers = <Value>(
  entries: readonly Sourced<Value>[] | null,
  path: string,
  named: (value: Value) => readonly string[],
  known: ReadonlySet<string>,
  what: string,
): ImportFault[] =>
  (entries ?? []).flatMap(({ file, line, value }) =>
    [...new Set(named(value))].filter(id => !known.has(id)).map(id => ({ file, line, path, message: `names ${id}, which is not ${what}` })),
  );

const given = (id: string | null): string[] => (id === null ? [] : [id]);

/** Faults that only show when all is together: names of things that are not there, and lines that send callers round in a circle. */
const crossFaults = (
  { lines, exceptions, notices, signposts }: Incoming,
  onRecord: readonly LineRecord[],
  { authorities, services, categories }: KnownIds,
): ImportFault[] => {
  const lineIds = new Set(onRecord.map(idOf));
  const circles = (lines ?? []).flatMap(({ file, line, value }) => {
    const way = wayBack(value.id, onRecord);
    return way ? [{ file, line, path: 'outOfHours', message: `leads callers in a circle: ${way.join(', then ')}` }] : [];
  });
  return [
    ...strangers(lines, 'authority', one => [one.authority], authorities, 'a partner'),
    ...strangers(lines, 'services', one => one.services, services, 'a service on record'),
    ...strangers(lines, 'categories', one => one.categories, categories, 'a category on record'),
    ...strangers(lines, 'outOfHours', one => one.outOfHours.flatMap(rule => given(rule.service)), services, 'a service on record'),
    ...strangers(lines, 'outOfHours', one => one.outOfHours.flatMap(rule => given(rule.line)), lineIds, 'a line on record'),
    ...circles,
    ...strangers(exceptions, 'line', one => [one.line], lineIds, 'a line on record'),
    ...strangers(notices, 'lines', one => one.lines, lineIds, 'a line on record'),
    ...strangers(signposts, 'services', one => one.services, services, 'a service on record'),
  ];
};

/** Takes away what is left of values that went with something else. */
const without = <Value>({ plan, result }: Merged<Value>, gone: readonly Value[]): KindPlan<Value> => ({
  save: plan.save,
  remove: [...plan.remove, ...gone],
  tally: {
    ...plan.tally,
    unchanged: plan.tally.unchanged - result.filter(value => gone.includes(value)).length,
    removed: plan.tally.removed + gone.length,
  },
});

/** Notices that stay, but not for lines that go. */
const fewerLines = (plan: KindPlan<NoticeRecord>, notices: readonly NoticeRecord[]): KindPlan<NoticeRecord> => ({
  ...plan,
  save: [...plan.save, ...notices],
  tally: { ...plan.tally, changed: plan.tally.changed + notices.length, unchanged: plan.tally.unchanged - notices.length },
});

/** Works out what an import does, or why it may not. The exceptions and notices of a line that goes, go with it. Pure. */
export const planImport = (
  current: ContactRecord,
  incoming: Incoming,
  mode: ImportMode,
  known: KnownIds,
): { plan: ImportPlan; faults: ImportFault[] } => {
  const lines = compare(current.lines, incoming.lines, idOf, mode);
  const exceptions = compare(current.exceptions, incoming.exceptions, exceptionKey, mode);
  const notices = compare(current.notices, incoming.notices, idOf, mode);
  const signposts = compare(current.signposts, incoming.signposts, idOf, mode);

  const removed = new Set(lines.plan.remove.map(idOf));
  const isOld = <Value>(values: readonly Sourced<Value>[] | null, value: Value) => !(values ?? []).some(one => one.value === value);
  const goneExceptions = exceptions.result.filter(one => removed.has(one.line) && isOld(incoming.exceptions, one));
  const touched = notices.result.filter(one => isOld(incoming.notices, one) && one.lines.some(id => removed.has(id)));
  const left = touched.map(one => ({ ...one, lines: one.lines.filter(id => !removed.has(id)) }));
  const goneNotices = touched.filter(one => one.lines.every(id => removed.has(id)));

  return {
    plan: {
      lines: lines.plan,
      exceptions: without(exceptions, goneExceptions),
      notices: fewerLines(
        without(notices, goneNotices),
        left.filter(one => one.lines.length > 0),
      ),
      signposts: signposts.plan,
    },
    faults: [
      ...twice(incoming.lines, idOf, 'id'),
      ...twice(incoming.exceptions, exceptionKey, 'line'),
      ...twice(incoming.notices, idOf, 'id'),
      ...twice(incoming.signposts, idOf, 'id'),
      ...crossFaults(incoming, lines.result, known),
    ],
  };
};

/** A fault for each entry that somebody is to have checked on a day that has not come. */
const tooSoon = <Value extends { readonly verifiedOn: string | null }>(
  entries: readonly Sourced<Value>[] | null,
  now: Date,
): ImportFault[] =>
  (entries ?? [])
    .filter(({ value }) => value.verifiedOn !== null && value.verifiedOn > londonDay(now))
    .map(({ file, line }) => ({ file, line, path: 'verifiedOn', message: 'is a day that has not come yet' }));

/** Carries a plan out inside a unit of work, and moves the data version when anything changed. Answers whether it did. */
export const carryOut = async (db: Database, { lines, exceptions, notices, signposts }: ImportPlan, now: Date): Promise<boolean> => {
  if (editsOf(lines, exceptions, notices, signposts) === 0) return false;
  const repository = createContactRepository(db);
  for (const { line, date } of exceptions.remove) await repository.removeException(line, date);
  for (const { id } of notices.remove) await repository.removeNotice(id);
  for (const { id } of signposts.remove) await repository.removeSignpost(id);
  for (const { id } of lines.remove) await repository.removeLine(id);
  for (const line of lines.save) await repository.saveLine(line);
  for (const exception of exceptions.save) await repository.saveException(exception);
  for (const notice of notices.save) await repository.saveNotice(notice);
  for (const signpost of signposts.save) await repository.saveSignpost(signpost);
  await bumpVersion(db, 'contact', now);
  return true;
};

export type ImportOutcome =
  | { readonly kind: 'done'; readonly plan: ImportPlan; readonly changed: boolean }
  | { readonly kind: 'refused'; readonly faults: readonly ImportFault[] };

/** Reads, checks and writes files inside a unit of work. With any fault nothing is written, and all faults are answered, in the order of files and lines. */
export const takeIn = async (
  db: Database,
  files: readonly ImportFile[],
  mode: ImportMode,
  serviceIds: ReadServiceIds,
  now: Date,
): Promise<ImportOutcome> => {
  const { incoming, faults } = readContactFiles(files);
  const current = await createContactRepository(db).all();
  const authorities = new Set((await createAuthorityRepository(db).all()).map(idOf));
  const planned = planImport(current, incoming, mode, { authorities, ...(await serviceIds(db)) });
  const file = files[0]?.name ?? '';
  const all = [
    ...faults,
    ...planned.faults,
    ...emptied(current.lines, incoming.lines, mode, 'lines', file),
    ...emptied(current.signposts, incoming.signposts, mode, 'signposts', file),
    ...tooSoon(incoming.lines, now),
    ...tooSoon(incoming.signposts, now),
  ];
  if (all.length > 0) return { kind: 'refused', faults: inFileOrder(all, files) };
  return { kind: 'done', plan: planned.plan, changed: await carryOut(db, planned.plan, now) };
};

/** The same in a transaction of its own. */
export const importContact = (
  store: Store,
  files: readonly ImportFile[],
  mode: ImportMode,
  serviceIds: ReadServiceIds,
  now: Date,
): Promise<ImportOutcome> => store.write(db => takeIn(db, files, mode, serviceIds, now));
