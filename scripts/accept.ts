// `npm run accept [-- --shared ../shared]`: imports the real open data into a record of its own and checks every answer that the data has
// the truth for. Slow (a minute) and only possible where that data is, so it is no part of `npm test`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { seedIfEmpty } from '../api/src/cli/seed.ts';
import { readConfig } from '../api/src/config.ts';
import { londonDay } from '../api/src/http/clock.ts';
import { startApp } from '../api/src/start.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import { addressChecks } from './accept/addresses.ts';
import type { AcceptContext, Check, Verdict } from './accept/check.ts';
import { contactChecks, importRealHolidays } from './accept/contact.ts';
import { layerChecks } from './accept/layers.ts';
import { placeChecks } from './accept/places.ts';
import { importRealLayers } from './accept/real-layers.ts';
import { fillWithRealData } from './accept/real-record.ts';
import { findSharedData } from './shared-data.ts';

const CHECKS: readonly Check[] = [...placeChecks, ...layerChecks, ...addressChecks, ...contactChecks];
const SHOWN_MISMATCHES = 20;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const report = ({ name }: Check, { counts, mismatches }: Verdict): void => {
  print(`\n${mismatches.length === 0 ? 'Right' : 'WRONG'}: ${name}`);
  for (const [outcome, count] of [...counts].sort((a, b) => b[1] - a[1])) print(`  ${String(count).padStart(7)}  ${outcome}`);
  for (const sentence of mismatches.slice(0, SHOWN_MISMATCHES)) print(`  mismatch: ${sentence}`);
  if (mismatches.length > SHOWN_MISMATCHES) print(`  and ${mismatches.length - SHOWN_MISMATCHES} more`);
};

const runChecks = async (context: AcceptContext): Promise<number> => {
  let wrong = 0;
  for (const check of CHECKS) {
    const verdict = await check.run(context);
    report(check, verdict);
    wrong += verdict.mismatches.length;
  }
  print(wrong === 0 ? '\nAccepted: every answer agrees with the data.' : `\nNot accepted: ${wrong} answers disagree with the data.`);
  return wrong === 0 ? 0 : 1;
};

const acceptRecord = async (store: Store, data: string, scratch: string): Promise<number> => {
  const now = new Date();
  await seedIfEmpty(store, now);
  print(`Importing the real files from ${data}`);
  await fillWithRealData(store, data, scratch, now, print);
  await importRealHolidays(store, data, now, print);
  const imported = await importRealLayers(store, data, now, print);
  const log = pino({ level: 'silent' });
  const running = await startApp({ config: readConfig({}), store, log, dist: scratch, build: 'accept', now: () => now });
  const get: AcceptContext['get'] = async path => {
    const response = await running.app.request(path);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  try {
    const { places, spots, map, mapRecord } = running.deps;
    return await runChecks({ data, store, places, spots, map, mapRecord, imported, day: londonDay(now), get, print });
  } finally {
    await running.close();
  }
};

const accept = async (data: string): Promise<number> => {
  const scratch = mkdtempSync(join(tmpdir(), 'dtp-accept-'));
  const store = openStore(join(scratch, 'record.sqlite'));
  try {
    return await acceptRecord(store, data, scratch);
  } finally {
    store.close();
    rmSync(scratch, { recursive: true });
  }
};

const { folder, data } = findSharedData(process.argv.slice(2));
if (data) process.exitCode = await accept(data);
else {
  process.stderr.write(`The open data that this checks against is not at ${folder}. Name its folder with --shared.\n`);
  process.exitCode = 1;
}
