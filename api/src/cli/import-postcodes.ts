import { parseArgs } from 'node:util';
import { number } from '../places/import-messages.ts';
import { importPostcodes } from '../places/import-postcodes.ts';
import type { ImportCounts, PostcodeImport } from '../places/import-run.ts';
import { parseArguments } from './arguments.ts';
import { type ImportListeners, reportedImport } from './reported-import.ts';
import { UsageError, type Verb } from './verb.ts';

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

export const importPostcodesVerb: Verb = {
  name: 'import postcodes',
  usage: 'FILE… [--edition 2025-11] [--allow-shrink] [--allow-older]',
  summary: 'Take in OS Code-Point Open, ONS NSPL or ONSPD, or NSUL files, told apart by their columns',
  run: async (args, context) => {
    const options = readOptions(args);
    const files = options.files.map(context.path);
    const take = (listeners: ImportListeners) =>
      importPostcodes(context.store, { ...options, ...listeners, files, onNote: context.out.note });
    return reportedImport({ files, take, summary }, context);
  },
};
