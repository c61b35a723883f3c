import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { EXPORT_FORMATS, type ExportFormat, exportLayer } from '../map/export-layer.ts';
import { createMapRepository } from '../map/repository.ts';
import { number } from '../places/import-messages.ts';
import { parseArguments } from './arguments.ts';
import { knownLayer } from './layer-options.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const OPTIONS = { format: { type: 'string', default: 'geojson' }, out: { type: 'string' } } as const;

const asFormat = (typed: string): ExportFormat => {
  const format = EXPORT_FORMATS.find(one => one === typed);
  if (!format) throw new UsageError(`--format should be ${EXPORT_FORMATS.join(' or ')}.`);
  return format;
};

export const exportLayerVerb: Verb = {
  name: 'export layer',
  usage: `ID [--format ${EXPORT_FORMATS.join('|')}] [--out FILE]`,
  summary: 'Write a layer of the map as GeoJSON, or its points as CSV, to a file or the screen',
  run: async (args, { store, out, path }) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
    const format = asFormat(values.format);
    const { id, count } = await knownLayer(store, positionals);
    const pieces = exportLayer(createMapRepository(store.read), id, format);
    if (values.out === undefined) {
      for await (const piece of pieces) for (const line of piece.trimEnd().split('\n')) out.line(line);
      return 0;
    }
    const file = path(values.out);
    try {
      await pipeline(Readable.from(pieces), createWriteStream(file));
    } catch (fault) {
      throw fault instanceof Error && 'code' in fault ? new CliFault(`${file} cannot be written.`) : fault;
    }
    out.note(`${number(count)} features written to ${file}`);
    return 0;
  },
};
