import { parseArgs } from 'node:util';
import { BOUNDARY_KINDS, type BoundaryCounts, type BoundaryKind, importBoundaries } from '../places/import-boundaries.ts';
import { number } from '../places/import-messages.ts';
import { ImportRefused } from '../places/import-run.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { rateWords, startProgress } from './progress.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

const asKind = (word: string | undefined): BoundaryKind => {
  const kind = BOUNDARY_KINDS.find(one => one === word);
  if (!kind) throw new UsageError(`Say what kind of boundaries these are: --kind ${BOUNDARY_KINDS.join(', ')}.`);
  return kind;
};

type Options = { readonly file: string; readonly kind: BoundaryKind; readonly edition: string | undefined };

const readOptions = (args: readonly string[]): Options => {
  const options = { kind: { type: 'string' }, edition: { type: 'string' } } as const;
  const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UsageError('Name one GeoJSON file.');
  return { file, kind: asKind(values.kind), edition: values.edition };
};

const names = (list: readonly string[]): string => (list.length > 6 ? String(list.length) : `${list.length} (${list.join(', ')})`);

const summary = ({ added, changed, unchanged, refused }: BoundaryCounts): string[] => {
  const isSame = added.length + changed.length === 0;
  const counts = `Boundaries: ${names(added)} new, ${names(changed)} changed, ${unchanged} as they were.`.replaceAll('0 ()', '0');
  return [
    counts,
    ...refused.map(one => `Feature ${one.number} ${one.reason}; it was left out.`),
    ...(isSame ? ['Nothing has changed: the record held all of this already.'] : []),
  ];
};

const run = async ({ file, kind, edition }: Options, { store, out, now, path }: CliContext): Promise<number> => {
  const progress = startProgress(out, 'Measuring postcodes and addresses', 0);
  const counts = await importBoundaries(store, { file: path(file), kind, edition, now: now(), onRow: progress.row });
  const measured = progress.end();
  for (const line of summary(counts)) out.line(line);
  const { postcodes, addresses } = counts;
  if (measured.rows > 0)
    out.line(`Postcodes and addresses measured: ${rateWords(measured)}; ${number(postcodes + addresses)} of them changed.`);
  return 0;
};

export const importBoundariesVerb: Verb = {
  name: 'import boundaries',
  usage: `FILE --kind ${BOUNDARY_KINDS.join('|')} [--edition 2025-12]`,
  summary: 'Take in a GeoJSON file of boundaries, and measure all postcodes against them',
  run: async (args, context) => {
    const options = readOptions(args);
    try {
      return await interruptible(context.out, () => run(options, context));
    } catch (fault) {
      throw fault instanceof ImportRefused ? new CliFault(fault.message) : fault;
    }
  },
};
