import type { Store } from '../store/connect.ts';
import type { Output } from './output.ts';

/** What every verb is given. */
export type CliContext = {
  readonly store: Store;
  readonly out: Output;
  readonly now: () => Date;
  /** A path as the person typed it, made absolute from the folder they stand in (npm runs us from the project's root). */
  path(typed: string): string;
  /** Where imports leave their reports: beside the record. Made when first needed. */
  readonly reportsFolder: string;
  /** Where the settings say that the feed of bank holidays is. */
  readonly bankHolidaysUrl?: string | undefined;
  /** Where people reach the server, for links in mails; undefined where mails leave and nobody has said. */
  readonly publicUrl?: string | undefined;
};

/** One verb of `npm run dtp -- <name> …`. The name may have two words ("import postcodes"). */
export type Verb = {
  readonly name: string;
  /** What follows the name: "FILE… [--edition 2025-11]". */
  readonly usage: string;
  readonly summary: string;
  /** Answers the exit code: 0 done, 1 refused or failed, 2 wrong arguments (throw a UsageError for those). */
  run(args: readonly string[], context: CliContext): Promise<number>;
};

/** Thrown by a verb whose arguments do not fit: the message and the verb's usage are shown, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown by a verb that has to stop for a reason the person can mend: the message is shown without a stack, exit code 1. */
export class CliFault extends Error {
  override readonly name = 'CliFault';
}
