import { parseArgs } from 'node:util';
import { type ImportPlan, importServices } from '../az/import-plan.ts';
import { parseArguments } from './arguments.ts';
import { NOTHING_NEW, readFiles, refusal, tallyLine } from './record-files.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const OPTIONS = { replace: { type: 'boolean', default: false } } as const;

/** Plain http is taken, since some sites have nothing else, but said. */
const insecure = ({ answers }: ImportPlan): string[] =>
  answers.save.flatMap(answer =>
    [...answer.actions.map(action => action.url), answer.contact?.url ?? '']
      .filter(url => /^http:/i.test(url))
      .map(url => `${answer.service}, ${answer.authority}: ${url} is not https.`),
  );

export const importServicesVerb: Verb = {
  name: 'import services',
  usage: 'FILE… [--replace]',
  summary: 'Take in services and answers of the A to Z, JSON or CSV; --replace removes what the files leave out',
  run: async (args, { store, out, now, path }) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
    if (positionals.length === 0) throw new UsageError('Name at least one file.');
    const outcome = await importServices(store, readFiles(positionals.map(path)), values.replace ? 'replace' : 'merge', now());
    if (outcome.kind === 'refused') throw new CliFault(refusal(outcome.faults));
    for (const warning of insecure(outcome.plan)) out.note(warning);
    out.line(tallyLine('Categories', outcome.plan.categories.tally));
    out.line(tallyLine('Services', outcome.plan.services.tally));
    out.line(tallyLine('Answers', outcome.plan.answers.tally));
    if (!outcome.changed) out.line(NOTHING_NEW);
    return 0;
  },
};
