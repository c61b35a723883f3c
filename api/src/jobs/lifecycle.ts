import type { Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { instantWords, tooFarAhead } from './closing-time.ts';
import { shownFromOf, stateOf, type VacancyRecord } from './record.ts';
import { createVacancyRepository } from './repository.ts';

/** A vacancy after a change, or why it cannot be changed so: a whole sentence. */
export type LifecycleOutcome =
  | { readonly kind: 'done'; readonly vacancy: VacancyRecord }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly message: string };

/** A rule of a vacancy's life at an instant (ISO 8601, UTC). Pure. */
export type LifecycleRule = (vacancy: VacancyRecord, at: string) => LifecycleOutcome;

const changedTo = (vacancy: VacancyRecord, at: string, change: Partial<VacancyRecord>): VacancyRecord => {
  const changed = { ...vacancy, ...change, updatedAt: at };
  return { ...changed, shownFrom: shownFromOf(changed, vacancy.shownFrom, at) };
};
const done = (vacancy: VacancyRecord, at: string, change: Partial<VacancyRecord>): LifecycleOutcome => ({
  kind: 'done',
  vacancy: changedTo(vacancy, at, change),
});
const refused = (message: string): LifecycleOutcome => ({ kind: 'refused', message });

/** A vacancy that nobody can see from now on; one that was still to come was never shown. */
export const takenDown = (vacancy: VacancyRecord, at: string): VacancyRecord => changedTo(vacancy, at, { withdrawnAt: at });

/** Takes it down for good, whatever its state. Twice is as good as once. */
export const withdraw: LifecycleRule = (vacancy, at) =>
  stateOf(vacancy, at) === 'withdrawn' ? { kind: 'same' } : { kind: 'done', vacancy: takenDown(vacancy, at) };

/** Moves the closing to a later or an earlier instant that has not come; one that has closed opens again. */
export const extend =
  (until: string): LifecycleRule =>
  (vacancy, at) => {
    const state = stateOf(vacancy, at);
    if (state === 'withdrawn') return refused('It was withdrawn. Publish it again first.');
    if (until <= at) return refused(`${instantWords(until)} is over already.`);
    const far = tooFarAhead(until, new Date(at));
    if (far !== undefined) return refused(`The closing ${far}.`);
    if (vacancy.publishAt !== null && until <= vacancy.publishAt)
      return refused(`It is published on ${instantWords(vacancy.publishAt)}, and cannot close before that.`);
    return until === vacancy.closesAt ? { kind: 'same' } : done(vacancy, at, { closesAt: until });
  };

/** Shows a draft, one that waits or one that was withdrawn, from an instant on; null is at once. */
export const publish =
  (from: string | null): LifecycleRule =>
  (vacancy, at) => {
    const state = stateOf(vacancy, at);
    const publishAt = from ?? at;
    if (state === 'open') return from === null ? { kind: 'same' } : refused('It is open already.');
    if (vacancy.closesAt <= at) return refused(`It closed on ${instantWords(vacancy.closesAt)}. Extend it first.`);
    if (publishAt >= vacancy.closesAt) return refused(`It closes on ${instantWords(vacancy.closesAt)}, before it would be published.`);
    if (publishAt === vacancy.publishAt && state !== 'withdrawn') return { kind: 'same' };
    return done(vacancy, at, { publishAt, withdrawnAt: null });
  };

/** What a person does by hand to a vacancy from a feed stays: the feed no longer touches it. */
const byHand = (vacancy: VacancyRecord): VacancyRecord => (vacancy.origin.startsWith('feed:') ? { ...vacancy, origin: 'import' } : vacancy);

/** Applies a rule to the vacancy with an id, in one unit of work. Undefined where there is none. */
export const changeVacancy = (store: Store, id: string, rule: LifecycleRule, now: Date): Promise<LifecycleOutcome | undefined> =>
  store.write(async db => {
    const repository = createVacancyRepository(db);
    const vacancy = await repository.byId(id);
    if (!vacancy) return undefined;
    const outcome = rule(vacancy, now.toISOString());
    if (outcome.kind !== 'done') return outcome;
    await repository.save(byHand(outcome.vacancy));
    await bumpVersion(db, 'jobs', now);
    return outcome;
  });
