import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ConfigError, databaseFile, readConfig } from './config.ts';

test('nothing set: the defaults of the README', () => {
  const config = readConfig({ PATH: '/bin' });
  assert.equal(config.PORT, 8787);
  assert.equal(config.PUBLIC_URL, 'http://localhost:8787');
  assert.equal(databaseFile(config.DATABASE_URL), 'var/dtp.sqlite');
});

test('every fault is listed at once, in words', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty', LOG_LEVEL: 'loud', PUBLIC_URL: 'ftp://x', DATABASE_URL: 'postgres://db' }),
    (fault: unknown) => {
      assert.ok(fault instanceof ConfigError);
      for (const name of [
        'PORT should be a port number',
        'LOG_LEVEL should be fatal, error, warn, info, debug, trace or silent',
        'PUBLIC_URL should be an address',
        'DATABASE_URL names PostgreSQL',
      ])
        assert.ok(fault.message.includes(name), `${name} in ${fault.message}`);
      return true;
    },
  );
});

test('a slash at the end of the public address is dropped', () => {
  assert.equal(readConfig({ PUBLIC_URL: 'https://widgets.example/' }).PUBLIC_URL, 'https://widgets.example');
});

test('a basemap is a file that is there, or a style at an address of its own', () => {
  const file = fileURLToPath(import.meta.url);
  assert.equal(readConfig({ BASEMAP_PMTILES: file }).BASEMAP_PMTILES, file);
  assert.throws(() => readConfig({ BASEMAP_PMTILES: `${file}.pmtiles` }), /BASEMAP_PMTILES names a file that is not there/);
  assert.throws(
    () => readConfig({ BASEMAP_STYLE_URL: 'http://maps.example/style.json' }),
    /BASEMAP_STYLE_URL should be an address such as https/,
  );
});

test('the virus scanner is reached by a port or a socket', () => {
  for (const url of ['tcp://clamav:3310', 'unix:/run/clamav/clamd.sock']) assert.equal(readConfig({ CLAMD_URL: url }).CLAMD_URL, url);
  assert.throws(() => readConfig({ CLAMD_URL: 'clamav:3310' }), /CLAMD_URL should be an address such as tcp:\/\/localhost:3310/);
});

test('mail has a server and a sender together, or neither', () => {
  const MAIL_FROM = 'Derbyshire shared services <no-reply@widgets.example>';
  const { MAIL_FROM: from } = readConfig({ SMTP_URL: 'smtps://user:secret@mail.example:465', MAIL_FROM });
  assert.deepEqual(from, { name: 'Derbyshire shared services', address: 'no-reply@widgets.example' });
  assert.equal(readConfig({ PUBLIC_URL: 'https://widgets.example' }).MAIL_FROM.address, 'no-reply@widgets.example');
  assert.throws(() => readConfig({ SMTP_URL: 'smtp://mail.example' }), /MAIL_FROM should say who mail comes from, as SMTP_URL is set/);
  assert.throws(
    () => readConfig({ SMTP_URL: 'https://user:secret@mail.example', MAIL_FROM: 'Derbyshire', OUTBOX_PAGE: 'on' }),
    (fault: unknown) => {
      assert.ok(fault instanceof ConfigError);
      for (const words of [
        'SMTP_URL should be an address such as smtps://',
        'MAIL_FROM should be an address',
        'OUTBOX_PAGE should not be on',
      ])
        assert.ok(fault.message.includes(words), `${words} in ${fault.message}`);
      assert.doesNotMatch(fault.message, /secret/);
      return true;
    },
  );
});

test('bank holidays come over https, or from this machine', () => {
  for (const url of ['https://www.gov.uk/bank-holidays.json', 'http://localhost:9000/feed.json', 'http://[::1]/feed.json'])
    assert.equal(readConfig({ BANK_HOLIDAYS_URL: url }).BANK_HOLIDAYS_URL, url);
  assert.throws(
    () => readConfig({ BANK_HOLIDAYS_URL: 'http://www.gov.uk/bank-holidays.json' }),
    /BANK_HOLIDAYS_URL should begin with https/,
  );
  assert.throws(() => readConfig({ BANK_HOLIDAYS_URL: 'soon' }), /BANK_HOLIDAYS_URL should be an address such as https/);
});
