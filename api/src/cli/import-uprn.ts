import { parseArgs } from 'node:util';
import { number } from '../places/import-messages.ts';
import { importOpenUprn, type UprnCounts, type UprnImport } from '../places/import-open-uprn.ts';
import { parseArguments } from './arguments.ts';
import { type ImportListeners, reportedImport } from './reported-import.ts';
import { UsageError, type Verb } from './verb.ts';

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

export const importUprnVerb: Verb = {
  name: 'import uprn',
  usage: 'FILE [--edition 2026-08]',
  summary: 'Take in the places of properties from OS Open UPRN, in the partners’ districts and about 5 km around',
  run: async (args, context) => {
    const options = readOptions(args);
    const file = context.path(options.file);
    const take = (listeners: ImportListeners) => importOpenUprn(context.store, { ...options, ...listeners, file });
    return reportedImport({ files: [file], report: 'uprn', take, summary }, context);
  },
};
