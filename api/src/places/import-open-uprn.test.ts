import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { readVersion } from '../store/versions.ts';
import { createAddressWriter } from './address-repository.write.ts';
import { importGazetteer } from './import-gazetteer.ts';
import { importOpenUprn, type UprnImport } from './import-open-uprn.ts';
import type { RefusedRow } from './import-run.ts';
import { gazetteer, place, property, street, streetName } from './testing/gazetteer-file.ts';
import { type County, DALES, NOW, openCounty } from './testing/small-county.ts';

let county: County;
let refused: RefusedRow[];
beforeEach(async () => {
  county = await openCounty();
  refused = [];
});
afterEach(() => county.close());

const HEADER = '\ufeffUPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\r\n';
/** `east` and `north` in metres from the small county's corner. */
const row = (uprn: number, east: number, north: number): string => `${uprn},${420_000 + east}.00,${350_000 + north}.00,53.1,-1.7\r\n`;
const take = (content: string, more: Partial<UprnImport> = {}) =>
  importOpenUprn(county.store, {
    file: county.write('osopenuprn.csv', content),
    edition: undefined,
    now: NOW,
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: one => void refused.push(one),
    ...more,
  });
const address = (uprn: number) => createAddressWriter(county.store.read).address(String(uprn));
const version = () => readVersion(county.store.read, 'places');

describe('OS Open UPRN', () => {
  test('gives places without names, with their district', async () => {
    await county.fill();
    const counts = await take(`${HEADER}${row(1, 2000, 5000)}`);
    assert.deepEqual(counts, { rows: 1, added: 1, changed: 0, unchanged: 0, far: 0, refused: 0 });
    const stored = await address(1);
    assert.deepEqual([stored?.label, stored?.easting, stored?.gss, stored?.inPark], [null, 422_000, DALES, true]);
  });

  test('moves a known address, and leaves its name', async () => {
    const records = [street(2), streetName(2, 'HIGH STREET', 'BAKEWELL'), property(1), place(1, 2, { number: 2 })];
    await importGazetteer(county.store, {
      files: [county.write('gazetteer.csv', gazetteer(...records))],
      isComplete: false,
      allowShrink: false,
      isExcerpt: false,
      now: NOW,
      onBytes: () => undefined,
      onRow: () => undefined,
      onRefused: () => undefined,
      onUnnamed: () => undefined,
    });
    assert.equal((await take(`${HEADER}${row(1, 2100, 5000)}`)).changed, 1);
    const stored = await address(1);
    assert.deepEqual([stored?.label, stored?.easting, stored?.postcode], ['2 High Street, Bakewell', 422_100, 'DE45 1AA']);
  });

  test('twice changes nothing, not even the version', async () => {
    const content = `${HEADER}${row(1, 2000, 5000)}`;
    await take(content);
    const before = await version();
    assert.equal((await take(content)).unchanged, 1);
    assert.equal(await version(), before);
  });

  test('is of all of Great Britain: what is far from the partners’ ground is left out', async () => {
    const content = `${HEADER}${row(1, 2000, 5000)}${row(2, 24_000, 5000)}${row(3, 30_000, 5000)}${row(4, 200_000, 5000)}`;
    const bySector = await take(content);
    assert.deepEqual([bySector.added, bySector.far], [3, 1], 'by the starter sectors');
    await county.fill();
    assert.equal((await take(content)).far, 2, 'by boundaries: five kilometres around them');
  });

  test('refuses rows that are not right, and a file that is none', async () => {
    await take(`${HEADER}${row(1, 2000, 5000)}x,1,1,1,1\r\n2,9999999,1,1,1\r\n`);
    assert.deepEqual(
      refused.map(({ line, reason }) => `${line} ${reason}`),
      ['3 has “x” as UPRN, which should be a number of up to 12 digits', '4 has a place that is not in Great Britain'],
    );
    await assert.rejects(take('UPRN,NAME\n1,a\n'), /is not OS Open UPRN: it lacks the columns X_COORDINATE, Y_COORDINATE/);
    await assert.rejects(take(HEADER), /header but no rows/);
    await assert.rejects(take(''), /is empty/);
    await assert.rejects(take(`${HEADER}${row(7, 2000, 5000)}8,4220`), /breaks off in the middle of line 3/);
    assert.equal(await address(7), undefined);
  });
});
