import { alertsVerb, importBouncesVerb, recordBounceVerb, sendDigestsVerb } from './alerts.ts';
import { backup } from './backup.ts';
import { casesVerb, closeCaseVerb, reopenCaseVerb } from './cases.ts';
import { linesVerb } from './contact-lines.ts';
import { openCliContext } from './context.ts';
import { erasePersonalDataVerb } from './erase-personal-data.ts';
import { exportContactVerb } from './export-contact.ts';
import { exportLayerVerb } from './export-layer.ts';
import { exportServicesVerb } from './export-services.ts';
import { callOf, explainFault } from './faults.ts';
import { gapsVerb } from './gaps.ts';
import { importHolidaysVerb, refreshHolidaysVerb } from './holidays.ts';
import { importBoundariesVerb } from './import-boundaries.ts';
import { importContactVerb } from './import-contact.ts';
import { importGazetteerVerb } from './import-gazetteer.ts';
import { importLayerVerb } from './import-layer.ts';
import { importPostcodesVerb } from './import-postcodes.ts';
import { importServicesVerb } from './import-services.ts';
import { importUprnVerb } from './import-uprn.ts';
import { addJobFeedVerb, jobFeedsVerb, refreshJobFeedsVerb, removeJobFeedVerb } from './job-feeds.ts';
import { exportJobsVerb, extendJobVerb, importJobsVerb, jobsVerb, publishJobVerb, withdrawJobVerb } from './jobs.ts';
import { createKeyVerb, keysVerb, revokeKeyVerb } from './keys.ts';
import { layersVerb, removeLayerVerb } from './layers.ts';
import { mailsVerb, retryMailsVerb } from './mails.ts';
import { addNoticeVerb, noticesVerb, removeNoticeVerb } from './notices.ts';
import { consoleOutput } from './output.ts';
import { refreshLayersVerb, refreshLayerVerb } from './refresh-layers.ts';
import { seedIfEmpty, seedVerb } from './seed.ts';
import { simulateGrittersVerb } from './simulate-gritters.ts';
import { addVehicleVerb, removeVehicleVerb, thinPositionsVerb, vehiclesVerb } from './vehicles.ts';
import type { Verb } from './verb.ts';

/** Every verb of `npm run dtp -- …`, in the order the help lists them. */
const VERBS: readonly Verb[] = [
  importPostcodesVerb,
  importBoundariesVerb,
  importGazetteerVerb,
  importUprnVerb,
  importServicesVerb,
  importContactVerb,
  importJobsVerb,
  importHolidaysVerb,
  importLayerVerb,
  exportServicesVerb,
  exportContactVerb,
  exportJobsVerb,
  exportLayerVerb,
  layersVerb,
  removeLayerVerb,
  refreshLayerVerb,
  refreshLayersVerb,
  gapsVerb,
  linesVerb,
  addNoticeVerb,
  removeNoticeVerb,
  noticesVerb,
  refreshHolidaysVerb,
  jobsVerb,
  publishJobVerb,
  extendJobVerb,
  withdrawJobVerb,
  addJobFeedVerb,
  jobFeedsVerb,
  refreshJobFeedsVerb,
  removeJobFeedVerb,
  addVehicleVerb,
  removeVehicleVerb,
  vehiclesVerb,
  createKeyVerb,
  revokeKeyVerb,
  keysVerb,
  thinPositionsVerb,
  simulateGrittersVerb,
  casesVerb,
  closeCaseVerb,
  reopenCaseVerb,
  erasePersonalDataVerb,
  mailsVerb,
  retryMailsVerb,
  alertsVerb,
  sendDigestsVerb,
  recordBounceVerb,
  importBouncesVerb,
  backup,
  seedVerb,
];

const help = (): string => {
  const width = Math.max(...VERBS.map(verb => verb.name.length));
  return [
    'npm run dtp -- <verb> …',
    '',
    ...VERBS.map(verb => `  ${verb.name.padEnd(width)}  ${verb.summary}`),
    '',
    'Add --help after a verb for its own words. The database is the one DATABASE_URL names, var/dtp.sqlite otherwise.',
  ].join('\n');
};

/** The verb that the first words name, and the words after it. */
const chosen = (words: readonly string[]): { verb: Verb; args: readonly string[] } | undefined => {
  for (const verb of VERBS) {
    const parts = verb.name.split(' ');
    if (parts.every((part, at) => words[at] === part)) return { verb, args: words.slice(parts.length) };
  }
  return undefined;
};

/** Runs one command line and answers its exit code. */
export const runCommandLine = async (words: readonly string[]): Promise<number> => {
  const out = consoleOutput();
  const asksHelp = words.includes('--help') || words.includes('-h') || words[0] === 'help';
  const found = chosen(words);
  if (!found) {
    if (asksHelp) {
      out.line(help());
      return 0;
    }
    const typed = words.slice(0, 2).join(' ');
    out.note(`${typed ? `There is no verb “${typed}”.` : 'Say what to do.'}\n\n${help()}`);
    return 2;
  }
  if (asksHelp) {
    out.line(`${found.verb.summary}\n\nUsage: ${callOf(found.verb)}`);
    return 0;
  }
  try {
    const context = openCliContext(process.env);
    try {
      // Imports need the partners on record, also on a clone that has never been started.
      await seedIfEmpty(context.store, context.now());
      return await found.verb.run(found.args, context);
    } finally {
      context.store.close();
    }
  } catch (fault) {
    return explainFault(fault, found.verb, out);
  }
};
