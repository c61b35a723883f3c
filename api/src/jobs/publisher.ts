import type { Fault } from '@dtp/contract/problem.ts';
import { gatheringOf } from '../records/record-file.ts';
import type { Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { type GivenVacancy, givenVacancy, type VacancyBounds } from './given-vacancy.ts';
import { vacancyGround } from './import.ts';
import { withdraw } from './lifecycle.ts';
import { publisherWords } from './publisher-messages.ts';
import type { VacancyRecord } from './record.ts';
import { createVacancyRepository } from './repository.ts';
import { saysTheSame, vacancyFrom } from './vacancy-from.ts';

/** What came of a vacancy that a partner sent. `conflict`: another stands under its reference, or this one was withdrawn. */
export type Published =
  | { readonly kind: 'created' | 'changed' | 'same'; readonly vacancy: VacancyRecord }
  | { readonly kind: 'conflict'; readonly vacancy: VacancyRecord }
  | { readonly kind: 'refused'; readonly faults: Fault[] };

/** How a vacancy is sent: `create` never changes one that is there; `put` does, and has the reference in its address. */
export type Sending = { readonly kind: 'create' } | { readonly kind: 'put'; readonly reference: string };

type Sent = Readonly<Record<string, unknown>>;

/** What the key and the address say goes before what the body leaves out; where the body says otherwise it is at fault. */
const completed = (body: Sent, authority: string, sending: Sending): { entry: Sent; faults: Fault[] } => {
  const faults: Fault[] = [];
  if (body.authority !== undefined && body.authority !== authority) faults.push({ path: 'authority', message: publisherWords.notYours });
  const { reference } = sending.kind === 'put' ? sending : body;
  if (sending.kind === 'put' && body.reference !== undefined && body.reference !== reference)
    faults.push({ path: 'reference', message: publisherWords.otherReference });
  for (const path of ['withdrawnAt', 'sample']) if (body[path] !== undefined) faults.push({ path, message: 'is not a field here' });
  const { withdrawnAt: _withdrawn, sample: _sample, ...rest } = body;
  return { entry: { ...rest, authority, ...(reference === undefined ? {} : { reference }) }, faults };
};

const check = (entry: Sent, bounds: VacancyBounds): { given: GivenVacancy | undefined; faults: Fault[] } => {
  const gathering = gatheringOf(givenVacancy(bounds));
  const faults = gathering.take(entry, '', () => 1).map(({ path, message }) => ({ path, message }));
  return { given: gathering.entries()?.[0]?.value, faults };
};

/** Where partners' own systems publish. `authority` is the key's, and no other body's vacancies are ever seen or touched. */
export type Publisher = {
  list(authority: string): Promise<VacancyRecord[]>;
  send(authority: string, body: Sent, sending: Sending): Promise<Published>;
  /** Undefined where the body has no vacancy of this reference. */
  withdraw(authority: string, reference: string): Promise<VacancyRecord | undefined>;
};

export const createPublisher = (store: Store, now: () => Date): Publisher => ({
  list: authority => createVacancyRepository(store.read).all(authority),

  send: async (authority, body, sending) => {
    const at = now();
    const { entry, faults } = completed(body, authority, sending);
    // Checked before the record is held: nobody else can write to it for as long as that takes.
    const { bounds, find } = await vacancyGround(store.read, at, authority);
    const { given, faults: more } = check(entry, bounds);
    const all = [...faults, ...more];
    if (all.length > 0 || !given) return { kind: 'refused', faults: all };
    return store.write(async (db): Promise<Published> => {
      const known = await createVacancyRepository(db).byReference(given.authority, given.reference);
      const vacancy = await vacancyFrom(given, known, 'api', at, find);
      if (known && saysTheSame(known, vacancy)) return { kind: 'same', vacancy: known };
      if (known && sending.kind === 'create') return { kind: 'conflict', vacancy: known };
      await createVacancyRepository(db).save(vacancy);
      await bumpVersion(db, 'jobs', at);
      return { kind: known ? 'changed' : 'created', vacancy };
    });
  },

  withdraw: (authority, reference) =>
    store.write(async db => {
      const repository = createVacancyRepository(db);
      const known = await repository.byReference(authority, reference);
      if (!known) return undefined;
      const outcome = withdraw(known, now().toISOString());
      if (outcome.kind !== 'done') return known;
      const vacancy = { ...outcome.vacancy, origin: 'api' };
      await repository.save(vacancy);
      await bumpVersion(db, 'jobs', now());
      return vacancy;
    }),
});
