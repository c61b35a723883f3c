import { parseArgs } from 'node:util';
import { createAzRepository } from '../az/repository.ts';
import { importContact, type ReadServiceIds } from '../contact/import-plan.ts';
import { createContactRepository } from '../contact/repository.ts';
import { parseArguments } from './arguments.ts';
import { gapLines } from './contact-lines.ts';
import { NOTHING_NEW, readFiles, refusal, tallyLine } from './record-files.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

/** What lines and signposts may name of the A to Z. */
export const serviceIds: ReadServiceIds = db => createAzRepository(db).ids();

const OPTIONS = { replace: { type: 'boolean', default: false } } as const;

export const importContactVerb: Verb = {
  name: 'import contact',
  usage: 'FILE… [--replace]',
  summary: 'Take in contact lines, exceptions, notices and signposts, JSON or CSV; --replace removes what the files leave out',
  run: async (args, { store, out, now, path }) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
    if (positionals.length === 0) throw new UsageError('Name at least one file.');
    const files = readFiles(positionals.map(path));
    const outcome = await importContact(store, files, values.replace ? 'replace' : 'merge', serviceIds, now());
    if (outcome.kind === 'refused') throw new CliFault(refusal(outcome.faults));
    const { lines, exceptions, notices, signposts } = outcome.plan;
    out.line(tallyLine('Lines', lines.tally));
    out.line(tallyLine('Exceptions', exceptions.tally));
    out.line(tallyLine('Notices', notices.tally));
    out.line(tallyLine('Signposts', signposts.tally));
    if (!outcome.changed) out.line(NOTHING_NEW);
    for (const note of gapLines((await createContactRepository(store.read).all()).lines)) out.note(note);
    return 0;
  },
};
