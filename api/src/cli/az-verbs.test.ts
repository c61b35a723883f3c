import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openStore, type Store } from '../store/connect.ts';
import { exportServicesVerb } from './export-services.ts';
import { gapsVerb } from './gaps.ts';
import { importServicesVerb } from './import-services.ts';
import { collectedOutput } from './output.ts';
import { seedIfEmpty } from './seed.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-az-verbs-'));
let store: Store;

before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, NOW);
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const run = async (verb: Verb, ...words: readonly string[]) => {
  const out = collectedOutput();
  const code = await verb.run(words, { store, out, now: () => NOW, path: typed => join(folder, typed), reportsFolder: folder });
  return { code, text: out.lines.join('\n'), notes: out.notes.join('\n') };
};

test('what is exported can be imported again, in either form, and changes nothing', async () => {
  for (const words of [
    ['--out', 'all.json'],
    ['--format', 'csv', '--out', 's.csv'],
    ['--format', 'csv', '--table', 'answers', '--out', 'a.csv'],
  ]) {
    assert.equal((await run(exportServicesVerb, ...words)).code, 0);
  }
  for (const files of [['all.json'], ['s.csv', 'a.csv']]) {
    const { text } = await run(importServicesVerb, ...files, '--replace');
    assert.match(text, /Services: 0 new, 0 changed, \d+ as they were, 0 removed/);
    assert.match(text, /Nothing has changed/);
  }
  assert.match(readFileSync(join(folder, 's.csv'), 'utf8'), /^id,lgsl,title,/);
});

test('without --out the export is the result', async () => {
  assert.doesNotThrow(async () => JSON.parse((await run(exportServicesVerb)).text));
});

test('a file with faults is refused with all of them, and a missing one by name', async () => {
  writeFileSync(join(folder, 'bad.csv'), 'service,authority,status\nno-such,erewash,provided\ncheck-your-bin-day,atlantis,perhaps\n');
  await assert.rejects(run(importServicesVerb, 'bad.csv'), (fault: unknown) => {
    assert.ok(fault instanceof CliFault);
    assert.match(fault.message, /bad\.csv, line 2: service names no-such/);
    assert.match(fault.message, /bad\.csv, line 3: status should be one of provided, not-provided, unknown/);
    assert.match(fault.message, /There are 2 faults, so nothing has been changed\./);
    return true;
  });
  await assert.rejects(run(importServicesVerb, 'absent.json'), /absent\.json cannot be read/);
});

test('plain http is taken, and said', async () => {
  writeFileSync(
    join(folder, 'http.csv'),
    'service,authority,status,actions\ncheck-your-bin-day,erewash,provided,find-out | Bin days | http://www.erewash.gov.uk/bins\n',
  );
  const { text, notes } = await run(importServicesVerb, 'http.csv');
  assert.match(text, /Answers: 0 new, 1 changed/);
  assert.match(notes, /check-your-bin-day, erewash: http:\/\/www\.erewash\.gov\.uk\/bins is not https\./);
});

test('gaps are counted by authority and service, and listed as CSV', async () => {
  const { text } = await run(gapsVerb);
  assert.match(text, /^By authority +unknown +no page +not reviewed/);
  assert.match(text, /Erewash Borough Council/);
  assert.match(text, /Check your bin day/);
  const { text: csv } = await run(gapsVerb, '--authority', 'peak-district', '--format', 'csv');
  const rows = csv.trim().split('\r\n');
  assert.equal(rows[0], 'authority,service,title,popularity,unknown,no-page,not-reviewed,no-phone,unverified-phone');
  assert.ok(rows.length > 10 && rows.slice(1).every(row => row.startsWith('peak-district,')));
});

test('arguments that do not fit are refused', async () => {
  for (const [verb, words] of [
    [importServicesVerb, []],
    [importServicesVerb, ['x.json', '--colour']],
    [exportServicesVerb, ['--format', 'xml']],
    [exportServicesVerb, ['--table', 'answers']],
    [exportServicesVerb, ['--format', 'csv', '--table', 'chairs']],
    [gapsVerb, ['--authority', 'atlantis']],
    [gapsVerb, ['--format', 'xml']],
  ] as const) {
    await assert.rejects(run(verb, ...words), UsageError);
  }
});
