import { createAuthorityRepository } from '../authorities/repository.ts';
import { createPlaceRepository } from '../places/repository.ts';
import { type Tally, twice } from '../records/merge.ts';
import { type FileForm, gatheringOf, readRecordFiles } from '../records/record-file.ts';
import { type ImportFault, type ImportFile, inFileOrder, type Sourced } from '../records/sourced.ts';
import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { VACANCY_TABLES } from './csv.ts';
import { type GivenVacancy, givenVacancy, type VacancyBounds } from './given-vacancy.ts';
import { takenDown } from './lifecycle.ts';
import { stateOf, type VacancyRecord } from './record.ts';
import { createVacancyRepository } from './repository.ts';
import { saysTheSame, vacancyFrom } from './vacancy-from.ts';
import { type FindJobPoint, jobPoints } from './whereabouts.ts';

/** What tells vacancies apart: the publisher and its own reference. */
export const vacancyKey = ({ authority, reference }: { readonly authority: string; readonly reference: string }): string =>
  `${authority} / ${reference}`;

/** What vacancies are checked against and set beside, as it is on record. */
export type VacancyGround = {
  readonly bounds: VacancyBounds;
  readonly onRecord: ReadonlyMap<string, VacancyRecord>;
  readonly find: FindJobPoint;
};

/** Reads the ground within a unit of work; with `authority` only the vacancies of that body. */
export const vacancyGround = async (db: Database, now: Date, authority?: string): Promise<VacancyGround> => {
  const vacancies = await createVacancyRepository(db).all(authority);
  const onRecord = new Map(vacancies.map(one => [vacancyKey(one), one]));
  const authorities = new Set<string>((await createAuthorityRepository(db).all()).map(({ id }) => id));
  return {
    bounds: { now, authorities, closesOnRecord: (body, reference) => onRecord.get(vacancyKey({ authority: body, reference }))?.closesAt },
    onRecord,
    find: await jobPoints(createPlaceRepository(db)),
  };
};

const words: FileForm['words'] = {
  notAPart: 'is not a part of a file of vacancies: that is vacancies alone',
  shape: 'should be a list of vacancies, or an object with vacancies',
};

const readVacancyFiles = (files: readonly ImportFile[], bounds: VacancyBounds) => {
  const vacancies = gatheringOf(givenVacancy(bounds));
  const faults = readRecordFiles(files, { kinds: { vacancies }, tables: VACANCY_TABLES, remarks: ['note'], alone: 'vacancies', words });
  return { incoming: vacancies.entries() ?? [], faults };
};

export type ImportPlan = { readonly save: readonly VacancyRecord[]; readonly remove: readonly string[]; readonly tally: Tally };

/**
 * What an import does. With `replace`, what the files leave out of the bodies they name is withdrawn, where it came from a file and has not
 * closed; samples go altogether. What came by the API or from a feed is somebody else's to withdraw.
 */
const planImport = async (
  incoming: readonly GivenVacancy[],
  replace: boolean,
  now: Date,
  { onRecord, find }: VacancyGround,
): Promise<ImportPlan> => {
  const save: VacancyRecord[] = [];
  let added = 0;
  for (const given of incoming) {
    const known = onRecord.get(vacancyKey(given));
    const vacancy = await vacancyFrom(given, known, given.sample ? 'sample' : 'import', now, find);
    if (known && saysTheSame(known, vacancy)) continue;
    if (!known) added++;
    save.push(vacancy);
  }
  const named = new Set(incoming.map(vacancyKey));
  const bodies = new Set<string>(incoming.map(({ authority }) => authority));
  const at = now.toISOString();
  const left = replace ? [...onRecord.values()].filter(one => bodies.has(one.authority) && !named.has(vacancyKey(one))) : [];
  const samples = left.filter(({ origin }) => origin === 'sample');
  const withdrawn = left.filter(one => one.origin === 'import' && !['closed', 'withdrawn'].includes(stateOf(one, at)));
  const changed = save.length - added;
  return {
    save: [...save, ...withdrawn.map(one => takenDown(one, at))],
    remove: samples.map(({ id }) => id),
    tally: { added, changed, unchanged: incoming.length - save.length, removed: samples.length + withdrawn.length },
  };
};

export type ImportOutcome =
  | { readonly kind: 'done'; readonly tally: Tally; readonly changed: boolean }
  | { readonly kind: 'refused'; readonly faults: readonly ImportFault[] };

const valuesOf = <Value>(entries: readonly Sourced<Value>[]): Value[] => entries.map(({ value }) => value);

/** Reads and checks files, and writes them in one unit of work. With any fault nothing is written, and all faults are answered, in the order of files and lines. */
export const importVacancies = async (store: Store, files: readonly ImportFile[], replace: boolean, now: Date): Promise<ImportOutcome> => {
  // Adverts are checked before the record is held: nobody else can write to it for as long as that takes.
  const { bounds } = await vacancyGround(store.read, now);
  const { incoming, faults } = readVacancyFiles(files, bounds);
  const all = [...faults, ...twice(incoming, vacancyKey, 'reference')];
  if (all.length > 0) return { kind: 'refused', faults: inFileOrder(all, files) };
  return store.write(async (db): Promise<ImportOutcome> => {
    const { save, remove, tally } = await planImport(valuesOf(incoming), replace, now, await vacancyGround(db, now));
    const repository = createVacancyRepository(db);
    for (const id of remove) await repository.remove(id);
    for (const vacancy of save) await repository.save(vacancy);
    const changed = save.length + remove.length > 0;
    if (changed) await bumpVersion(db, 'jobs', now);
    return { kind: 'done', tally, changed };
  });
};
