import { type Fix, type Shown, shownAt } from './duty.ts';

/** What is known live of one vehicle. Times are milliseconds. */
export type Track = {
  /** Takes in a fix, in whatever order they come, the same one twice without harm. */
  note(fix: Fix): void;
  /** What the public sees at `now`, when positions are shown `delay` late. `now` may only grow. */
  shown(now: number, delay: number): Shown;
};

/** Keeps the fix that is shown and those that are still too young for it; what came before is for the record. */
export const createTrack = (): Track => {
  let newest: Fix | undefined;
  let due: Fix | undefined;
  /** Younger than `due`, oldest first. */
  const young: Fix[] = [];

  return {
    note: fix => {
      if (!newest || fix.at > newest.at) newest = fix;
      if (due && fix.at <= due.at) return;
      let place = young.length;
      while (place > 0 && (young[place - 1]?.at ?? 0) > fix.at) place--;
      if (young[place - 1]?.at !== fix.at) young.splice(place, 0, fix);
    },
    shown: (now, delay) => {
      const ready = young.findIndex(fix => fix.at > now - delay);
      const count = ready === -1 ? young.length : ready;
      if (count > 0) due = young.splice(0, count).at(-1);
      return shownAt(now, newest, due);
    },
  };
};
