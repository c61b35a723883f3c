import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { enqueueMail } from '../mail/outbox.ts';
import { createMailRepository } from '../mail/repository.ts';
import { openStore, type Store } from '../store/connect.ts';
import { mailsVerb, retryMailsVerb } from './mails.ts';
import { collectedOutput } from './output.ts';
import type { Verb } from './verb.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
let folder: string;
let store: Store;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-mail-verbs-'));
  store = openStore(join(folder, 'record.sqlite'));
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const run = async (verb: Verb, ...words: string[]) => {
  const out = collectedOutput();
  assert.equal(await verb.run(words, { store, out, now: () => NOW, path: typed => typed, reportsFolder: folder }), 0);
  return out.lines;
};

/** A mail that was tried once and ended so. */
const write = (key: string, state: 'sent' | 'failed' | 'unsure', fault: string | null) =>
  store.write(async db => {
    await enqueueMail(db, { key, to: 'pat@example.org', subject: 'Hello', text: 'Hello', eraseAt: NOW }, NOW);
    const claimed = await createMailRepository(db).claim(NOW);
    assert.equal(claimed?.key, key);
    await createMailRepository(db).settle(key, claimed.claimedAt, { state, fault, sentAt: null });
  });

test('mails are counted, with why some were not sent, and without addresses', async () => {
  assert.deepEqual(await run(mailsVerb), ['There are no mails.']);
  assert.deepEqual(await run(retryMailsVerb), ['There is no mail to try again.']);
  await write('a', 'sent', null);
  await write('b', 'failed', 'The mail server answered 550 to RCPT TO.');
  await write('c', 'failed', 'The mail server answered 550 to RCPT TO.');
  await write('d', 'unsure', 'Cut.');
  const lines = await run(mailsVerb);
  assert.deepEqual(lines.slice(0, 3), ['sent: 1 mail, sent', 'failed: 2 mails, not sent, given up', 'unsure: 1 mail, perhaps sent']);
  assert.deepEqual(lines.slice(3).toSorted(), [
    '  failed, 2 mails, the newest of 2026-11-24 12:00 UTC: The mail server answered 550 to RCPT TO.',
    '  unsure, 1 mail, the newest of 2026-11-24 12:00 UTC: Cut.',
  ]);
});

test('mails that failed are tried again; those that may have gone only when that is asked for', async () => {
  assert.match((await run(retryMailsVerb)).join(), /^2 mails wait to be sent again\./);
  const states = async () => Object.fromEntries((await createMailRepository(store.read).newest(9)).map(({ key, state }) => [key, state]));
  assert.deepEqual(await states(), { a: 'sent', b: 'queued', c: 'queued', d: 'unsure' });
  assert.match((await run(retryMailsVerb, '--unsure')).join(), /^1 mail waits to be sent again\./);
  assert.deepEqual(await states(), { a: 'sent', b: 'queued', c: 'queued', d: 'queued' });
});
