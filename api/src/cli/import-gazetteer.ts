import { parseArgs } from 'node:util';
import { type GazetteerCounts, type GazetteerImport, importGazetteer } from '../places/import-gazetteer.ts';
import { number } from '../places/import-messages.ts';
import { parseArguments } from './arguments.ts';
import { type ImportListeners, reportedImport } from './reported-import.ts';
import { UsageError, type Verb } from './verb.ts';

type Options = Pick<GazetteerImport, 'files' | 'isComplete' | 'allowShrink' | 'isExcerpt'>;

const readOptions = (args: readonly string[]): Options => {
  const options = {
    complete: { type: 'boolean', default: false },
    'allow-shrink': { type: 'boolean', default: false },
    excerpt: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (positionals.length === 0) throw new UsageError('Name at least one file.');
  return { files: positionals, isComplete: values.complete, allowShrink: values['allow-shrink'], isExcerpt: values.excerpt };
};

const listed = (parts: readonly (readonly [count: number, words: string])[]): string =>
  parts.flatMap(([count, words], at) => (at < 3 || count > 0 ? [`${number(count)} ${words}`] : [])).join(', ');

const summary = (counts: GazetteerCounts): string[] => {
  const { added, changed, unchanged, removed, leftOut, nowhere, unnamed, refused, streets, postcodes } = counts;
  const addresses = listed([
    [added, 'new'],
    [changed, 'changed'],
    [unchanged, 'as they were'],
    [removed, 'taken off'],
    [leftOut, 'left out as historic or no address'],
    [nowhere, 'left out for want of a place'],
    [unnamed, 'of them with a place but no name yet'],
  ]);
  const lines = [`Addresses: ${addresses}.`];
  const fresh = streets.added + streets.changed + streets.removed;
  if (fresh > 0)
    lines.push(`Streets: ${number(streets.added)} new, ${number(streets.changed)} changed, ${number(streets.removed)} taken off.`);
  if (postcodes > 0) lines.push(`Postcodes whose addresses say where they are: ${number(postcodes)} new or changed.`);
  if (refused > 0) lines.push(`${number(refused)} ${refused === 1 ? 'record was' : 'records were'} refused.`);
  const isSame = added + changed + removed + fresh + postcodes === 0;
  return [...lines, ...(isSame ? ['Nothing has changed: the record held all of this already.'] : [])];
};

export const importGazetteerVerb: Verb = {
  name: 'import gazetteer',
  usage: 'FILE… [--complete] [--allow-shrink] [--excerpt]',
  summary: 'Take in addresses and streets: a council’s gazetteer (DTF 7.3) or AddressBase Premium CSV, full or change-only',
  run: async (args, context) => {
    const options = readOptions(args);
    const files = options.files.map(context.path);
    const take = (listeners: ImportListeners) =>
      importGazetteer(context.store, { ...options, ...listeners, files, onUnnamed: listeners.onRefused });
    const reportWords = 'Every record that was refused or left without a place or name is in';
    return reportedImport({ files, report: 'gazetteer', reportWords, take, summary }, context);
  },
};
