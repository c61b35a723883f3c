import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { enqueueMail } from '../mail/outbox.ts';
import { createMailRepository } from '../mail/repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readBounces, takeBounce } from './bounces.ts';
import { digestKeysOf } from './mails.ts';
import { createAlertRepository } from './repository.ts';
import { addPerson } from './testing/people.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
let folder: string;
let store: Store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-bounces-'));
  store = openStore(join(folder, 'record.sqlite'));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const active = async (name: string) =>
  (await createAlertRepository(store.read).subscriptionsOf(name)).filter(({ endedAt }) => endedAt === null).length;

const digest = (name: string, at: Date) =>
  store.write(db =>
    enqueueMail(
      db,
      {
        key: `${digestKeysOf(name)}${at.toISOString()}`,
        to: `${name}@example.org`,
        subject: 'New job: Cook',
        text: 'Cook',
        eraseAt: new Date(at.getTime() + 86_400_000),
      },
      at,
    ),
  );

const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000);

test('two bounces within 15 days end all alerts of a person, and what waits for them is not sent', async () => {
  await addPerson(store, 'pat', [{ filter: 'cook', frequency: 'daily' }], NOW.toISOString());
  await digest('pat', days(0));
  assert.equal(await takeBounce(store, 'Pat@Example.org', days(1)), 'noted');
  assert.equal(await takeBounce(store, 'pat@example.org', days(2)), 'noted', 'the same report again');
  assert.equal(await active('pat'), 1);
  await digest('pat', days(6));
  assert.equal(await takeBounce(store, 'pat@example.org', days(7)), 'ended');
  assert.equal(await active('pat'), 0);
  const [one] = await createAlertRepository(store.read).subscriptionsOf('pat');
  assert.equal(one?.endedBy, 'bounced');
  assert.equal((await createAlertRepository(store.read).person('pat'))?.eraseAt, '2026-12-29T12:00:00.000Z');
  const [waiting] = await createMailRepository(store.read).newest(1);
  assert.deepEqual([waiting?.state, waiting?.to], ['failed', null]);
});

test('bounces that are farther apart are no reason to end anything', async () => {
  await addPerson(store, 'sam', [{ filter: 'cook', frequency: 'daily' }], NOW.toISOString());
  for (const day of [0, 16, 32]) {
    await digest('sam', days(day));
    assert.equal(await takeBounce(store, 'sam@example.org', days(day + 0.5)), 'noted');
  }
  assert.equal(await active('sam'), 1);
});

test('a bounce of somebody without alerts is nobody’s', async () =>
  assert.equal(await takeBounce(store, 'stranger@example.org', NOW), 'unknown'));

test('what the relay reports is read: only what failed for good, each address once', () => {
  const report = [
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    'Final-Recipient: rfc822; Pat@example.org',
    'Action: failed',
    'Status: 5.1.1',
    '',
    'Final-Recipient: rfc822; full@example.org',
    'Action: failed',
    'Status: 4.2.2',
    '',
    'Final-Recipient: rfc822;pat@example.org',
    'Action: failed',
    'Status: 5.1.1 (unknown)',
    '',
    'Final-Recipient: rfc822; late@example.org',
    'Action: delayed',
    'Status: 5.0.0',
    '',
  ].join('\r\n');
  assert.deepEqual(readBounces(report), ['pat@example.org']);
  assert.deepEqual(readBounces('pat@example.org\n\nnot an address\nsam@example.org\n'), ['pat@example.org', 'sam@example.org']);
});
