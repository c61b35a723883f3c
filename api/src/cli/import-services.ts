import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportFault, ImportFile } from '../az/import.ts';
import { type ImportPlan, importServices, type Tally } from '../az/import-plan.ts';
import { parseArguments } from './arguments.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const OPTIONS = { replace: { type: 'boolean', default: false } } as const;

/** Files by their base names; two of the same name keep their whole paths, so that faults name one file. */
const readFiles = (paths: readonly string[]): ImportFile[] => {
  const names = paths.map(path => basename(path));
  return paths.map((path, at) => {
    const name = names[at] ?? path;
    try {
      return { name: names.indexOf(name) === names.lastIndexOf(name) ? name : path, text: readFileSync(path, 'utf8') };
    } catch {
      throw new CliFault(`${path} cannot be read. Nothing has been changed.`);
    }
  });
};

const faultLine = ({ file, line, path, message }: ImportFault): string => `${file}, line ${line}: ${path} ${message}`;

const refusal = (faults: readonly ImportFault[]): string =>
  [
    ...faults.map(faultLine),
    '',
    `${faults.length === 1 ? 'There is one fault' : `There are ${faults.length} faults`}, so nothing has been changed.`,
  ].join('\n');

const tallyLine = (kind: string, { added, changed, unchanged, removed }: Tally): string =>
  `${kind}: ${added} new, ${changed} changed, ${unchanged} as they were, ${removed} removed`;

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
    if (!outcome.changed) out.line('Nothing has changed: the record held all of this already.');
    return 0;
  },
};
