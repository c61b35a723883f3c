import { UsageError } from './verb.ts';

/** Node's own words for a wrong option, as a UsageError. */
export const parseArguments = <Result>(parse: () => Result): Result => {
  try {
    return parse();
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
};
