// Writes api/data/bank-holidays.json, the bank holidays that a fresh record begins with. Run it when a new year is announced:
//   node scripts/build-bank-holidays.ts [--shared ../shared]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHolidays } from '../api/src/hours/bank-holidays.ts';
import { sharedData } from './shared-data.ts';

/** Years that are over are of no use to a new record. */
const FROM_YEAR = 2026;

const feedFile = 'bank-holidays/bank-holidays.json';
const { holidays, faults } = readHolidays({
  name: feedFile,
  text: readFileSync(join(sharedData(process.argv.slice(2)), feedFile), 'utf8'),
});
const [fault] = faults;
if (fault) throw new Error(`${fault.file}, line ${fault.line}: ${fault.path} ${fault.message}`);
const wanted = holidays.filter(({ date }) => Number(date.slice(0, 4)) >= FROM_YEAR);

const header = {
  note: 'Bank holidays in England and Wales that were known when this was written. A running server renews them once a day where BANK_HOLIDAYS_URL is set.',
  attribution: 'Contains public sector information licensed under the Open Government Licence v3.0.',
  computedFrom: [feedFile],
  script: 'scripts/build-bank-holidays.ts',
  source: 'GOV.UK',
};
const lines = wanted.map(({ date, title, notes }) => `  ${JSON.stringify({ date, title, notes })}`);
writeFileSync(
  fileURLToPath(new URL('../api/data/bank-holidays.json', import.meta.url)),
  `${JSON.stringify(header, null, 1).slice(0, -2)},\n "holidays": [\n${lines.join(',\n')}\n ]\n}\n`,
);
process.stdout.write(`${wanted.length} bank holidays written to api/data/bank-holidays.json.\n`);
