import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sendDigestsVerb } from '../cli/alerts.ts';
import { collectedOutput } from '../cli/output.ts';
import { createMailRepository } from '../mail/repository.ts';
import { type MailServer, openMailServer } from '../mail/testing/mail-server.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';

const DAY_MS = 86_400_000;
const PUBLIC_URL = 'http://localhost:8787';

let smtp: MailServer;
let server: TestApp;
let time = TEST_NOW.getTime();
before(async () => {
  smtp = await openMailServer();
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'Derbyshire shared services <no-reply@widgets.example>', PUBLIC_URL };
  server = await startTestApp(env, () => new Date(time));
});
after(async () => {
  await server.stop();
  await smtp.close();
});

const get = async (path: string) => {
  const reply = await server.app.request(path, { headers: { accept: 'text/html' } });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
};
const post = async (path: string, fields: Record<string, string>) => {
  const reply = await server.app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
};
const ask = (body: unknown, type = 'text/plain') =>
  server.app.request('/api/v1/alerts', {
    method: 'POST',
    headers: { 'content-type': type, origin: 'https://council.example' },
    body: JSON.stringify(body),
  });
/** The first mail the mail server took that looks so, as a person reads it; waits for it. */
const received = async (looksSo: RegExp): Promise<string> => {
  for (let count = 1; ; count++) {
    await smtp.has(count);
    const raw = smtp.received[count - 1]?.raw ?? '';
    if (looksSo.test(raw)) return raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  }
};
const linkIn = (text: string, page: string): string => {
  const found = new RegExp(`${PUBLIC_URL}(/alerts/${page}\\?token=[\\w.-]+)`).exec(text)?.[1];
  assert.ok(found, `no link to ${page}`);
  return found;
};
const tokenOf = (path: string): string => path.replace(/.*token=/, '');
const digests = async (...words: string[]) => {
  const out = collectedOutput();
  const context = {
    store: server.store,
    out,
    now: () => new Date(time),
    path: (typed: string) => typed,
    reportsFolder: '',
    publicUrl: PUBLIC_URL,
  };
  assert.equal(await sendDigestsVerb.run(words, context), 0);
  return out.lines.join('\n');
};
const alertsIn = (text: string): number => [...text.matchAll(/value="stop"/g)].length;

test('from a wish to a digest, a change and a stop, as mails and pages tell it', async () => {
  // A wish from a council's website.
  const wish = { topic: 'jobs', filter: '', frequency: 'daily', email: 'Pat@Example.org', authority: 'derby' };
  const reply = await ask(wish);
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  assert.equal(reply.headers.get('set-cookie'), null);
  const confirmMail = await received(/^To: pat@/m);
  assert.match(confirmMail, /^To: pat@example\.org\r$/im);

  // The link shows a page and begins nothing; nor does a link that was altered.
  const confirm = linkIn(confirmMail, 'confirm');
  const page = await get(confirm);
  assert.equal(page.status, 200);
  assert.match(page.text, /Begin your alert/);
  assert.match(await digests('--now'), /nothing new/);
  const altered = `${confirm.slice(0, -1)}${confirm.endsWith('A') ? 'B' : 'A'}`;
  assert.match((await get(altered)).text, /does not work any more/);
  assert.match((await post('/alerts/confirm', { token: tokenOf(altered) })).text, /does not work any more/);

  // The button begins it; twice is one alert.
  time -= 10 * DAY_MS;
  assert.match((await post('/alerts/confirm', { token: tokenOf(confirm) })).text, /Your alert has begun/);
  assert.match((await post('/alerts/confirm', { token: tokenOf(confirm) })).text, /Your alert has begun/);
  time += 10 * DAY_MS + DAY_MS;

  // One digest, however often it is asked for.
  assert.match(await digests(), /1 mail is in the outbox/);
  assert.match(await digests(), /nothing new/);
  // The command line leaves its mails to the server, which looks once a minute, and at once when it has one of its own.
  assert.equal((await ask({ topic: 'jobs', filter: 'q=cleaner', email: 'sam@example.org' })).status, 200);
  const mail = await received(/^Subject: \d+ new jobs: /m);
  assert.match(mail, /^Subject: \d+ new jobs: /m);
  assert.match(mail, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  assert.match(mail, /Content-Type: multipart\/alternative/);
  assert.match(mail, /Derby City Council, with Derbyshire shared services/);

  // The page of the mail: change how often, export.
  const manage = linkIn(mail, 'manage');
  const token = tokenOf(manage);
  const before = await get(manage);
  assert.equal(alertsIn(before.text), 1);
  assert.match(before.headers.get('cache-control') ?? '', /no-store/);
  const id = /name="alert" value="([^"]+)"/.exec(before.text)?.[1] ?? '';
  assert.match((await post('/alerts/manage', { token, alert: id, do: 'change', frequency: 'weekly' })).text, /Your alert is changed\./);
  assert.match((await get(manage)).text, /value="weekly" checked/);
  const exported = await post('/alerts/manage', { token, do: 'download' });
  assert.match(exported.headers.get('content-disposition') ?? '', /attachment/);
  assert.match(exported.text, /"email": "pat@example.org"/);

  // A GET stops nothing; the one-click POST of a mail program does, without cookies, twice the same.
  const unsubscribe = linkIn(mail, 'unsubscribe');
  assert.match((await get(unsubscribe)).text, /Stop your alerts\?/);
  assert.equal(alertsIn((await get(manage)).text), 1);
  for (let twice = 0; twice < 2; twice++) {
    const stopped = await server.app.request(unsubscribe, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
      body: 'List-Unsubscribe=One-Click',
    });
    assert.equal(stopped.status, 200);
  }
  assert.equal(alertsIn((await get(manage)).text), 0);
  time += 2 * DAY_MS;
  assert.match(await digests('--now'), /nothing new/);

  // A used link does not begin again what was stopped, and says so.
  assert.equal((await get(confirm)).status, 404);
  assert.match((await post('/alerts/confirm', { token: tokenOf(confirm) })).text, /It may have been used/);
  assert.equal(alertsIn((await get(manage)).text), 0);

  // What is being sent keeps its words until that has ended.
  while ((await createMailRepository(server.store.read).counts()).sending) await setImmediate();

  // Erased now.
  assert.match((await post('/alerts/manage', { token, do: 'erase' })).text, /Erase everything we keep about you\?/);
  assert.equal((await get(manage)).status, 200);
  assert.match((await post('/alerts/manage', { token, do: 'erase-now' })).text, /is erased/);
  const gone = await get(manage);
  assert.equal(gone.status, 404);
  assert.match(gone.text, /we keep nothing about you/);
  const left = (await createMailRepository(server.store.read).newest(100)).filter(({ to }) => to === 'pat@example.org');
  assert.deepEqual(left, []);
  assert.doesNotMatch(server.logged(), /pat@|Pat@/);
});

test('what cannot be is refused in plain words, and says nothing about anybody', async () => {
  const bad = await ask({ topic: 'jobs', email: 'not an address' }, 'application/json');
  assert.equal(bad.status, 400);
  assert.match(await bad.text(), /should be an email address like name@example\.com/);
  assert.equal((await ask({ topic: 'tenders', email: 'kim@example.org' })).status, 400);
  const known = await (await ask({ topic: 'jobs', email: 'sam@example.org' })).text();
  assert.equal(await (await ask({ topic: 'jobs', email: 'nobody@example.org' })).text(), known);
});

test('a link that is older than 7 days is dead', async () => {
  await ask({ topic: 'jobs', filter: 'q=ranger', email: 'alex@example.org' });
  const link = linkIn(await received(/^To: alex@/m), 'confirm');
  time += 7 * DAY_MS;
  assert.equal((await get(link)).status, 404);
  assert.match((await post('/alerts/confirm', { token: tokenOf(link) })).text, /Ask for the alert again/);
});

test('a thousand sign-ups of one address are a few mails', async () => {
  for (let at = 0; at < 1000; at++) assert.equal((await ask({ topic: 'jobs', email: 'victim@example.org' })).status, 200);
  const mails = (await createMailRepository(server.store.read).newest(5000)).filter(({ to }) => to === 'victim@example.org');
  assert.equal(mails.length, 3);
});

test('a hosted form asks for an alert without JavaScript, and shows faults', async () => {
  const page = await get('/alerts/new?topic=jobs&filter=q%3Dcleaner&authority=derby');
  assert.equal(page.status, 200);
  assert.match(page.text, /cleaner/i);
  const refused = await post('/alerts/new', { topic: 'jobs', filter: 'q=cleaner', email: '<b>', frequency: 'daily' });
  assert.equal(refused.status, 400);
  assert.match(refused.text, /Enter an email address/);
  assert.match(refused.text, /value="&lt;b&gt;"/);
});
