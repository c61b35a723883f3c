import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMailRepository } from '../mail/repository.ts';
import { type Database, openStore, type Store } from '../store/connect.ts';
import { eraseAlertPeople } from './desk.ts';
import { type DigestDeps, runDigests } from './digest.ts';
import { digestComposer } from './mails.ts';
import { createAlertRepository } from './repository.ts';
import { fixedTopic, itemOf, SAMPLE_ITEMS as jobs } from './testing/fixed-topic.ts';
import { addPerson, cookAndSchool } from './testing/people.ts';
import type { AlertItem } from './topics.ts';

const TUESDAY_AT_9 = '2026-11-24T09:00:00.000Z';
const MONDAY_AT_8 = '2026-11-23T08:00:00.000Z';
const child = fileURLToPath(new URL('./testing/run-digests.ts', import.meta.url));

let folder: string;
let count = 0;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-digest-'));
});
after(() => rmSync(folder, { recursive: true }));
const newFile = (): string => join(folder, `record-${count++}.sqlite`);

/** Who was told what, in all mails of the outbox: "pat cook". */
const told = async (store: Store): Promise<string[]> => {
  const mails = await createMailRepository(store.read).newest(1000);
  return mails
    .flatMap(({ to, text }) => [...(text ?? '').matchAll(/\/jobs\/([\w-]+)/g)].map(([, job]) => `${to?.replace(/@.*/, '')} ${job}`))
    .sort();
};

/** Runs the child; answers whether it came to its end by itself. */
const runChild = async (file: string, step: number, batch = 2): Promise<boolean> => {
  const running = spawn(process.execPath, [child, file, TUESDAY_AT_9, String(step), String(batch)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(running, 'exit');
  if (signal === 'SIGKILL') return false;
  assert.equal(code, 0);
  return true;
};

/** A run in this process, over a list of items. */
const runOver = (store: Store, items: readonly AlertItem[], now: string, more: Partial<DigestDeps> = {}) =>
  runDigests({
    store,
    topics: { jobs: fixedTopic(items) },
    now: () => new Date(now),
    compose: digestComposer({ publicUrl: 'https://widgets.example', colourOf: () => '#17538f', nameOf: id => id }),
    ...more,
  });

describe('each person is told each thing exactly once', () => {
  const expected = ['alex caretaker', 'alex cook', 'alex school-cook', 'pat cook', 'pat school-cook', 'sam caretaker', 'sam school-cook'];

  test('when the process is killed at any step and runs again', async () => {
    const fresh = newFile();
    const store = openStore(fresh);
    await addPerson(store, 'alex', cookAndSchool('immediate'), MONDAY_AT_8);
    await addPerson(store, 'jo', [{ filter: 'driver', frequency: 'daily' }], MONDAY_AT_8);
    await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'daily' }], MONDAY_AT_8);
    await addPerson(store, 'sam', [{ filter: 'school', frequency: 'immediate' }], MONDAY_AT_8);
    store.close();

    const endsAtStep = async (step: number): Promise<boolean> => {
      const file = newFile();
      copyFileSync(fresh, file);
      const isDone = await runChild(file, step);
      const after = openStore(file);
      await runOver(after, jobs, TUESDAY_AT_9);
      assert.deepEqual(await told(after), expected, `killed at step ${step}`);
      assert.equal((await createMailRepository(after.read).newest(10)).length, 3, `killed at step ${step}`);
      after.close();
      return isDone;
    };
    let steps = 0;
    for (let isDone = false; !isDone; steps += 4)
      isDone = (await Promise.all([1, 2, 3, 4].map(next => endsAtStep(steps + next)))).includes(true);
    assert.ok(steps >= 24, `only ${steps} steps`);
  });

  test('when two processes do it at once', async () => {
    const file = newFile();
    const store = openStore(file);
    const names = Array.from({ length: 60 }, (_, at) => `person-${at}`);
    for (const name of names) await addPerson(store, name, [{ filter: 'cook', frequency: 'daily' }], MONDAY_AT_8);
    await Promise.all([runChild(file, 0, 5), runChild(file, 0, 5)]);
    assert.deepEqual(await told(store), names.flatMap(name => [`${name} cook`, `${name} school-cook`]).sort());
    assert.equal((await createMailRepository(store.read).newest(1000)).length, names.length);
    store.close();
  });

  test('when the unit of work fails: nothing is told, and nothing counts as told', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'daily' }], MONDAY_AT_8);
    const items = [itemOf('cook', 'Cook', '2026-11-23T12:00:00.000Z')];
    const compose = () => {
      throw new Error('no words');
    };
    await assert.rejects(runOver(store, items, TUESDAY_AT_9, { compose }), /no words/);
    assert.deepEqual(await told(store), []);
    await runOver(store, items, TUESDAY_AT_9);
    assert.deepEqual(await told(store), ['pat cook']);
    store.close();
  });
});

describe('a window', () => {
  const items = [
    itemOf('early', 'Early cook', '2026-11-24T07:59:59.999Z'),
    itemOf('at-8', 'Punctual cook', '2026-11-24T08:00:00.000Z'),
    itemOf('late', 'Late cook', '2026-11-24T08:00:00.001Z'),
  ];

  test('has what was published until 8, and the next one has the rest', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'daily' }], MONDAY_AT_8);
    await runOver(store, items, '2026-11-24T07:59:00.000Z');
    assert.deepEqual(await told(store), []);
    await runOver(store, items, TUESDAY_AT_9);
    assert.deepEqual(await told(store), ['pat at-8', 'pat early']);
    await runOver(store, items, '2026-11-25T07:59:00.000Z');
    assert.deepEqual(await told(store), ['pat at-8', 'pat early']);
    await runOver(store, items, '2026-11-25T08:01:00.000Z');
    assert.deepEqual(await told(store), ['pat at-8', 'pat early', 'pat late']);
    store.close();
  });

  test('that finds nothing sends no mail, and is not looked at again', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', [{ filter: 'driver', frequency: 'daily' }], MONDAY_AT_8);
    assert.deepEqual(await runOver(store, items, TUESDAY_AT_9), { people: 1, mails: 0, unfit: 0 });
    assert.deepEqual(await runOver(store, items, TUESDAY_AT_9), { people: 0, mails: 0, unfit: 0 });
    store.close();
  });

  test('keeps its promise through both changes of the clocks', async () => {
    const store = openStore(newFile());
    const spring = ['2026-03-28T07:30:00.000Z', '2026-03-28T12:00:00.000Z', '2026-03-29T07:30:00.000Z', '2026-03-30T06:59:59.000Z'];
    const autumn = ['2026-10-24T06:30:00.000Z', '2026-10-24T12:00:00.000Z', '2026-10-25T07:30:00.000Z', '2026-10-26T07:59:59.000Z'];
    const published = [...spring, ...autumn].map((at, index) => itemOf(`job-${index}`, 'Cook', at));
    await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'daily' }], '2026-03-27T08:00:00.000Z');
    for (const start of ['2026-03-27T00:10:00Z', '2026-10-23T00:10:00Z'])
      for (let hour = 0; hour < 110; hour++) await runOver(store, published, new Date(Date.parse(start) + hour * 3_600_000).toISOString());
    assert.deepEqual(
      await told(store),
      published.map(({ id }) => `pat ${id}`),
    );
    store.close();
  });
});

describe('two alerts of one person at different frequencies', () => {
  const items = [
    itemOf('school-cook', 'School cook', '2026-11-23T13:00:00.000Z'),
    itemOf('cook', 'Cook', '2026-11-25T13:00:00.000Z'),
    itemOf('caretaker', 'School caretaker', '2026-11-25T14:00:00.000Z'),
  ];
  const runEachMorning = async (store: Store): Promise<void> => {
    for (const day of ['24', '26', '30']) await runOver(store, items, `2026-11-${day}T09:00:00.000Z`);
  };

  test('tell what both find once, in the mail that comes first', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', cookAndSchool('weekly'), MONDAY_AT_8);
    await runEachMorning(store);
    assert.deepEqual(await told(store), ['pat caretaker', 'pat cook', 'pat school-cook']);
    const weekly = (await createMailRepository(store.read).newest(1))[0]?.text ?? '';
    assert.match(weekly, /School caretaker/);
    assert.doesNotMatch(weekly, /School cook/);
    store.close();
  });

  for (const [what, change] of [
    ['is stopped', (db: Database) => createAlertRepository(db).end('pat-cook', 'pat', TUESDAY_AT_9, 'stopped')],
    ['comes as seldom as the other', (db: Database) => createAlertRepository(db).setFrequency('pat-cook', 'pat', 'weekly')],
  ] as const)
    test(`tell it once also when the one that told it ${what}`, async () => {
      const store = openStore(newFile());
      await addPerson(store, 'pat', cookAndSchool('weekly'), MONDAY_AT_8);
      await runOver(store, items, TUESDAY_AT_9);
      await store.write(db => change(db));
      await runOver(store, items, '2026-11-30T09:00:00.000Z');
      assert.equal((await told(store)).filter(one => one === 'pat school-cook').length, 1);
      store.close();
    });

  test('and nothing is kept of what other people were told, nor of anybody for longer than 28 days, nor once they are erased', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'sam', [{ filter: 'school', frequency: 'daily' }], MONDAY_AT_8);
    for (const name of ['pat', 'alex']) await addPerson(store, name, cookAndSchool('weekly'), MONDAY_AT_8);
    await runEachMorning(store);
    const kept = async () => (await createAlertRepository(store.read).toldTo(['sam', 'pat', 'alex'])).map(({ person }) => person);
    assert.deepEqual([...new Set(await kept())].sort(), ['alex', 'pat']);
    await store.write(async db => {
      const person = await createAlertRepository(db).person('alex');
      if (person) await createAlertRepository(db).erasePerson(person);
    });
    assert.deepEqual([...new Set(await kept())], ['pat']);
    await eraseAlertPeople(store, new Date('2026-12-28T09:00:01.000Z'));
    assert.deepEqual(await kept(), []);
    store.close();
  });
});

describe('an alert that changes between windows', () => {
  const items = [itemOf('cook', 'Cook', '2026-11-24T10:00:00.000Z'), itemOf('chef-cook', 'Chef cook', '2026-11-25T10:00:00.000Z')];
  const change = (store: Store, frequency: 'immediate' | 'daily' | 'weekly') =>
    store.write(db => createAlertRepository(db).setFrequency('pat-cook', 'pat', frequency));

  test('to at once tells at once what waited, and back to weekly tells none of it again', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'weekly' }], MONDAY_AT_8);
    await runOver(store, items, '2026-11-24T11:00:00.000Z');
    assert.deepEqual(await told(store), []);
    await change(store, 'immediate');
    await runOver(store, items, '2026-11-24T11:00:00.000Z');
    assert.deepEqual(await told(store), ['pat cook']);
    await change(store, 'weekly');
    await runOver(store, items, '2026-11-30T09:00:00.000Z');
    assert.deepEqual(await told(store), ['pat chef-cook', 'pat cook']);
    store.close();
  });

  test('and is stopped while a digest is prepared gets no mail', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'daily' }], MONDAY_AT_8);
    const topic = fixedTopic(items);
    const stopping = {
      ...topic,
      matcher: async (from: Date, to: Date) => {
        const matcher = await topic.matcher(from, to);
        await store.write(db => createAlertRepository(db).endAll('pat', TUESDAY_AT_9, 'stopped'));
        return matcher;
      },
    };
    await runOver(store, items, '2026-11-25T09:00:00.000Z', { topics: { jobs: stopping } });
    assert.deepEqual(await told(store), []);
    store.close();
  });
});

describe('when much is new', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => itemOf(`cook-${at}`, at === 30 ? 'School cook' : 'Cook', '2026-11-23T13:00:00.000Z'));
  const filters = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ filter: at === 0 ? 'cook' : `cook${at}`, frequency: 'daily' as const }));

  test('what a broad alert has no room to name, a narrow one still names', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', cookAndSchool('daily'), MONDAY_AT_8);
    await runOver(store, many(31), TUESDAY_AT_9);
    const [mail] = await createMailRepository(store.read).newest(1);
    assert.match(mail?.text ?? '', /And 6 more\./);
    assert.match(mail?.text ?? '', /Jobs with school\n\nSchool cook\n/);
    store.close();
  });

  test('a mail names 25 of each alert and 100 in all, and counts the rest', async () => {
    const store = openStore(newFile());
    await addPerson(store, 'pat', filters(6), MONDAY_AT_8);
    const items = Array.from({ length: 6 }, (_, alert) =>
      Array.from({ length: 30 }, (_, at) =>
        itemOf(`job-${alert}-${at}`, alert === 0 ? 'Cook' : `Cook${alert}`, '2026-11-23T13:00:00.000Z'),
      ),
    ).flat();
    await runOver(store, items, TUESDAY_AT_9);
    assert.equal((await told(store)).length, 100);
    const [mail] = await createMailRepository(store.read).newest(1);
    assert.match(mail?.subject ?? '', /^180 new jobs: /);
    assert.equal(mail?.text?.match(/And 5 more\./g)?.length, 4);
    assert.equal(mail?.text?.match(/\n30 new jobs\. See them all/g)?.length, 2);
    store.close();
  });

  test('what does not fit into a mail with its names is counted, and nobody else is held up', async () => {
    const store = openStore(newFile());
    for (const name of ['pat', 'sam']) await addPerson(store, name, [{ filter: 'cook', frequency: 'daily' }], MONDAY_AT_8);
    const items = [{ ...itemOf('cook', 'Cook', '2026-11-23T13:00:00.000Z'), line: 'x'.repeat(100_001) }];
    assert.deepEqual(await runOver(store, items, TUESDAY_AT_9), { people: 2, mails: 2, unfit: 0 });
    const [mail] = await createMailRepository(store.read).newest(1);
    assert.match(mail?.text ?? '', /Jobs with cook\n\n1 new job/);
    store.close();
  });
});

test('one mail tells all that is new, by alert, the same thing once, without HTML of a title', async () => {
  const store = openStore(newFile());
  await addPerson(store, 'pat', cookAndSchool('daily'), MONDAY_AT_8);
  const items = [
    itemOf('school-cook', 'School cook', '2026-11-23T13:00:00.000Z'),
    itemOf('caretaker', 'School <img src=x>', '2026-11-23T14:00:00.000Z'),
  ];
  await runOver(store, items, TUESDAY_AT_9);
  const mails = await createMailRepository(store.read).newest(10);
  assert.equal(mails.length, 1);
  const [mail] = mails;
  assert.match(mail?.subject ?? '', /^2 new jobs: /);
  assert.deepEqual(await told(store), ['pat caretaker', 'pat school-cook']);
  assert.ok((mail?.text ?? '').indexOf('Jobs with cook') < (mail?.text ?? '').indexOf('Jobs with school'));
  assert.match(mail?.html ?? '', /School &lt;img src=x&gt;/);
  assert.doesNotMatch(mail?.html ?? '', /<img|<script/);
  assert.deepEqual(mail?.headers, {
    'List-Unsubscribe': `<https://widgets.example/alerts/unsubscribe?token=pat.${'k'.repeat(32)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  store.close();
});
