import { parseArgs } from 'node:util';
import { number } from '../places/import-messages.ts';
import { importOpenUprn, type UprnCounts, type UprnImport } from '../places/import-open-uprn.ts';
import { totalSize } from '../places/import-postcodes.ts';
import { ImportRefused } from '../places/import-run.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { rateWords, startProgress } from './progress.ts';
import { openRefusals } from './refusals.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

type Options = Pick<UprnImport, 'file' | 'edition'>;

const readOptions = (args: readonly string[]): Options => {
  const options = { edition: { type: 'string' } } as const;
  const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UsageError('Name one OS Open UPRN file (CSV).');
  if (values.edition !== undefined && !/^20\d\d-(0[1-9]|1[0-2])$/.test(values.edition))
    throw new UsageError('The edition should be a year and month such as 2026-08.');
  return { file, edition: values.edition };
};

const summary = ({ added, changed, unchanged, far, refused }: UprnCounts): string[] => {
  const parts = [`${number(added)} new`, `${number(changed)} moved`, `${number(unchanged)} as they were`];
  if (far > 0) parts.push(`${number(far)} far from our ground left out`);
  if (refused > 0) parts.push(`${number(refused)} refused`);
  return [`${parts.join(', ')}.`, ...(added + changed === 0 ? ['Nothing has changed: the record held all of this already.'] : [])];
};

const run = async (options: Options, { store, out, now, path, reportsFolder }: CliContext): Promise<number> => {
  const file = path(options.file);
  const at = now();
  const progress = startProgress(out, 'Importing', totalSize([file]));
  const refusals = openRefusals(out, reportsFolder, at, 'uprn');
  const leave = () => {
    const done = progress.end();
    const report = refusals.close();
    if (report) out.note(`Every refused row is in ${report}`);
    return done;
  };
  try {
    const counts = await importOpenUprn(store, {
      ...options,
      file,
      now: at,
      onBytes: progress.bytes,
      onRow: progress.row,
      onRefused: refusals.add,
    });
    out.line(`${rateWords(leave())}:`);
    for (const line of summary(counts)) out.line(line);
    return 0;
  } catch (fault) {
    leave();
    throw fault;
  }
};

export const importUprnVerb: Verb = {
  name: 'import uprn',
  usage: 'FILE [--edition 2026-08]',
  summary: 'Take in the places of properties from OS Open UPRN, in the partners’ districts and about 5 km around',
  run: async (args, context) => {
    const options = readOptions(args);
    try {
      return await interruptible(context.out, () => run(options, context));
    } catch (fault) {
      throw fault instanceof ImportRefused ? new CliFault(fault.message) : fault;
    }
  },
};
