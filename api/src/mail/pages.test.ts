import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen } from '../serve.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { enqueueMail } from './outbox.ts';
import { isFromThisMachine, outboxReaders } from './outbox-readers.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

const write = (key: string, subject: string, text: string, now = TEST_NOW) =>
  server.store.write(db =>
    enqueueMail(
      db,
      { key, to: 'pat@example.org', replyTo: 'desk@council.example', subject, text, headers: { 'X-Topic': 'bins' }, eraseAt: TEST_NOW },
      now,
    ),
  );
const read = async (path: string, headers: Record<string, string> = {}) => {
  const reply = await server.app.request(path, { headers: { accept: 'text/html', ...headers } });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
};

test('an empty outbox says so', async () => {
  const { status, text } = await read('/outbox');
  assert.equal(status, 200);
  assert.match(text, /There is no mail yet\./);
});

test('mails are listed newest first, each with a page that shows it as text', async () => {
  await write('a', 'First', 'One');
  await write(
    'b',
    '<img src=x onerror=alert(1)>',
    'Dear <b>Pat</b>\n\nhttps://widgets.example/contact/cases/7K4M29QX?a=1&b="2"',
    new Date(TEST_NOW.getTime() + 1000),
  );
  const list = await read('/outbox');
  assert.ok(list.text.indexOf('&lt;img src=x') < list.text.indexOf('First'));
  assert.doesNotMatch(list.text, /<img/);
  assert.match(list.text, /To pat@example\.org, 22 November 2026, noon, waiting/);
  const [, path = ''] = /href="(\/outbox\/[^"]+)">&lt;img/.exec(list.text) ?? [];
  const one = await read(path);
  assert.equal(one.status, 200);
  assert.match(one.text, /<h1>&lt;img src=x onerror=alert\(1\)&gt;<\/h1>/);
  assert.match(one.text, /Dear &lt;b&gt;Pat&lt;\/b&gt;\n\n<a href="https:\/\/widgets\.example\/contact\/cases\/7K4M29QX\?a=1&amp;b=">/);
  for (const fact of ['no-reply@localhost', 'pat@example.org', 'desk@council.example', 'bins', 'waiting'])
    assert.match(one.text, new RegExp(`<dd>[^<]*${fact}`));
  for (const { headers, text } of [list, one]) {
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.match(text, /<meta name="robots" content="noindex">/);
  }
  assert.doesNotMatch(server.logged(), /pat@|img src/);
});

test('a styled mail is shown without its styles, and nothing of it runs', async () => {
  const html = '<p style="color:red">Hello</p><script>alert(1)</script>';
  const mail = { key: 'styled', to: 'pat@example.org', subject: 'Styled', text: 'Hello', html, eraseAt: TEST_NOW };
  await server.store.write(db => enqueueMail(db, mail, new Date(TEST_NOW.getTime() + 2000)));
  const [, path = ''] = /href="(\/outbox\/[^"]+)">Styled/.exec((await read('/outbox')).text) ?? [];
  assert.match((await read(path)).text, new RegExp(`href="${path}/styled"`));
  const { status, headers, text } = await read(`${path}/styled`);
  assert.equal(status, 200);
  assert.equal(text, html);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'.*sandbox/);
  assert.doesNotMatch(policy, /unsafe|script-src|style-src|allow-scripts/);
});

test('a mail that is not there is a page not found', async () => assert.equal((await read('/outbox/none')).status, 404));

test('only this machine is shown the outbox', async () => {
  assert.equal((await read('http://10.0.0.7:8787/outbox')).status, 404);
  assert.equal((await read('http://attacker.example/outbox')).status, 404);
  assert.equal((await read('/outbox', { 'x-forwarded-for': '192.0.2.1' })).status, 404);
  assert.equal(isFromThisMachine({ hostname: 'localhost', remote: '10.0.0.9', isPassedOn: false }), false);
  assert.equal(isFromThisMachine({ hostname: '[::1]', remote: '::1', isPassedOn: false }), true);

  const listening = await listen({ ...server.deps, app: server.app, port: 0, hostname: '127.0.0.1' });
  assert.equal((await fetch(`http://127.0.0.1:${listening.port}/outbox`)).status, 200);
  await listening.close(1000);
});

test('there is no outbox page where mail is sent, where the server is public, or where it is off', async () => {
  const PUBLIC_URL = 'https://widgets.example';
  for (const env of [{ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'a@widgets.example' }, { PUBLIC_URL }, { OUTBOX_PAGE: 'off' }]) {
    const other = await startTestApp(env);
    const reply = await other.app.request('http://localhost/outbox', { headers: { accept: 'text/html' } });
    assert.equal(reply.status, 404);
    assert.match(await reply.text(), /Page not found/);
    await other.stop();
  }
  assert.equal(outboxReaders({ PUBLIC_URL, OUTBOX_PAGE: 'on' }), 'everybody');
  assert.equal(outboxReaders({ PUBLIC_URL: 'http://localhost:8787' }), 'this-machine');
  assert.equal(outboxReaders({ PUBLIC_URL, OUTBOX_PAGE: 'on', SMTP_URL: 'smtp://mail.example' }), 'nobody');
});
