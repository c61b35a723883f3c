import type { MapModel } from '../../api/src/map/model.ts';
import type { MapRepository } from '../../api/src/map/repository.ts';
import type { PlaceFinder } from '../../api/src/places/finder.ts';
import type { SpotFinder } from '../../api/src/places/spots.ts';
import type { Store } from '../../api/src/store/connect.ts';
import type { ImportedLayer } from './real-layers.ts';

/** What every check is given: the record with the real files in it, the app over it, and the folder those came from. */
export type AcceptContext = {
  readonly data: string;
  readonly store: Store;
  readonly places: PlaceFinder;
  readonly spots: SpotFinder;
  readonly map: MapModel;
  readonly mapRecord: MapRepository;
  readonly imported: readonly ImportedLayer[];
  /** The day that answers are for. */
  readonly day: string;
  /** What the app answers to a GET, as JSON. Throws for any status but 200. */
  readonly get: (path: string) => Promise<unknown>;
  readonly print: (line: string) => void;
};

/** What a check found. `counts` is printed as a table; `mismatches` are sentences, and one is enough to fail. */
export type Verdict = { readonly counts: ReadonlyMap<string, number>; readonly mismatches: readonly string[] };

/** One acceptance check on real data. Add it to CHECKS in scripts/accept.ts. */
export type Check = { readonly name: string; run(context: AcceptContext): Promise<Verdict> };

/** Gathers a verdict row by row. */
export const openVerdict = (): Verdict & { count(outcome: string): void; mismatch(sentence: string): void } => {
  const counts = new Map<string, number>();
  const mismatches: string[] = [];
  return {
    counts,
    mismatches,
    count: outcome => void counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    mismatch: sentence => void mismatches.push(sentence),
  };
};
