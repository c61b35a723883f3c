import type { BankHoliday, HolidayFeed, HolidayRepository } from './holiday-repository.ts';
import { withOwnDays } from './substitute-days.ts';

/** Bank holidays in memory, in order of date; beside a substitute day stands the day itself. */
export type HolidayBook = {
  all(): readonly BankHoliday[];
  /** YYYY-MM-DD, in order. */
  dates(): readonly string[];
  /** Null before there ever was a list. */
  feed(): HolidayFeed | null;
};

/** A book over a fixed list, as tests and benches need it. */
export const holidayBook = (listed: readonly BankHoliday[], feed: HolidayFeed | null): HolidayBook => {
  const list = withOwnDays(listed);
  const dates = list.map(one => one.date);
  return { all: () => list, dates: () => dates, feed: () => feed };
};

/** A book that `rebuild` swaps whole when the record has moved. */
export const openHolidayBook = async (repository: HolidayRepository): Promise<HolidayBook & { rebuild(): Promise<void> }> => {
  const read = async () => holidayBook(await repository.all(), await repository.feed());
  let current = await read();
  return {
    all: () => current.all(),
    dates: () => current.dates(),
    feed: () => current.feed(),
    rebuild: async () => {
      current = await read();
    },
  };
};
