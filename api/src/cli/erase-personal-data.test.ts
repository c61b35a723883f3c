import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createApplicationDesk } from '../applications/desk.ts';
import { layVacancy } from '../applications/testing/vacancies.ts';
import { vacanciesToApplyFor } from '../applying.ts';
import { createVacancyRepository } from '../jobs/repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { erasePersonalDataVerb } from './erase-personal-data.ts';
import { collectedOutput } from './output.ts';

let now = new Date('2026-11-24T10:00:00Z');
let folder: string;
let store: Store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-erase-'));
  store = openStore(join(folder, 'record.sqlite'));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const run = async (): Promise<readonly string[]> => {
  const out = collectedOutput();
  const context = { store, out, now: () => now, path: (typed: string) => typed, reportsFolder: folder };
  assert.equal(await erasePersonalDataVerb.run([], context), 0);
  return out.lines;
};

test('job applications go when their vacancy says so', async () => {
  await layVacancy(store);
  const vacancy = vacanciesToApplyFor(createVacancyRepository(store.read), () => now);
  const desk = createApplicationDesk({
    store,
    publicUrl: 'https://widgets.example',
    now: () => now,
    vacancy,
    nameOf: id => id,
    colourOf: () => '#17538f',
    hasScanner: false,
    onMail: () => undefined,
    onHeld: () => undefined,
  });
  const open = (await vacancy('bus-driver-belper-7k4m')) ?? assert.fail();
  const token = await desk.start(open);
  assert.deepEqual(await run(), ['Erased: the people of 0 cases, 0 applications, 0 people without alerts, the words of 0 mails.']);
  now = new Date('2026-12-25T12:00:00Z');
  assert.deepEqual(await run(), ['Erased: the people of 0 cases, 1 application, 0 people without alerts, the words of 0 mails.']);
  assert.equal(await desk.open(token), undefined);
});
