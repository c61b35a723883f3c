import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Versioned } from '../store/versions.ts';
import { createResponseCache } from './response-cache.ts';

const setUp = () => {
  const at = { version: 1, now: new Date('2026-11-22T12:00:00Z') };
  let made = 0;
  const versions = {
    of: (_: Versioned) => at.version,
    onChange: () => () => undefined,
    refresh: async () => undefined,
    close: () => undefined,
  };
  const cache = createResponseCache({ versions, now: () => at.now, build: '1.0.0', maxBytes: 1e6 });
  const app = new Hono();
  app.get(
    '/list',
    cache.json(['az'], async c => ({ made: ++made, q: c.req.query('q') ?? null, long: 'x'.repeat(3000) })),
  );
  return { app, at, made: () => made };
};

test('an answer is made once an address, until the data moves', async () => {
  const { app, at, made } = setUp();
  await app.request('/list?q=a');
  await app.request('/list?q=a');
  assert.equal(made(), 1);
  await app.request('/list?q=b');
  assert.equal(made(), 2);
  at.version = 2;
  assert.equal((await (await app.request('/list?q=a')).json()).made, 3);
});

test('answers are for a date: at midnight in London they are made anew', async () => {
  const { app, at, made } = setUp();
  await app.request('/list');
  at.now = new Date('2026-11-23T00:00:00Z');
  await app.request('/list');
  assert.equal(made(), 2);
});

test('If-None-Match is answered with 304 before the work', async () => {
  const { app, at, made } = setUp();
  const etag = (await app.request('/list')).headers.get('etag') ?? '';
  const again = await app.request('/list', { headers: { 'if-none-match': `"other", ${etag}` } });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
  assert.equal(again.headers.get('etag'), etag);
  at.version = 2;
  assert.equal((await app.request('/list', { headers: { 'if-none-match': etag } })).status, 200);
  assert.equal(made(), 2);
});

test('anyone may read and keep it; a client that takes gzip gets gzip', async () => {
  const { app } = setUp();
  const plain = await app.request('/list');
  assert.equal(plain.headers.get('access-control-allow-origin'), '*');
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=86400');
  assert.equal(plain.headers.get('set-cookie'), null);
  const packed = await app.request('/list', { headers: { 'accept-encoding': 'gzip' } });
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.equal(packed.headers.get('vary'), 'accept-encoding');
  assert.equal(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString(), await plain.text());
});
