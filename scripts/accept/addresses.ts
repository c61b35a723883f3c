import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAddressRepository } from '../../api/src/places/address-repository.ts';
import { createAddressWriter } from '../../api/src/places/address-repository.write.ts';
import { type GazetteerCounts, importGazetteer } from '../../api/src/places/import-gazetteer.ts';
import type { RefusedRow } from '../../api/src/places/import-run.ts';
import type { Store } from '../../api/src/store/connect.ts';
import { type Check, openVerdict } from './check.ts';

/** What the sample's records are, read by eye: it is ten lines out of a file of 94,761, so they do not all belong together. */
const STREET = {
  usrn: '7803555',
  name: 'West Queen Street',
  locality: 'Broughty Ferry',
  town: 'Dundee',
  easting: 345_684,
  northing: 731_129,
};
const PLACED = { uprn: '9059007610', easting: 346_782, northing: 732_382, postcode: 'DD5 3BZ', custodian: '9059' };
const PLACELESS = 'UPRN 117076025';
/** By record identifier: what is to become of it. */
const FATES: Readonly<Record<string, string>> = {
  10: 'frame of the file',
  11: 'street taken',
  15: 'street taken',
  21: 'address on record',
  23: 'read past: a cross-reference',
  24: 'left without a name: its street is not in the sample',
  28: 'left out: nothing in the sample says where it is',
  31: 'read past: an organisation',
  32: 'read past: a home, so an address',
  99: 'frame of the file',
};

const sampleFile = (data: string): string => {
  const folder = join(data, 'addresses');
  const [name = ''] = readdirSync(folder).filter(one => one.endsWith('dtf-sample.csv'));
  return join(folder, name);
};

const importSample = async (
  store: Store,
  file: string,
  isExcerpt: boolean,
): Promise<{ counts: GazetteerCounts; reported: RefusedRow[] }> => {
  const reported: RefusedRow[] = [];
  const counts = await importGazetteer(store, {
    files: [file],
    isComplete: false,
    allowShrink: false,
    isExcerpt,
    now: new Date(),
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: row => void reported.push(row),
    onUnnamed: row => void reported.push(row),
  });
  return { counts, reported };
};

const differences = (what: string, expected: object, actual: object | undefined): string[] =>
  Object.entries(expected).flatMap(([key, value]) => {
    const found: unknown = actual && Object.entries(actual).find(([name]) => name === key)?.[1];
    return found === value ? [] : [`${what} should have ${key} ${JSON.stringify(value)} and has ${JSON.stringify(found)}`];
  });

const sampleCheck: Check = {
  name: 'Gazetteer: every record of the real sample file is accounted for',
  run: async ({ data, store }) => {
    const verdict = openVerdict();
    const file = sampleFile(data);
    const records = readFileSync(file, 'utf8').trim().split(/\r?\n/);
    for (const record of records) {
      const [type = ''] = record.split(',');
      verdict.count(`record ${type}: ${FATES[type] ?? 'unknown'}`);
    }
    const whole = await importSample(store, file, false).catch((fault: Error) => fault.message);
    if (typeof whole !== 'string' || !whole.includes('94,761'))
      verdict.mismatch('A file that lacks records its trailer counts was taken as whole');

    const { counts, reported } = await importSample(store, file, true);
    const expected = {
      records: records.length,
      refused: 0,
      readPast: 3,
      added: 1,
      unnamed: 1,
      nowhere: 1,
      leftOut: 0,
      changed: 0,
      removed: 0,
    };
    const found = [
      ...differences('The sample', expected, counts),
      ...differences('The street', STREET, await createAddressWriter(store.read).street(STREET.usrn)),
      ...differences('The address', { ...PLACED, label: null }, await createAddressRepository(store.read).byUprn(PLACED.uprn)),
    ];
    for (const sentence of found) verdict.mismatch(sentence);
    if (!reported.some(row => row.text === PLACELESS)) verdict.mismatch(`${PLACELESS} is gone without a word`);
    if (!reported.some(row => row.text === `UPRN ${PLACED.uprn}`))
      verdict.mismatch(`UPRN ${PLACED.uprn} has no name, and nothing says why`);

    const again = await importSample(store, file, true);
    if (again.counts.unchanged !== 1 || again.counts.added > 0) verdict.mismatch('The same file twice changed something');
    return verdict;
  },
};

export const addressChecks: readonly Check[] = [sampleCheck];
