import { parseArgs } from 'node:util';
import { CONTACT_KINDS, type ContactKind, contactToCsv } from '../contact/csv.ts';
import { contactToJson } from '../contact/export.ts';
import { createContactRepository } from '../contact/repository.ts';
import { parseArguments } from './arguments.ts';
import { writeExport } from './record-files.ts';
import { UsageError, type Verb } from './verb.ts';

const OPTIONS = { format: { type: 'string', default: 'json' }, table: { type: 'string' }, out: { type: 'string' } } as const;

/** The table to write as CSV; null for JSON, which holds everything. */
const tableOf = (format: string, typed: string | undefined): ContactKind | null => {
  if (format === 'json' && typed === undefined) return null;
  if (format === 'json') throw new UsageError('--table goes with --format csv; JSON holds everything.');
  if (format !== 'csv') throw new UsageError('--format should be csv or json.');
  const table = CONTACT_KINDS.find(kind => kind === (typed ?? 'lines'));
  if (!table) throw new UsageError(`--table should be one of ${CONTACT_KINDS.join(', ')}.`);
  return table;
};

export const exportContactVerb: Verb = {
  name: 'export contact',
  usage: '[--format csv|json] [--table lines|exceptions|notices|signposts] [--out FILE]',
  summary: 'Write the contact centre as JSON, or one of its tables as CSV, to a file or the screen',
  run: async (args, context) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS }));
    const table = tableOf(values.format, values.table);
    const record = await createContactRepository(context.store.read).all();
    const shown = table ?? 'lines';
    writeExport(
      context,
      values.out,
      table === null ? contactToJson(record) : contactToCsv(record, table),
      `${record[shown].length} ${shown}`,
    );
    return 0;
  },
};
