import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { seedIfEmpty } from '../cli/seed.ts';
import { readTable } from '../records/csv-table.ts';
import type { ImportMode } from '../records/merge.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { AZ_TABLES, answersToCsv, servicesToCsv } from './csv.ts';
import { recordToCsv, recordToJson } from './export.ts';
import { readImport } from './import.ts';
import { importServices } from './import-plan.ts';
import { AnswerRecord, ServiceRecord } from './record.ts';
import { createAzRepository } from './repository.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-az-import-'));
let store: Store;

before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, NOW);
});

after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const all = () => createAzRepository(store.read).all();
const load = (text: string, mode: ImportMode = 'merge', name = 'file') => importServices(store, [{ name, text }], mode, NOW);

const service = ServiceRecord.parse({
  id: 'borrow-a-ladder',
  lgsl: null,
  title: 'Borrow a ladder',
  summary: 'Borrow a ladder for a day from the tool library.',
  synonyms: ['ladder', '=SUM(A1)', "'quoted", '-5 ladders'],
  categories: ['libraries-leisure'],
  tier: 'district',
  action: 'book',
  provision: 'power',
  popularity: 3,
});

const answer = AnswerRecord.parse({
  service: 'borrow-a-ladder',
  authority: 'erewash',
  status: 'provided',
  summary: 'Two ladders, "long" and short.',
  actions: [
    { kind: 'book', label: 'Book a ladder', url: 'https://www.erewash.gov.uk/ladders?a=1' },
    { kind: 'contact', label: '+ ring us', url: 'tel:+44 115 907 2244' },
  ],
  contact: { label: 'Ladder desk', phone: '+44 115 907 2244', url: null, source: 'the sign on the door', verifiedOn: '2026-01-02' },
  cost: '=free',
  validFrom: '2026-01-01',
  lastReviewed: '2026-02-03',
});

test('JSON out and in again is the same, and changes nothing', async () => {
  const before = await all();
  const version = await readVersion(store.read, 'az');
  const outcome = await load(recordToJson(before), 'replace');
  assert.equal(outcome.kind === 'done' && outcome.changed, false);
  assert.deepEqual(await all(), before);
  assert.equal(await readVersion(store.read, 'az'), version);
});

test('CSV out and in again is the same, formulas and quotes included', async () => {
  await load(JSON.stringify({ services: [service], answers: [answer] }));
  const before = await all();
  const outcome = await importServices(
    store,
    [
      { name: 'services.csv', text: recordToCsv(before, 'services') },
      { name: 'answers.csv', text: recordToCsv(before, 'answers') },
    ],
    'replace',
    NOW,
  );
  assert.equal(outcome.kind === 'done' && outcome.changed, false);
  assert.deepEqual(await all(), before);
});

test('no cell of an export starts like a formula', () => {
  const cells = `${servicesToCsv([{ ...service, title: '=1+1' }])}${answersToCsv([answer])}`.split(/[,\r\n]+/);
  assert.deepEqual(
    cells.filter(cell => /^"?[=+\-@\t]/.test(cell)),
    [],
  );
});

test('any name survives the way through CSV', () => {
  const name = fc
    .stringMatching(/^['=+@"a-z, -]{1,30}$/)
    .map(text => text.trim())
    .filter(text => text !== '');
  fc.assert(
    fc.property(name, title => {
      const table = readTable(servicesToCsv([{ ...service, title }]), AZ_TABLES);
      assert.deepEqual(table.faults, []);
      assert.equal(table.kind === 'table' && table.rows[0]?.value.title, title);
    }),
  );
});

test('merge keeps what the file leaves out, replace removes it with its answers', async () => {
  await load(JSON.stringify({ services: [service], answers: [answer] }));
  const full = await all();
  const merged = await load(JSON.stringify([{ ...service, popularity: 4 }]));
  assert.deepEqual(merged.kind === 'done' && merged.plan.services.tally, {
    added: 0,
    changed: 1,
    unchanged: full.services.length - 1,
    removed: 0,
  });
  const without = full.services.filter(one => one.id !== service.id);
  const replaced = await load(JSON.stringify(without), 'replace');
  assert.equal(replaced.kind === 'done' && replaced.plan.services.tally.removed, 1);
  assert.equal(replaced.kind === 'done' && replaced.plan.answers.tally.removed, 1);
  const left = await all();
  assert.ok(!left.answers.some(one => one.service === service.id));
  assert.equal(left.services.length, without.length);
});

test('categories take the order of a file that names them all', async () => {
  const { categories } = await all();
  const turned = [...categories].reverse();
  const outcome = await load(JSON.stringify({ categories: turned }));
  assert.equal(outcome.kind === 'done' && outcome.changed, true);
  assert.deepEqual((await all()).categories, turned);
  await load(JSON.stringify({ categories }));
});

test('every fault is listed with file, line and field, and nothing is changed', async () => {
  const before = await all();
  const json = JSON.stringify(
    {
      services: [
        { ...service, id: 'good-one', title: 'Good one' },
        { ...service, id: 'Bad Id', title: '<b>Bold</b>', popularity: 101, tier: 'parish', extra: 1 },
        { ...service, id: 'second', lgsl: before.services.find(one => one.lgsl)?.lgsl, categories: ['nope'] },
      ],
      answers: [
        {
          ...answer,
          authority: 'atlantis',
          service: 'nothing-like-it',
          actions: [{ kind: 'book', label: 'x', url: 'javascript:alert(1)' }],
        },
        { ...answer, authority: 'atlantis' },
      ],
      somethingElse: [],
    },
    null,
    1,
  );
  const outcome = await load(json, 'merge', 'services.json');
  assert.equal(outcome.kind, 'refused');
  const faults = outcome.kind === 'refused' ? outcome.faults : [];
  const said = faults.map(({ path, message }) => `${path} ${message}`).join('\n');
  for (const expected of [
    /id should be a service id/,
    /title has HTML/,
    /popularity should be at most 100/,
    /tier should be one of/,
    /extra is not a field/,
    /lgsl \d+ is also the number of/,
    /categories names nope/,
    /actions\.0\.url should be a full address/,
    /authority names atlantis/,
    /somethingElse is not a part/,
  ]) {
    assert.match(said, expected);
  }
  const lines = json.split('\n');
  const titleFault = faults.find(fault => fault.path === 'title');
  assert.match(lines[(titleFault?.line ?? 0) - 1] ?? '', /<b>Bold/);
  assert.ok(faults.every(fault => fault.file === 'services.json'));
  assert.deepEqual(await all(), before);
});

test('the same thing given twice is a fault that names the other place', () => {
  return load(JSON.stringify([service, service], null, 1)).then(outcome => {
    assert.match(
      outcome.kind === 'refused' ? (outcome.faults[0]?.message ?? '') : '',
      /is given twice: borrow-a-ladder stands in file, line 2/,
    );
  });
});

const csvFaults = (text: string): string[] =>
  readImport([{ name: 'x.csv', text }]).faults.map(({ line, path, message }) => `${line} ${path} ${message}`);

test('a CSV that is no table of ours says so', () => {
  assert.match(csvFaults('name,address\n1,2\n')[0] ?? '', /neither that of services .* nor that of answers/);
  assert.match(csvFaults('')[0] ?? '', /is empty/);
  assert.match(csvFaults('id,title\n"unclosed')[0] ?? '', /quotation mark/);
});

test('CSV faults stand on their lines, also after cells of several lines', () => {
  const header = 'service,authority,status,actions';
  const faults = csvFaults(
    `${header}\nok-service,erewash,provided,"book | One | https://a.example/\nbook | Two | https://b.example/"\nok-service,derby,maybe,\ntoo,short\n`,
  );
  assert.deepEqual(faults, ['5 row has 2 cells where the header has 4', '4 status should be one of provided, not-provided, unknown']);
});

test('columns that are missing, strange or doubled are named', () => {
  const faults = csvFaults('service,authority,colour,colour\nx,y,1,2\n').join('\n');
  assert.match(faults, /status is a column that is missing/);
  assert.match(faults, /colour is not a column/);
  assert.match(faults, /colour is a column that stands twice/);
});

test('JSON that is none says the line', () => {
  const { faults } = readImport([{ name: 'x.json', text: '{\n "services": [\n {]\n}' }]);
  assert.deepEqual([faults[0]?.line, faults[0]?.path], [3, 'file']);
});

test('a byte-order mark and Windows line ends are nothing special', () => {
  const { incoming, faults } = readImport([{ name: 'x.csv', text: `\uFEFF${servicesToCsv([service])}` }]);
  assert.deepEqual([incoming.services?.length, faults], [1, []]);
});

test('whatever a file holds, reading it ends in faults and not in a crash', () => {
  const entry = fc.oneof(
    fc.json(),
    fc.string({ maxLength: 200 }),
    fc.string({ maxLength: 200 }).map(text => `{"services":[${text}]}`),
  );
  fc.assert(
    fc.property(entry, text => {
      readImport([{ name: 'x', text }]);
    }),
  );
});
