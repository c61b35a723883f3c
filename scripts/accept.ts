// `npm run accept [-- --shared ../shared]`: imports the real open data into a record of its own and checks every answer that the data has
// the truth for. Slow (half a minute) and only possible where that data is, so it is no part of `npm test`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthorityBook } from '../api/src/authorities/book.ts';
import { createAuthorityRepository } from '../api/src/authorities/repository.ts';
import { seedIfEmpty } from '../api/src/cli/seed.ts';
import { londonDay } from '../api/src/http/clock.ts';
import { openPlaceFinder } from '../api/src/places/finder.ts';
import { createPlaceRepository } from '../api/src/places/repository.ts';
import { openStore } from '../api/src/store/connect.ts';
import type { Check, Verdict } from './accept/check.ts';
import { placeChecks } from './accept/places.ts';
import { fillWithRealData } from './accept/real-record.ts';
import { findSharedData } from './shared-data.ts';

const CHECKS: readonly Check[] = [...placeChecks];
const SHOWN_MISMATCHES = 20;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const report = ({ name }: Check, { counts, mismatches }: Verdict): void => {
  print(`\n${mismatches.length === 0 ? 'Right' : 'WRONG'}: ${name}`);
  for (const [outcome, count] of [...counts].sort((a, b) => b[1] - a[1])) print(`  ${String(count).padStart(7)}  ${outcome}`);
  for (const sentence of mismatches.slice(0, SHOWN_MISMATCHES)) print(`  mismatch: ${sentence}`);
  if (mismatches.length > SHOWN_MISMATCHES) print(`  and ${mismatches.length - SHOWN_MISMATCHES} more`);
};

const accept = async (data: string): Promise<number> => {
  const scratch = mkdtempSync(join(tmpdir(), 'dtp-accept-'));
  const store = openStore(join(scratch, 'record.sqlite'));
  try {
    const now = new Date();
    await seedIfEmpty(store, now);
    print(`Importing the real files from ${data}`);
    await fillWithRealData(store, data, scratch, now, print);
    const authorities = await openAuthorityBook(createAuthorityRepository(store.read));
    const places = await openPlaceFinder({ repository: createPlaceRepository(store.read), authorities });
    let wrong = 0;
    for (const check of CHECKS) {
      const verdict = await check.run({ data, store, places, day: londonDay(now), print });
      report(check, verdict);
      wrong += verdict.mismatches.length;
    }
    print(wrong === 0 ? '\nAccepted: every answer agrees with the data.' : `\nNot accepted: ${wrong} answers disagree with the data.`);
    return wrong === 0 ? 0 : 1;
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
