import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gazetteer, place, property, street, streetName } from '../places/testing/gazetteer-file.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dtp-cli-'));
after(() => rmSync(folder, { recursive: true }));

const dtp = (...words: readonly string[]) => {
  const env = { ...process.env, DATABASE_URL: `file:${join(folder, 'record.sqlite')}`, NODE_TEST_CONTEXT: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', cwd: folder, env });
  return { status, stdout, stderr };
};
const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);

describe('import gazetteer', () => {
  test('says what came in, and that the second time nothing has changed', () => {
    write('gazetteer.csv', gazetteer(street(2), streetName(2, 'HIGH STREET', 'BAKEWELL'), property(1), place(1, 2, { number: 2 })));
    const first = dtp('import', 'gazetteer', 'gazetteer.csv');
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /^6 rows in .*:\nAddresses: 1 new, 0 changed, 0 as they were\.\nStreets: 1 new, 0 changed, 0 taken off\.\n/);
    const second = dtp('import', 'gazetteer', 'gazetteer.csv');
    assert.match(second.stdout, /1 as they were\.\nNothing has changed: the record held all of this already\.\n$/);
  });

  test('keeps a report of what was refused or has no name yet', () => {
    write('faults.csv', gazetteer(property(3), property(4, { postcode: 'OOPS' }), property(5), place(5, 2, { number: 5 })));
    const { status, stdout, stderr } = dtp('import', 'gazetteer', 'faults.csv');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /Addresses: 2 new, .* 1 of them with a place but no name yet\.\n(.*\n)*1 records? (was|were) refused\.\n/);
    const report = readdirSync(join(folder, 'import-reports')).find(name => name.startsWith('gazetteer-')) ?? '';
    assert.equal(
      readFileSync(join(folder, 'import-reports', report), 'utf8')
        .trim()
        .split('\n').length,
      3,
    );
  });

  test('ends with a sentence where the file is not right, or none is named', () => {
    write('cut.csv', gazetteer(property(1)).split('\n').slice(0, 2).join('\n'));
    const cut = dtp('import', 'gazetteer', 'cut.csv');
    assert.equal(cut.status, 1);
    assert.match(
      cut.stderr,
      /cut\.csv has a header \(record 10\) but no trailer \(record 99\), so it breaks off\. .* Nothing was changed\.\n$/,
    );
    assert.equal(dtp('import', 'gazetteer').status, 2);
  });
});

describe('import uprn', () => {
  test('says what came in', () => {
    write('uprn.csv', 'UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n7,422000,355000,53.1,-1.67\n8,100000,20000,50,-6\n');
    const { status, stdout, stderr } = dtp('import', 'uprn', 'uprn.csv', '--edition', '2026-08');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /1 new, 0 moved, 0 as they were, 1 far from our ground left out\.\n$/);
  });

  test('says what is wrong with the arguments', () => {
    assert.match(dtp('import', 'uprn').stderr, /^Name one OS Open UPRN file/);
    assert.match(dtp('import', 'uprn', 'a.csv', '--edition', 'May').stderr, /year and month/);
  });
});
