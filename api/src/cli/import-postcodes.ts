import { parseArgs } from 'node:util';
import { number } from '../places/import-messages.ts';
import { importPostcodes, totalSize } from '../places/import-postcodes.ts';
import { type ImportCounts, ImportRefused, type PostcodeImport } from '../places/import-run.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { rateWords, startProgress } from './progress.ts';
import { openRefusals } from './refusals.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

type Options = Pick<PostcodeImport, 'files' | 'edition' | 'allowShrink' | 'allowOlder'>;

const readOptions = (args: readonly string[]): Options => {
  const options = {
    edition: { type: 'string' },
    'allow-shrink': { type: 'boolean', default: false },
    'allow-older': { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (positionals.length === 0) throw new UsageError('Name at least one file.');
  if (values.edition !== undefined && !/^20\d\d-(0[1-9]|1[0-2])$/.test(values.edition))
    throw new UsageError('The edition should be a year and month such as 2025-11.');
  return {
    files: positionals,
    edition: values.edition,
    allowShrink: values['allow-shrink'],
    allowOlder: values['allow-older'],
  };
};

const summary = (counts: ImportCounts): string[] => {
  const { added, changed, unchanged, retired, skipped, refused } = counts;
  const parts = [`${number(added)} new`, `${number(changed)} changed`, `${number(unchanged)} as they were`];
  if (retired > 0) parts.push(`${number(retired)} no longer listed and now retired`);
  if (skipped > 0) parts.push(`${number(skipped)} without a postcode left out`);
  if (refused > 0) parts.push(`${number(refused)} refused`);
  const isSame = added + changed + retired === 0;
  return [`${parts.join(', ')}.`, ...(isSame ? ['Nothing has changed: the record held all of this already.'] : [])];
};

const run = async (options: Options, { store, out, now, path, reportsFolder }: CliContext): Promise<number> => {
  const files = options.files.map(path);
  const at = now();
  const progress = startProgress(out, 'Importing', totalSize(files));
  const refusals = openRefusals(out, reportsFolder, at);
  const leave = () => {
    const done = progress.end();
    const report = refusals.close();
    if (report) out.note(`Every refused row is in ${report}`);
    return done;
  };
  try {
    const counts = await importPostcodes(store, {
      ...options,
      files,
      now: at,
      onBytes: progress.bytes,
      onRow: progress.row,
      onRefused: refusals.add,
      onNote: out.note,
    });
    out.line(`${rateWords(leave())}:`);
    for (const line of summary(counts)) out.line(line);
    return 0;
  } catch (fault) {
    leave();
    throw fault;
  }
};

export const importPostcodesVerb: Verb = {
  name: 'import postcodes',
  usage: 'FILE… [--edition 2025-11] [--allow-shrink] [--allow-older]',
  summary: 'Take in OS Code-Point Open, ONS NSPL or ONSPD, or NSUL files, told apart by their columns',
  run: async (args, context) => {
    const options = readOptions(args);
    try {
      return await interruptible(context.out, () => run(options, context));
    } catch (fault) {
      throw fault instanceof ImportRefused ? new CliFault(fault.message) : fault;
    }
  },
};
