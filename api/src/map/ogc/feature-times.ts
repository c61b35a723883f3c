import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { LayerRow, MapRepository } from '../repository.ts';
import type { Interval } from './datetime.ts';

/** When each feature of a layer was last changed, in milliseconds since 1970, by the number beside it. */
type Times = { readonly numbers: Uint32Array; readonly times: Float64Array };

/** Which of a layer's features were changed within an interval. */
export type FeatureTimes = {
  /** Those of `numbers`, which come in order, that were. */
  within(layer: LayerRow, numbers: Uint32Array, interval: Interval): Promise<Uint32Array>;
};

const ROWS_A_READ = 2000;
/** Features whose times are kept: 12 bytes each. */
const KEPT_FEATURES = 1_000_000;

/** Times are asked for seldom, so they are read when first needed and kept while the layer stays as it is. */
export const createFeatureTimes = (record: MapRepository): FeatureTimes => {
  const kept = new LRUCache<string, Times>({ maxSize: KEPT_FEATURES, sizeCalculation: ({ numbers }) => numbers.length + 1 });

  const read = async (layer: LayerRow): Promise<Times> => {
    const numbers = new Uint32Array(layer.count);
    const times = new Float64Array(layer.count);
    let count = 0;
    for (;;) {
      const rows = await record.timesAfter(layer.id, count === 0 ? -1 : (numbers[count - 1] ?? -1), ROWS_A_READ);
      for (const { number, updatedAt } of rows.slice(0, layer.count - count)) {
        numbers[count] = number;
        times[count] = Date.parse(updatedAt);
        count++;
      }
      // The layer may have grown since the model was made, whose count this is.
      if (rows.length < ROWS_A_READ || count === layer.count)
        return { numbers: numbers.subarray(0, count), times: times.subarray(0, count) };
      await setImmediate();
    }
  };

  const timesOf = async (layer: LayerRow): Promise<Times> => {
    const key = `${layer.id} ${layer.version}`;
    const known = kept.get(key);
    if (known) return known;
    const fresh = await read(layer);
    kept.set(key, fresh);
    return fresh;
  };

  return {
    within: async (layer, wanted, { from, to }) => {
      const { numbers, times } = await timesOf(layer);
      const found = new Uint32Array(wanted.length);
      let [at, count] = [0, 0];
      for (const number of wanted) {
        while (at < numbers.length && (numbers[at] ?? 0) < number) at++;
        const time = times[at] ?? Number.NaN;
        if (numbers[at] === number && time >= from && time <= to) found[count++] = number;
      }
      return found.subarray(0, count);
    },
  };
};
