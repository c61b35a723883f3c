import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSmtpUrl } from './smtp-url.ts';

test('the address of a mail server has a host, and a port of its kind', () => {
  assert.deepEqual(readSmtpUrl('smtp://mail.example'), { host: 'mail.example', port: 587, secure: false, requireTLS: false });
  assert.deepEqual(readSmtpUrl('smtps://[::1]'), { host: '::1', port: 465, secure: true, requireTLS: false });
  assert.equal(readSmtpUrl('smtp://localhost:2525/')?.port, 2525);
});

test('a password is sent over an encrypted line alone, but for one to this machine', () => {
  assert.deepEqual(readSmtpUrl('smtp://us%40er:p%3Ass@mail.example:25'), {
    host: 'mail.example',
    port: 25,
    secure: false,
    requireTLS: true,
    auth: { user: 'us@er', pass: 'p:ss' },
  });
  assert.equal(readSmtpUrl('smtp://user:pass@localhost')?.requireTLS, false);
  assert.equal(readSmtpUrl('smtp://mail.example?requireTLS=true')?.requireTLS, true);
});

test('its query sets what a relay may need, and nothing that sends or shows mail another way', () => {
  const relay = readSmtpUrl('smtp://relay.internal?name=web-1.example&tls.rejectUnauthorized=false');
  assert.equal(relay?.name, 'web-1.example');
  assert.deepEqual(relay?.tls, { rejectUnauthorized: false });
  for (const query of ['pool=true', 'debug=true', 'logger=true', 'sendmail=true', 'proxy=http://proxy.example'])
    assert.equal(readSmtpUrl(`smtp://mail.example?${query}`), undefined);
});

test('anything else is no mail server', () => {
  for (const text of [
    '',
    'mail.example',
    'smtp:mail.example',
    'smtp://',
    'https://mail.example',
    'smtp://mail.example/path',
    'smtp://%zz@mail.example',
  ])
    assert.equal(readSmtpUrl(text), undefined, text);
});
