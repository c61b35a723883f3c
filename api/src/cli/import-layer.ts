import { parseArgs } from 'node:util';
import { importLayer, type LayerCounts } from '../map/import/import-layer.ts';
import { number } from '../places/import-messages.ts';
import { totalSize } from '../places/import-postcodes.ts';
import { ImportRefused } from '../places/import-run.ts';
import { parseArguments } from './arguments.ts';
import { interruptible } from './interrupt.ts';
import { LAYER_OPTIONS, LAYER_USAGE, layerImportOf } from './layer-options.ts';
import { rateWords, startProgress } from './progress.ts';
import { openRefusals } from './refusals.ts';
import { type CliContext, CliFault, type Verb } from './verb.ts';

const summary = (
  layer: string,
  { added, changed, unchanged, removed, leftOut, refused, isNew, isDescribedAnew }: LayerCounts,
): string[] => {
  const parts = [`${number(added)} new`, `${number(changed)} changed`, `${number(unchanged)} as they were`];
  if (removed > 0) parts.push(`${number(removed)} no longer listed and taken off`);
  if (leftOut > 0) parts.push(`${number(leftOut)} left out as you asked`);
  if (refused > 0) parts.push(`${number(refused)} refused`);
  const isSame = added + changed + removed === 0 && !isDescribedAnew;
  return [
    `${isNew ? 'New layer' : 'Layer'} ${layer}: ${parts.join(', ')}.`,
    ...(isSame ? ['Nothing has changed: the record held all of this already.'] : []),
  ];
};

type Options = ReturnType<typeof layerImportOf>;

const run = async (options: Options, { store, out, now, reportsFolder }: CliContext): Promise<number> => {
  const at = now();
  const progress = startProgress(out, 'Importing', totalSize(options.files));
  const refusals = openRefusals(out, reportsFolder, at, `layer-${options.layer}`);
  const leave = () => {
    const done = progress.end();
    const report = refusals.close();
    if (report) out.note(`Every refused feature is in ${report}`);
    return done;
  };
  try {
    const counts = await importLayer(store, {
      ...options,
      now: at,
      onBytes: progress.bytes,
      onRow: progress.row,
      onRefused: refusals.add,
      onNote: out.note,
    });
    out.line(`${rateWords(leave())}:`);
    for (const line of summary(options.layer, counts)) out.line(line);
    return 0;
  } catch (fault) {
    leave();
    throw fault;
  }
};

export const importLayerVerb: Verb = {
  name: 'import layer',
  usage: LAYER_USAGE,
  summary: 'Take in a layer of the map: GeoJSON, CSV, GeoPackage or Shapefile, told apart by what is in them',
  run: async (args, context) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: LAYER_OPTIONS, allowPositionals: true }));
    const options = layerImportOf(positionals, values, context.path);
    try {
      return await interruptible(context.out, () => run(options, context));
    } catch (fault) {
      throw fault instanceof ImportRefused ? new CliFault(fault.message) : fault;
    }
  },
};
