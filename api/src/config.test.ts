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
