import { londonDay } from '../http/clock.ts';
import { same } from '../records/merge.ts';
import type { Database } from '../store/connect.ts';
import type { HolidayValidators } from '../store/schema.ts';
import { bumpVersion } from '../store/versions.ts';
import { lostHolidays } from './bank-holidays.ts';
import { type BankHoliday, createHolidayRepository } from './holiday-repository.ts';

export type HolidaySource = {
  /** As people are told: "GOV.UK". */
  readonly name: string;
  readonly validators: HolidayValidators | null;
};

/** `shrunken`: bank holidays of the coming year would be lost, so the old list stays. `added` and `removed` are dates. */
export type Taken =
  | {
      readonly kind: 'taken';
      readonly count: number;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly changed: boolean;
    }
  | { readonly kind: 'shrunken'; readonly lost: readonly string[] };

/**
 * Puts a whole list in place of the one on record, inside a unit of work, and says that all is well with it. A list that looks incomplete is
 * refused unless `force`.
 */
export const takeHolidays = async (
  db: Database,
  list: readonly BankHoliday[],
  { name, validators }: HolidaySource,
  { now, force }: { readonly now: Date; readonly force: boolean },
): Promise<Taken> => {
  const repository = createHolidayRepository(db);
  const onRecord = await repository.all();
  const lost = force ? [] : lostHolidays(list, onRecord, londonDay(now));
  if (lost.length > 0) return { kind: 'shrunken', lost };
  const changed = !same(list, onRecord);
  if (changed) await repository.replace(list);
  const at = now.toISOString();
  await repository.saveFeed({ source: name, importedAt: at, lastTriedAt: at, fault: null, validators });
  await bumpVersion(db, 'hours', now);
  const dates = (holidays: readonly BankHoliday[]) => new Set(holidays.map(({ date }) => date));
  const [before, after] = [dates(onRecord), dates(list)];
  const added = [...after].filter(date => !before.has(date));
  const removed = [...before].filter(date => !after.has(date));
  return { kind: 'taken', count: list.length, added, removed, changed };
};
