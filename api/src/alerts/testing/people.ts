import type { AlertFrequency } from '@dtp/contract/alerts.ts';
import type { Store } from '../../store/connect.ts';
import { createAlertRepository } from '../repository.ts';

export type TestAlert = { readonly filter: string; readonly frequency: AlertFrequency };

/** Two alerts: for cooks daily, for schools as often as told. */
export const cookAndSchool = (frequency: AlertFrequency): readonly TestAlert[] => [
  { filter: 'cook', frequency: 'daily' },
  { filter: 'school', frequency },
];

/** Puts somebody on record with alerts that have been told until `seenUntil`. `name` is a word: the person's id, and the address before example.org. */
export const addPerson = (store: Store, name: string, alerts: readonly TestAlert[], seenUntil: string): Promise<void> =>
  store.write(async db => {
    const repository = createAlertRepository(db);
    await repository.addPerson({
      id: name,
      email: `${name}@example.org`,
      key: 'k'.repeat(32),
      createdAt: seenUntil,
      bounces: 0,
      bouncedAt: null,
      eraseAt: null,
    });
    for (const { filter, frequency } of alerts)
      await repository.saveSubscription({
        id: `${name}-${filter}`,
        person: name,
        topic: 'jobs',
        filter,
        frequency,
        authority: null,
        createdAt: seenUntil,
        seenUntil,
        endedAt: null,
        endedBy: null,
      });
  });
