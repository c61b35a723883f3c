import type { Output } from './output.ts';

/** Ctrl-C while `work` runs ends the process with a sentence; the unit of work under way is rolled back with it. */
export const interruptible = async <Result>(out: Output, work: () => Promise<Result>): Promise<Result> => {
  const stop = () => {
    out.note('\nStopped. The record is as it was.');
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    return await work();
  } finally {
    process.removeListener('SIGINT', stop);
  }
};
