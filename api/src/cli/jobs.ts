import { parseArgs } from 'node:util';
import { instantFault, instantWords, readInstant } from '../jobs/closing-time.ts';
import { vacanciesToCsv } from '../jobs/csv.ts';
import { vacanciesToJson } from '../jobs/export.ts';
import { importVacancies } from '../jobs/import.ts';
import { changeVacancy, extend, type LifecycleOutcome, publish, withdraw } from '../jobs/lifecycle.ts';
import { stateOf, type VacancyRecord, type VacancyState } from '../jobs/record.ts';
import { createVacancyRepository } from '../jobs/repository.ts';
import { parseArguments } from './arguments.ts';
import { knownAuthority } from './known-authority.ts';
import { NOTHING_NEW, readFiles, refusal, tallyLine, writeExport } from './record-files.ts';
import { type CliContext, CliFault, UsageError, type Verb } from './verb.ts';

const text = { type: 'string' } as const;

export const importJobsVerb: Verb = {
  name: 'import jobs',
  usage: 'FILE… [--replace]',
  summary: 'Take in vacancies, JSON or CSV; --replace withdraws what the files leave out of the bodies they name',
  run: async (args, { store, out, now, path }) => {
    const options = { replace: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options, allowPositionals: true }));
    if (positionals.length === 0) throw new UsageError('Name at least one file.');
    const outcome = await importVacancies(store, readFiles(positionals.map(path)), values.replace, now());
    if (outcome.kind === 'refused') throw new CliFault(refusal(outcome.faults));
    out.line(tallyLine('Vacancies', outcome.tally));
    if (!outcome.changed) out.line(NOTHING_NEW);
    return 0;
  },
};

export const exportJobsVerb: Verb = {
  name: 'export jobs',
  usage: '[--format csv|json] [--authority ID] [--out FILE]',
  summary: 'Write the vacancies in every state as JSON or CSV, to a file or the screen',
  run: async (args, context) => {
    const options = { format: { ...text, default: 'json' }, authority: text, out: text } as const;
    const { values } = parseArguments(() => parseArgs({ args: [...args], options }));
    if (values.format !== 'json' && values.format !== 'csv') throw new UsageError('--format should be csv or json.');
    if (values.authority !== undefined) await knownAuthority(context.store, values.authority);
    const vacancies = await createVacancyRepository(context.store.read).all(values.authority);
    const written = values.format === 'csv' ? vacanciesToCsv(vacancies) : vacanciesToJson(vacancies);
    writeExport(context, values.out, written, `${vacancies.length} vacancies`);
    return 0;
  },
};

const STATES: readonly VacancyState[] = ['draft', 'scheduled', 'open', 'closed', 'withdrawn'];

const stateWords = (vacancy: VacancyRecord, at: string): string => {
  const state = stateOf(vacancy, at);
  const closes = instantWords(vacancy.closesAt);
  if (state === 'draft') return `draft, would close on ${closes}`;
  if (state === 'scheduled') return `from ${instantWords(vacancy.publishAt ?? at)}, closes on ${closes}`;
  if (state === 'open') return `open, closes on ${closes}`;
  return state === 'closed' ? `closed on ${closes}` : `withdrawn on ${instantWords(vacancy.withdrawnAt ?? at)}`;
};

export const jobsVerb: Verb = {
  name: 'jobs',
  usage: `[--authority ID] [--state ${STATES.join('|')}]`,
  summary: 'List the vacancies with their state',
  run: async (args, { store, out, now }) => {
    const { values } = parseArguments(() => parseArgs({ args: [...args], options: { authority: text, state: text } }));
    const wanted = STATES.find(state => state === values.state);
    if (values.state !== undefined && !wanted) throw new UsageError(`--state should be one of ${STATES.join(', ')}.`);
    if (values.authority !== undefined) await knownAuthority(store, values.authority);
    const at = now().toISOString();
    const all = await createVacancyRepository(store.read).all(values.authority);
    const shown = wanted ? all.filter(vacancy => stateOf(vacancy, at) === wanted) : all;
    if (shown.length === 0) out.line('There are no such vacancies.');
    for (const vacancy of shown) {
      const sample = vacancy.origin === 'sample' ? ', a sample' : '';
      out.line(`${vacancy.id}  ${vacancy.authority}  ${vacancy.title} (${vacancy.reference}): ${stateWords(vacancy, at)}${sample}`);
    }
    return 0;
  },
};

const oneId = (positionals: readonly string[]): string => {
  const [id, ...more] = positionals;
  if (!id || more.length > 0) throw new UsageError('Name one vacancy by its id: npm run dtp -- jobs lists them.');
  return id;
};

const instantOf = (option: string, typed: string): string => {
  const at = readInstant(typed);
  if (at === undefined) throw new UsageError(`${option} ${instantFault(typed)}.`);
  return at;
};

const report = ({ out, now }: CliContext, id: string, outcome: LifecycleOutcome | undefined): number => {
  if (!outcome) throw new CliFault(`There is no vacancy ${id}: npm run dtp -- jobs lists them.`);
  if (outcome.kind === 'refused') throw new CliFault(`${outcome.message} Nothing has been changed.`);
  if (outcome.kind === 'same') out.line(`${id} is as you want it already.`);
  else out.line(`${id} is now: ${stateWords(outcome.vacancy, now().toISOString())}.`);
  return 0;
};

export const withdrawJobVerb: Verb = {
  name: 'withdraw job',
  usage: 'ID',
  summary: 'Take a vacancy down before it closes',
  run: async (args, context) => {
    const { positionals } = parseArguments(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
    const id = oneId(positionals);
    return report(context, id, await changeVacancy(context.store, id, withdraw, context.now()));
  },
};

export const extendJobVerb: Verb = {
  name: 'extend job',
  usage: 'ID --until "2026-11-27 12:00"',
  summary: 'Let a vacancy close at another time; one that has closed opens again',
  run: async (args, context) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: { until: text }, allowPositionals: true }));
    const id = oneId(positionals);
    if (values.until === undefined) throw new UsageError('Say with --until when it closes, in London’s time.');
    return report(context, id, await changeVacancy(context.store, id, extend(instantOf('--until', values.until)), context.now()));
  },
};

export const publishJobVerb: Verb = {
  name: 'publish job',
  usage: 'ID [--at "2026-11-27 09:00"]',
  summary: 'Show a draft, or a vacancy that was withdrawn, now or from a time on',
  run: async (args, context) => {
    const { values, positionals } = parseArguments(() => parseArgs({ args: [...args], options: { at: text }, allowPositionals: true }));
    const id = oneId(positionals);
    const from = values.at === undefined ? null : instantOf('--at', values.at);
    return report(context, id, await changeVacancy(context.store, id, publish(from), context.now()));
  },
};
