import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { enqueueMail } from '../mail/outbox.ts';
import { createMailRepository } from '../mail/repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { type AlertDesk, createAlertDesk, eraseAlertPeople, MOST_ALERTS } from './desk.ts';
import { createWishLimits } from './limits.ts';
import { digestKeysOf } from './mails.ts';
import { createAlertRepository } from './repository.ts';
import { fixedTopic } from './testing/fixed-topic.ts';
import { addPerson, cookAndSchool } from './testing/people.ts';

const DAY_MS = 86_400_000;
let folder: string;
let store: Store;
let desk: AlertDesk;
const time = Date.parse('2026-11-24T12:00:00Z');
const at = (): Date => new Date(time);

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-alert-desk-'));
  store = openStore(join(folder, 'record.sqlite'));
  desk = createAlertDesk({
    store,
    topics: { jobs: fixedTopic([]) },
    limits: createWishLimits(),
    now: at,
    onMail: () => {},
    publicUrl: 'https://widgets.example',
    colourOf: () => '#17538f',
    nameOf: id => id,
  });
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const ask = async (email: string, filter: string): Promise<string> => {
  await desk.ask({ topic: 'jobs', filter, frequency: 'daily', email, authority: null });
  const [mail] = (await createMailRepository(store.read).newest(100)).filter(({ to, text }) => to === email && text?.includes(filter));
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? assert.fail('no link');
};
const mailsTo = async (email: string) => (await createMailRepository(store.read).newest(1000)).filter(({ to }) => to === email);
const personOf = async (name: string) => (await createAlertRepository(store.read).person(name)) ?? assert.fail(`no ${name}`);
const queueDigest = (name: string) =>
  store.write(db =>
    enqueueMail(
      db,
      {
        key: `${digestKeysOf(name)}${at().toISOString()}`,
        to: `${name}@example.org`,
        subject: 'New job',
        text: 'Cook',
        eraseAt: new Date(time + DAY_MS),
      },
      at(),
    ),
  );

test('nobody has more alerts than fit into one mail', async () => {
  const filters = Array.from({ length: MOST_ALERTS }, (_, number) => ({ filter: `job${number}`, frequency: 'daily' as const }));
  await addPerson(store, 'max', filters, at().toISOString());
  const token = await ask('max@example.org', 'one-more');
  assert.equal(await desk.confirm(token), 'full');
  const max = await personOf('max');
  assert.equal((await desk.alertsOf(max)).length, MOST_ALERTS);
  await desk.stop(max, 'max-job0');
  assert.notEqual(await desk.confirm(token), 'full');
  assert.equal((await desk.alertsOf(max)).length, MOST_ALERTS);
});

test('who stops all alerts gets none of the mails that wait', async () => {
  await addPerson(store, 'kim', [{ filter: 'cook', frequency: 'daily' }], at().toISOString());
  await queueDigest('kim');
  await desk.stopAll(await personOf('kim'));
  assert.deepEqual(await mailsTo('kim@example.org'), []);
});

test('who stops one of two alerts still gets what waits', async () => {
  await addPerson(store, 'lee', cookAndSchool('daily'), at().toISOString());
  await queueDigest('lee');
  const lee = await personOf('lee');
  await desk.stop(lee, 'lee-cook');
  assert.equal((await mailsTo('lee@example.org')).length, 1);
  await desk.stop(lee, 'lee-school');
  assert.equal((await mailsTo('lee@example.org')).length, 0);
});

test('people are given all that is kept of them, also what has ended, and none of the secrets', async () => {
  await addPerson(store, 'ada', [{ filter: 'cook', frequency: 'daily' }], at().toISOString());
  await ask('ada@example.org', 'school');
  const ada = await personOf('ada');
  await desk.stop(ada, 'ada-cook');
  const told = { person: 'ada', topic: 'jobs' as const, item: 'cook', toldAt: at().toISOString() };
  await store.write(db => createAlertRepository(db).addTold([told]));
  const kept = await desk.kept(ada);
  assert.equal(kept.email, 'ada@example.org');
  assert.deepEqual(
    kept.alerts.map(({ label, endedBy }) => [label, endedBy]),
    [['Jobs with cook', 'stopped']],
  );
  assert.deepEqual(
    kept.asked.map(({ filter }) => filter),
    ['school'],
  );
  assert.deepEqual(kept.told, [{ topic: 'jobs', item: 'cook', toldAt: at().toISOString() }]);
  assert.ok(!JSON.stringify(kept).includes(ada.key));
});

test('an alert that has ended is erased after 28 days, though others go on', async () => {
  await addPerson(store, 'una', cookAndSchool('daily'), at().toISOString());
  await desk.stop(await personOf('una'), 'una-cook');
  await eraseAlertPeople(store, new Date(time + 27 * DAY_MS));
  assert.equal((await createAlertRepository(store.read).subscriptionsOf('una')).length, 2);
  await eraseAlertPeople(store, new Date(time + 28 * DAY_MS + 1));
  assert.deepEqual(
    (await createAlertRepository(store.read).subscriptionsOf('una')).map(({ filter }) => filter),
    ['school'],
  );
});
