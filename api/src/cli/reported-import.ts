import { totalSize } from '../places/import-postcodes.ts';
import { ImportRefused } from '../places/import-run.ts';
import { interruptible } from './interrupt.ts';
import { rateWords, startProgress } from './progress.ts';
import { openRefusals, type Refusals } from './refusals.ts';
import { type CliContext, CliFault } from './verb.ts';

/** What an import tells while it runs, and where it writes. */
export type ImportListeners = {
  readonly now: Date;
  readonly onBytes: (bytes: number) => void;
  readonly onRow: () => void;
  readonly onRefused: Refusals['add'];
};

export type ReportedImport<Counts> = {
  /** Full paths: their size is what the progress goes by. */
  readonly files: readonly string[];
  /** Names the file of refused rows; undefined for the usual name. */
  readonly report?: string;
  /** Said before the name of that file. */
  readonly reportWords?: string;
  readonly take: (listeners: ImportListeners) => Promise<Counts>;
  readonly summary: (counts: Counts) => readonly string[];
};

/**
 * Runs an import with its progress on the screen and every refused row in a file, and says at the end what came of it; also when it is
 * interrupted. A file that cannot be taken becomes a CliFault.
 */
export const reportedImport = async <Counts>(
  { files, report, reportWords = 'Every refused row is in', take, summary }: ReportedImport<Counts>,
  { out, now, reportsFolder }: CliContext,
): Promise<number> => {
  const run = async (): Promise<number> => {
    const at = now();
    const progress = startProgress(out, 'Importing', totalSize(files));
    const refusals = openRefusals(out, reportsFolder, at, report);
    const leave = () => {
      const done = progress.end();
      const written = refusals.close();
      if (written) out.note(`${reportWords} ${written}`);
      return done;
    };
    try {
      const counts = await take({ now: at, onBytes: progress.bytes, onRow: progress.row, onRefused: refusals.add });
      out.line(`${rateWords(leave())}:`);
      for (const line of summary(counts)) out.line(line);
      return 0;
    } catch (fault) {
      leave();
      throw fault;
    }
  };
  try {
    return await interruptible(out, run);
  } catch (fault) {
    throw fault instanceof ImportRefused ? new CliFault(fault.message) : fault;
  }
};
