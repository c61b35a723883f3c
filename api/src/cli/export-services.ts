import { parseArgs } from 'node:util';
import { recordToCsv, recordToJson } from '../az/export.ts';
import type { AzRecord } from '../az/record.ts';
import { createAzRepository } from '../az/repository.ts';
import { parseArguments } from './arguments.ts';
import { writeExport } from './record-files.ts';
import { UsageError, type Verb } from './verb.ts';

const OPTIONS = { format: { type: 'string', default: 'json' }, table: { type: 'string' }, out: { type: 'string' } } as const;

type Form = { format: 'json' } | { format: 'csv'; table: 'services' | 'answers' };

const formOf = (format: string, table: string | undefined): Form => {
  if (format === 'json' && table === undefined) return { format };
  if (format === 'json') throw new UsageError('--table goes with --format csv; JSON holds everything.');
  if (format !== 'csv') throw new UsageError('--format should be csv or json.');
  if (table === undefined || table === 'services' || table === 'answers') return { format, table: table ?? 'services' };
  throw new UsageError('--table should be services or answers.');
};

const textOf = (record: AzRecord, form: Form): string => (form.format === 'json' ? recordToJson(record) : recordToCsv(record, form.table));

export const exportServicesVerb: Verb = {
  name: 'export services',
  usage: '[--format csv|json] [--table services|answers] [--out FILE]',
  summary: 'Write the A to Z as JSON, or one of its tables as CSV, to a file or the screen',
  run: async (args, context) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    const form = formOf(values.format, values.table);
    const record = await createAzRepository(context.store.read).all();
    const what =
      form.format === 'csv' && form.table === 'answers' ? `${record.answers.length} answers` : `${record.services.length} services`;
    writeExport(context, values.out, textOf(record, form), what);
    return 0;
  },
};
