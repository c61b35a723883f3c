import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importBoundariesVerb } from './import-boundaries.ts';
import { importPostcodesVerb } from './import-postcodes.ts';
import { collectedOutput } from './output.ts';
import { type CliContext, UsageError } from './verb.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dtp-cli-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs `npm run dtp -- …` as a person would, on a record of its own. */
const dtp = (...words: readonly string[]) => {
  const env = { ...process.env, DATABASE_URL: `file:${join(folder, 'record.sqlite')}`, NODE_TEST_CONTEXT: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', cwd: folder, env });
  return { status, stdout, stderr };
};
const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);

const ROW = '"DE45 1AB",10,422000,368000,"E92000001","","","E10000007","E07000035","E05003457"\n';

describe('the command line', () => {
  test('lists its verbs', () => {
    const { status, stdout } = dtp('--help');
    assert.equal(status, 0);
    for (const verb of ['import postcodes', 'import boundaries', 'seed', 'backup']) assert.match(stdout, new RegExp(`^ {2}${verb}`, 'm'));
  });

  test('explains one verb', () => {
    const { status, stdout } = dtp('import', 'postcodes', '--help');
    assert.equal(status, 0);
    assert.match(stdout, /npm run dtp -- import postcodes FILE… \[--edition 2025-11\] \[--allow-shrink\] \[--allow-older\]/);
  });

  test('says when there is no such verb, or none at all', () => {
    const unknown = dtp('import', 'potatoes');
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /There is no verb “import potatoes”\.[\s\S]*import postcodes/);
    assert.equal(dtp().status, 2);
  });

  test('says what is wrong with the arguments, and how the verb is called', () => {
    const { status, stderr } = dtp('import', 'postcodes');
    assert.equal(status, 2);
    assert.match(stderr, /^Name at least one file\.\n\nUsage: npm run dtp -- import postcodes FILE…/);
  });

  test('imports a file, and says that the second time nothing has changed', () => {
    write('de.csv', ROW);
    const first = dtp('import', 'postcodes', 'de.csv', '--edition', '2025-11');
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /^1 rows in .* a second\):\n1 new, 0 changed, 0 as they were\.\n$/);
    const second = dtp('import', 'postcodes', 'de.csv', '--edition', '2025-11');
    assert.match(second.stdout, /0 new, 0 changed, 1 as they were\.\nNothing has changed: the record held all of this already\.\n$/);
  });

  test('shows the first refused rows, and keeps all of them in a report that a spreadsheet can open', () => {
    const bad = Array.from({ length: 21 }, (_, at) => `=cmd${at},10\n`).join('');
    write(
      'bad-rows.csv',
      `${ROW.replace('1AB', '1AD').repeat(1)}${bad}${Array.from({ length: 200 }, (_, at) => ROW.replace('1AB', `2A${'ABDEFGHJLN'[at % 10]}`).replace('45', String(10 + Math.floor(at / 10)))).join('')}`,
    );
    const { status, stdout, stderr } = dtp('import', 'postcodes', 'bad-rows.csv', '--allow-shrink');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /21 refused/);
    assert.equal(stderr.match(/which is not a postcode|columns instead of/g)?.length, 20);
    assert.match(stderr, /the report has them all/);
    const reports = readdirSync(join(folder, 'import-reports'));
    assert.equal(reports.length, 1);
    const report = readFileSync(join(folder, 'import-reports', reports[0] ?? ''), 'utf8')
      .trim()
      .split('\n');
    assert.equal(report[0], 'file,line,reason,row');
    assert.equal(report.length, 22);
    assert.match(report[1] ?? '', /,2,has 2 columns instead of 10,"'=cmd0,10"$/);
  });

  test('a file that is not there or not right ends with a sentence and no stack', () => {
    const absent = dtp('import', 'postcodes', 'absent.csv');
    assert.equal(absent.status, 1);
    assert.match(absent.stderr, /absent\.csv is not there\n$/);
    write('no.geojson', '{}');
    const broken = dtp('import', 'boundaries', 'no.geojson', '--kind', 'park');
    assert.equal(broken.status, 1);
    assert.match(broken.stderr, /no\.geojson is not a GeoJSON FeatureCollection\. Nothing was changed\.\n$/);
  });

  test('lays the starter data, again without harm', () => {
    const { status, stdout } = dtp('seed');
    assert.equal(status, 0);
    assert.match(stdout, /13 authorities, 219 postcode sectors/);
  });
});

test('arguments that do not fit are refused before any work', async () => {
  const context: CliContext = {
    get store(): never {
      throw new Error('the record was touched');
    },
    out: collectedOutput(),
    now: () => new Date(),
    path: typed => typed,
    reportsFolder: folder,
  };
  for (const [verb, words, why] of [
    [importPostcodesVerb, ['a.csv', '--edition', 'soon'], /year and month/],
    [importPostcodesVerb, ['a.csv', '--colour'], /--colour/],
    [importBoundariesVerb, ['a.geojson'], /--kind district, neighbour, county, ward, park/],
    [importBoundariesVerb, ['--kind', 'park'], /one GeoJSON file/],
  ] as const)
    await assert.rejects(verb.run(words, context), (fault: unknown) => fault instanceof UsageError && why.test(fault.message));
});
