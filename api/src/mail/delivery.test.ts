import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { openStore, type Store } from '../store/connect.ts';
import { deliverDue, giveUpDeadClaims } from './delivery.ts';
import { enqueueMail, type Mail } from './outbox.ts';
import { openPost } from './post.ts';
import { createMailRepository } from './repository.ts';
import { eraseMails } from './retention.ts';
import { startMailing } from './schedule.ts';
import { readSmtpUrl } from './smtp-url.ts';
import { type MailServer, openMailServer } from './testing/mail-server.ts';

const START = new Date('2026-11-24T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FROM = { name: 'Derbyshire shared services', address: 'no-reply@widgets.example' };

let folder: string;
let store: Store;
let server: MailServer;
let time: number;
let lines: string[];
const smtp = () => {
  const named = readSmtpUrl(server.url);
  assert.ok(named);
  return named;
};
const now = () => new Date(time);
const log = pino({ level: 'trace' }, { write: line => void lines.push(line) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-mail-'));
  store = openStore(join(folder, 'record.sqlite'));
  server = await openMailServer();
  time = START.getTime();
  lines = [];
});
afterEach(async () => {
  await server.close();
  store.close();
  rmSync(folder, { recursive: true });
});

const mail = (more: Partial<Mail> = {}): Mail => ({
  key: 'receipt:1',
  to: 'pat.smith@example.org',
  subject: 'We have your report',
  text: 'Dear Pat,\nyour reference is 7K4M-29QX.',
  eraseAt: new Date(START.getTime() + 30 * DAY),
  ...more,
});
const enqueue = (more: Partial<Mail> = {}) => store.write(db => enqueueMail(db, mail(more), now()));
const deliver = (from = store, cut = new AbortController().signal) =>
  deliverDue({ store: from, post: openPost({ smtp: smtp(), from: FROM }), now, log, stop: new AbortController().signal, cut });
/** Quoted-printable, RFC 2045 section 6.7. */
const unquoted = (body: string): string =>
  Buffer.from(
    body.replaceAll('=\r\n', '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
const onRecord = async (key = 'receipt:1') => {
  const row = (await createMailRepository(store.read).newest(100)).find(one => one.key === key);
  assert.ok(row);
  return row;
};

describe('a mail', () => {
  test('is sent once, with who it is from and for, and what it says', async () => {
    await enqueue({ replyTo: 'contact@council.example', headers: { 'List-Unsubscribe': '<https://widgets.example/u>' } });
    await deliver();
    await deliver();
    assert.equal(server.received.length, 1);
    const [{ from, to, raw } = { from: '', to: [], raw: '' }] = server.received;
    assert.equal(from, FROM.address);
    assert.deepEqual(to, ['pat.smith@example.org']);
    for (const line of [
      /^From: Derbyshire shared services <no-reply@widgets\.example>\r$/m,
      /^To: pat\.smith@example\.org\r$/m,
      /^Reply-To: contact@council\.example\r$/m,
      /^Subject: We have your report\r$/m,
      /^List-Unsubscribe: <https:\/\/widgets\.example\/u>\r$/m,
      /^Auto-Submitted: auto-generated\r$/m,
      /^Date: Tue, 24 Nov 2026 12:00:00 \+0000\r$/m,
      /^Content-Type: text\/plain; charset=utf-8\r$/m,
      /your reference is 7K4M-29QX\./,
    ])
      assert.match(raw, line);
    const { state, sentAt, messageId, attempts } = await onRecord();
    assert.deepEqual({ state, sentAt, attempts }, { state: 'sent', sentAt: START.toISOString(), attempts: 1 });
    assert.match(raw, new RegExp(`^Message-ID: <${messageId}@widgets\\.example>\\r$`, 'm'));
  });

  test('with a styled form is both, the text first', async () => {
    await enqueue({ html: '<p>your reference is <b>7K4M-29QX</b></p>' });
    await deliver();
    const raw = server.received[0]?.raw ?? '';
    assert.match(raw, /^Content-Type: multipart\/alternative;/m);
    assert.ok(raw.indexOf('text/plain') < raw.indexOf('text/html'));
    time += 31 * DAY;
    await eraseMails(store, now());
    assert.equal((await onRecord()).html, null);
  });

  test('is one mail however often it is handed in, also once its words are erased', async () => {
    assert.equal(await enqueue(), true);
    assert.equal(await enqueue({ text: 'Again' }), false);
    await deliver();
    time += 31 * DAY;
    await eraseMails(store, now());
    assert.equal(await enqueue(), false);
    await deliver();
    assert.equal(server.received.length, 1);
  });

  test('does not exist when the unit of work that wrote it fails', async () => {
    const work = store.write(async db => {
      await enqueueMail(db, mail(), now());
      throw new Error('the case could not be saved');
    });
    await assert.rejects(work, /the case could not be saved/);
    await deliver();
    assert.equal(server.received.length, 0);
    assert.equal(server.connections(), 0);
  });

  test('shows HTML and signs of mail in its words as what they are', async () => {
    const text = '<script>alert(1)</script>\n.\nBcc: everybody@example.org\r\n.\r\nQUIT\r\n=20 naïve £5 😀';
    await enqueue({ subject: '<b>Really</b> =?utf-8?q?odd?= naïve', text });
    await deliver();
    assert.equal(server.received.length, 1);
    const [head = '', body = ''] = (server.received[0]?.raw ?? '').split('\r\n\r\n');
    assert.doesNotMatch(head, /^Bcc:/im);
    assert.match(head, /^Content-Type: text\/plain/m);
    assert.equal(unquoted(body).replaceAll('\r\n', '\n').trim(), text.replaceAll('\r\n', '\n'));
    assert.deepEqual(server.received[0]?.to, ['pat.smith@example.org']);
  });
});

describe('a mail server that refuses', () => {
  test('for now is asked again when the time has come, and not before', async () => {
    await enqueue();
    server.manners.recipient = 450;
    await deliver();
    const { state, fault, nextAttemptAt } = await onRecord();
    assert.deepEqual(
      { state, fault, nextAttemptAt },
      {
        state: 'queued',
        fault: 'The mail server answered 450 5.1.1 to RCPT TO.',
        nextAttemptAt: new Date(START.getTime() + MINUTE).toISOString(),
      },
    );
    server.manners.recipient = 'take';
    await deliver();
    assert.equal(server.connections(), 1);
    time += MINUTE;
    await deliver();
    assert.equal(server.received.length, 1);
    assert.equal((await onRecord()).state, 'sent');
    assert.equal((await onRecord()).fault, null);
  });

  test('the message itself for now is asked again too, as it says that it does not have it', async () => {
    await enqueue();
    server.manners.message = 451;
    await deliver();
    assert.equal((await onRecord()).state, 'queued');
  });

  test('for good is not asked again', async () => {
    await enqueue();
    server.manners.recipient = 550;
    await deliver();
    await enqueue({ key: 'receipt:2' });
    server.manners.recipient = 'take';
    server.manners.message = 554;
    await deliver();
    server.manners.message = 'take';
    time += 3 * DAY;
    await deliver();
    assert.equal(server.received.length, 0);
    assert.equal((await onRecord()).fault, 'The mail server answered 550 5.1.1 to RCPT TO.');
    for (const key of ['receipt:1', 'receipt:2']) assert.equal((await onRecord(key)).state, 'failed');
  });

  test('for two days is given up', async () => {
    await enqueue();
    server.manners.recipient = 450;
    let rounds = 0;
    while ((await onRecord()).state === 'queued') {
      time = Date.parse((await onRecord()).nextAttemptAt);
      await deliver();
      rounds++;
    }
    const { state, fault, attempts } = await onRecord();
    assert.equal(state, 'failed');
    assert.equal(attempts, rounds);
    assert.match(fault ?? '', /450.*That was the last of 20 attempts\.$/);
    assert.ok(time - START.getTime() > 2 * DAY && time - START.getTime() < 2.1 * DAY);
  });

  test('everybody gets one mail to refuse, not the whole queue', async () => {
    for (const key of ['a', 'b', 'c']) await enqueue({ key });
    server.manners.greeting = 421;
    assert.equal(await deliver(), 'unreached');
    assert.equal(server.connections(), 1);
    await server.close();
    assert.equal(await deliver(), 'unreached');
    const faults = (await createMailRepository(store.read).newest(9)).map(row => row.fault);
    assert.deepEqual(faults.toSorted(), [
      'The mail server answered 421 5.1.1 to CONN.',
      'The mail server could not be used (ECONNREFUSED at CONN).',
      null,
    ]);
  });
});

describe('a mail that may have gone', () => {
  const staysUnsent = async () => {
    const before = server.received.length;
    server.manners.message = 'take';
    time += 3 * DAY;
    await giveUpDeadClaims(store, now());
    await deliver();
    assert.equal(server.received.length, before);
    assert.equal((await onRecord()).state, 'unsure');
  };

  test('because the connection was cut once the server had it, is not sent again', async () => {
    await enqueue();
    server.manners.message = 'lose';
    await deliver();
    assert.equal(server.received.length, 1);
    assert.equal((await onRecord()).state, 'unsure');
    assert.match((await onRecord()).fault ?? '', /before the mail server confirmed that it has the mail \(ECONN/);
    await staysUnsent();
  });

  test('because the server fell silent, is not sent again', async () => {
    await enqueue();
    server.manners.message = 'hang';
    await deliverDue({
      store,
      post: openPost({ smtp: smtp(), from: FROM, silenceMs: 2000 }),
      now,
      log,
      stop: new AbortController().signal,
      cut: new AbortController().signal,
    });
    assert.match((await onRecord()).fault ?? '', /confirmed that it has the mail \(ETIMEDOUT\)/);
    await staysUnsent();
  });

  test('because the process was killed while it sent it, is not sent again', async () => {
    time = Date.now();
    await enqueue();
    server.manners.message = 'hang';
    const script = fileURLToPath(new URL('testing/send-due.ts', import.meta.url));
    const child = spawn(process.execPath, [script, store.file, server.url], { stdio: 'inherit' });
    await server.has(1);
    child.kill('SIGKILL');
    await once(child, 'close');
    assert.equal((await onRecord()).state, 'sending');
    // A restart at once cannot know whether another process is still at it.
    assert.equal(await giveUpDeadClaims(store, now()), 0);
    await staysUnsent();
  });
});

test('two processes and this one send each mail of one record once', async () => {
  time = Date.now();
  const keys = Array.from({ length: 30 }, (_, at) => `receipt:${at}`);
  await store.write(async db => {
    for (const key of keys) await enqueueMail(db, mail({ key, subject: `Number ${key}` }), now());
  });
  const script = fileURLToPath(new URL('testing/send-due.ts', import.meta.url));
  const children = [1, 2].map(() => spawn(process.execPath, [script, store.file, server.url], { stdio: 'inherit' }));
  const ends = children.map(child => once(child, 'close'));
  const other = openStore(store.file);
  await Promise.all([deliver(), deliver(other), ...ends]);
  other.close();
  assert.deepEqual(
    children.map(child => child.exitCode),
    [0, 0],
  );
  const subjects = server.received.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1]);
  assert.deepEqual(subjects.toSorted(), keys.map(key => `Number ${key}`).toSorted());
});

describe('words and addresses', () => {
  test('are erased on schedule, and what is left says that there was a mail', async () => {
    await enqueue({ eraseAt: new Date(START.getTime() + DAY), headers: { 'X-Topic': 'bins' } });
    await enqueue({ key: 'receipt:2' });
    await deliver();
    assert.equal(await eraseMails(store, now()), 0);
    time += DAY;
    assert.equal(await eraseMails(store, now()), 1);
    assert.equal(await eraseMails(store, now()), 0);
    const { to, replyTo, subject, text, headers, state, sentAt } = await onRecord();
    assert.deepEqual({ to, replyTo, subject, text, headers }, { to: null, replyTo: null, subject: null, text: null, headers: {} });
    assert.deepEqual({ state, sentAt }, { state: 'sent', sentAt: START.toISOString() });
    assert.equal((await onRecord('receipt:2')).to, 'pat.smith@example.org');
  });

  test('of a mail that was never sent go too, and the mail with them', async () => {
    await enqueue({ eraseAt: START });
    await eraseMails(store, now());
    await deliver();
    assert.equal(server.received.length, 0);
    const { state, fault } = await onRecord();
    assert.deepEqual({ state, fault }, { state: 'failed', fault: 'Its words were erased on schedule before it was sent.' });
  });

  test('are in no line of the log and in no fault', async () => {
    await enqueue({ key: 'a' });
    await enqueue({ key: 'b' });
    await enqueue({ key: 'c' });
    await deliver();
    await enqueue({ key: 'd' });
    server.manners.recipient = 550;
    await deliver();
    await enqueue({ key: 'e' });
    server.manners.recipient = 'take';
    server.manners.message = 'lose';
    await deliver();
    const all = lines.join('') + (await createMailRepository(store.read).newest(9)).map(row => row.fault ?? '').join('\n');
    assert.equal(lines.length, 5);
    assert.match(all, /"outcome":"sent"/);
    assert.match(all, /"outcome":"refused"/);
    assert.doesNotMatch(all, /@|pat|smith|somebody|welcome|reference/i);
  });
});

describe('the server’s own mailing', () => {
  const start = (lookMs: number, closeMs = 10_000) =>
    startMailing({ store, post: openPost({ smtp: smtp(), from: FROM }), now, log, lookMs, closeMs });

  test('sends at a nudge', async () => {
    const mailing = start(DAY);
    await enqueue();
    mailing.nudge();
    await server.has(1);
    await mailing.close();
    assert.equal((await onRecord()).state, 'sent');
  });

  test('finds what another process has put into the outbox', async () => {
    const mailing = start(10);
    await enqueue();
    await server.has(1);
    await mailing.close();
    assert.equal((await onRecord()).state, 'sent');
  });

  test('lets the mail that it is sending finish, and begins no other one', async () => {
    for (const key of ['a', 'b']) await enqueue({ key });
    const slow = openPost({ smtp: smtp(), from: FROM });
    let closing: Promise<void> | undefined;
    const mailing = startMailing({
      store,
      now,
      log,
      post: {
        send: (letter, cut) => {
          closing = mailing.close();
          return slow.send(letter, cut);
        },
      },
    });
    await server.has(1);
    await closing;
    assert.equal(server.received.length, 1);
    assert.deepEqual(await createMailRepository(store.read).counts(), { sent: 1, queued: 1 });
  });

  test('does not wait for ever for a server that hangs', async () => {
    await enqueue();
    server.manners.message = 'hang';
    const mailing = start(DAY, 20);
    await server.has(1);
    await mailing.close();
    assert.equal((await onRecord()).state, 'unsure');
  });

  test('without a mail server keeps mails until they are to be erased', async () => {
    await enqueue({ eraseAt: START });
    await enqueue({ key: 'receipt:2' });
    const mailing = startMailing({ store, post: null, now, log });
    mailing.nudge();
    await mailing.close();
    assert.deepEqual(await createMailRepository(store.read).counts(), { failed: 1, queued: 1 });
    assert.equal(server.connections(), 0);
  });
});
