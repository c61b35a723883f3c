import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Versioned } from '../store/versions.ts';
import { ProblemError, problemResponse } from './problem.ts';
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
  const cache = createResponseCache({ versions, now: () => at.now, maxBytes: 1e6 });
  const app = new Hono();
  app.onError(fault => {
    if (fault instanceof ProblemError) return problemResponse(fault.problem, 'test-1');
    throw fault;
  });
  app.get(
    '/list',
    cache.json(['az'], async c => {
      if (c.req.query('q') === 'refused') throw new ProblemError({ status: 400, title: 'Refused', detail: 'Refused.' });
      return { made: ++made, q: c.req.query('q') ?? null, long: 'x'.repeat(3000) };
    }),
  );
  return { app, at, cache, made: () => made };
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

test('If-None-Match is answered with 304 without the work, as long as the answer is the same', async () => {
  const { app, at, made } = setUp();
  const etag = (await app.request('/list')).headers.get('etag') ?? '';
  const again = await app.request('/list', { headers: { 'if-none-match': `"other", ${etag}` } });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
  assert.equal(again.headers.get('etag'), etag);
  assert.equal(made(), 1);
  at.version = 2;
  assert.equal((await app.request('/list', { headers: { 'if-none-match': etag } })).status, 200);
});

test('another address has another tag, and a refused request is refused whatever tag it brings', async () => {
  const { app } = setUp();
  const etag = (await app.request('/list?q=a')).headers.get('etag') ?? '';
  assert.equal((await app.request('/list?q=b', { headers: { 'if-none-match': etag } })).status, 200);
  assert.equal((await app.request('/list?q=refused', { headers: { 'if-none-match': '*' } })).status, 400);
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

test('an answer stands ready for the same address once it was given, and no longer than its data', async () => {
  const { app, at, cache } = setUp();
  const asking = { acceptEncoding: 'gzip', ifNoneMatch: undefined };
  assert.equal(cache.ready('/list?q=a', asking), undefined);
  const etag = (await app.request('/list?q=a')).headers.get('etag') ?? '';
  const ready = cache.ready('/list?q=a', asking);
  assert.equal(ready?.status, 200);
  assert.equal(ready?.route, '/list');
  assert.equal(ready?.headers['content-encoding'], 'gzip');
  assert.equal(cache.ready('/list?q=a', { acceptEncoding: undefined, ifNoneMatch: etag })?.status, 304);
  assert.equal(cache.ready('/list', asking), undefined);
  at.version = 2;
  assert.equal(cache.ready('/list?q=a', asking), undefined);
});

test('an answer that ends with time is made anew then, and nobody is told to keep it long', async () => {
  const { at, cache } = setUp();
  let made = 0;
  const app = new Hono();
  const closes = new Date('2026-11-22T17:00:00Z');
  app.get(
    '/open',
    cache.passingJson(['map'], async () => ({ answer: { made: ++made }, until: closes })),
  );
  const first = await app.request('/open');
  assert.equal(first.headers.get('cache-control'), 'public, max-age=30, s-maxage=30, stale-if-error=86400');
  at.now = new Date('2026-11-22T16:59:50Z');
  const last = await app.request('/open');
  assert.equal(last.headers.get('cache-control'), 'public, max-age=10, s-maxage=10, stale-if-error=86400');
  assert.deepEqual(await last.json(), { made: 1 });
  at.now = closes;
  assert.deepEqual(await (await app.request('/open')).json(), { made: 2 });
});

test('what is gone says so each time, whatever tag the request brings', async () => {
  const { cache } = setUp();
  let made = 0;
  const app = new Hono();
  app.get(
    '/gone',
    cache.passingJson(['jobs'], async () => ({ answer: { made: ++made }, until: null, status: 410 })),
  );
  const first = await app.request('/gone');
  assert.deepEqual([first.status, await first.json()], [410, { made: 1 }]);
  const etag = first.headers.get('etag') ?? '';
  assert.equal((await app.request('/gone', { headers: { 'if-none-match': etag } })).status, 410);
  assert.equal(cache.ready('/gone', { acceptEncoding: undefined, ifNoneMatch: etag })?.status, 410);
  assert.equal(made, 1);
});

test('bytes come out as they went in', async () => {
  const { cache } = setUp();
  const app = new Hono();
  const tile = Uint8Array.from({ length: 3000 }, (_, at) => at % 7);
  const type = () => ({ 'content-type': 'application/vnd.mapbox-vector-tile' });
  app.get(
    '/tile',
    cache.file(['map'], async () => tile, type),
  );
  const plain = await app.request('/tile');
  assert.equal(plain.headers.get('content-type'), 'application/vnd.mapbox-vector-tile');
  assert.deepEqual(new Uint8Array(await plain.arrayBuffer()), tile);
  const packed = await app.request('/tile', { headers: { 'accept-encoding': 'gzip' } });
  assert.deepEqual(new Uint8Array(gunzipSync(Buffer.from(await packed.arrayBuffer()))), tile);
});

test('the forms of one address are kept apart, and only one that the address names stands ready by it', async () => {
  const { cache } = setUp();
  const app = new Hono();
  app.get(
    '/both',
    cache.negotiated(
      ['map'],
      c => (c.req.query('f') ? null : c.req.header('accept') === 'text/html' ? 'html' : 'json'),
      async c => ({ answer: c.req.query('f') ?? c.req.header('accept') ?? 'none', headers: { 'content-type': 'text/plain' } }),
    ),
  );
  const asking = { acceptEncoding: undefined, ifNoneMatch: undefined };
  assert.equal(await (await app.request('/both')).text(), 'none');
  const page = await app.request('/both', { headers: { accept: 'text/html' } });
  assert.equal(await page.text(), 'text/html');
  assert.equal(page.headers.get('vary'), 'accept, accept-encoding');
  assert.equal(cache.ready('/both', asking), undefined);
  const again = await app.request('/both', { headers: { accept: 'text/html', 'if-none-match': page.headers.get('etag') ?? '' } });
  assert.deepEqual([again.status, again.headers.get('vary')], [304, 'accept, accept-encoding']);
  assert.equal((await app.request('/both?f=json')).headers.get('vary'), 'accept-encoding');
  assert.equal(cache.ready('/both?f=json', asking)?.body, 'json');
});
