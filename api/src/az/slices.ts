import { setImmediate } from 'node:timers/promises';

/** Work that can be laid down for a while wherever it yields, and that returns what it made. */
export type Work<Made> = Generator<void, Made, void>;

/** What a request that comes in meanwhile may have to wait, in milliseconds; the longest step between two yields comes on top. */
const SLICE_MS = 4;

/** Does the work in one go, as tests and benches need it. */
export const atOnce = <Made>(work: Work<Made>): Made => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

/** Does the work in slices, and lets everything else that waits have its turn between them. */
export const inSlices = async <Made>(work: Work<Made>): Promise<Made> => {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await setImmediate();
  }
};
