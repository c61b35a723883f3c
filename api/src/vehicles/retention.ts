import type { Store } from '../store/connect.ts';
import type { VehicleRepository } from './repository.ts';
import { createVehicleWriter } from './repository.write.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** How long what is kept: all for a day, then one fix a minute, after a week one in ten minutes, after 28 days nothing. */
export const KEEPING = {
  all: DAY,
  eachMinute: 7 * DAY,
  positions: 28 * DAY,
  treatments: 60 * DAY,
} as const;

/** Characters that the instants of a minute, and of ten minutes, have in common. */
const MINUTE_STRETCH = 16;
const TEN_MINUTE_STRETCH = 15;
/** Rows that one transaction takes, so that nothing else waits for long. */
const STEP = 500;

/**
 * Thins old positions and removes those that are too old, as of `now`. Safe to stop and to repeat: each step is a small transaction of
 * its own. Answers how many positions went.
 */
export const thinPositions = async (store: Store, repository: VehicleRepository, now: Date): Promise<number> => {
  const at = now.getTime();
  let removed = 0;

  const removeAll = async (find: () => Promise<readonly number[]>): Promise<void> => {
    for (;;) {
      const numbers = await find();
      if (numbers.length > 0) await store.write(db => createVehicleWriter(db).removePositions(numbers));
      removed += numbers.length;
      if (numbers.length < STEP) return;
      // Others have their turn between two steps.
      await new Promise(setImmediate);
    }
  };

  let vehicle = await repository.reportedAfter('');
  while (vehicle !== undefined) {
    const id = vehicle;
    await removeAll(() => repository.before(id, at - KEEPING.positions, STEP));
    await removeAll(() => repository.superfluous(id, at - KEEPING.eachMinute, TEN_MINUTE_STRETCH, STEP));
    await removeAll(() => repository.superfluous(id, at - KEEPING.all, MINUTE_STRETCH, STEP));
    vehicle = await repository.reportedAfter(id);
  }
  await store.write(db => createVehicleWriter(db).removeTreatmentsBefore(at - KEEPING.treatments));
  return removed;
};
