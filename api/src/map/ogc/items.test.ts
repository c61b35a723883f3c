import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { startTestApp, TEST_NOW, type TestApp } from '../../testing/app.ts';
import { describedLayer, fillLayer, plainFeature } from '../testing/layers.ts';

const MANY = 2500;
const HOSTILE = '<script>alert(1)</script>';
let server: TestApp;
before(async () => {
  server = await startTestApp();
  const stops = Array.from({ length: MANY }, (_, at) =>
    plainFeature(`stop-${at}`, { type: 'Point', coordinates: [-1.9 + (at % 50) * 0.01, 52.9 + Math.floor(at / 50) * 0.01] }),
  );
  await fillLayer(
    server.store,
    describedLayer('stops'),
    stops.map(stop => [stop, TEST_NOW] as const),
    TEST_NOW,
  );
  const properties = JSON.parse(
    `{"__proto__":"polluted","constructor":1,"title":"theirs","${HOSTILE}":"${HOSTILE}","site":"javascript:alert(1)","a,b\\u0000":true}`,
  );
  const hostile = plainFeature(
    'hostile',
    { type: 'Point', coordinates: [-1.5, 53] },
    { title: HOSTILE, summary: HOSTILE, url: 'javascript:alert(1)', properties },
  );
  await fillLayer(
    server.store,
    describedLayer('hostile', { title: HOSTILE, description: HOSTILE, attribution: HOSTILE }),
    [[hostile, TEST_NOW]],
    TEST_NOW,
  );
  await server.refresh();
});
after(() => server.stop());

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => server.app.request(path, { headers });

test('thousands of features come whole, packed or not, and by pages', async () => {
  const whole = await get('/ogc/collections/stops/items?limit=10000');
  assert.equal(whole.headers.get('content-type'), 'application/geo+json');
  assert.equal(whole.headers.get('access-control-allow-origin'), '*');
  const { features, numberMatched, numberReturned } = await whole.json();
  assert.deepEqual([features.length, numberMatched, numberReturned], [MANY, MANY, MANY]);
  assert.equal(new Set(features.map((feature: { id: string }) => feature.id)).size, MANY);
  const packed = await get('/ogc/collections/stops/items?limit=10000', { 'accept-encoding': 'gzip' });
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.equal(JSON.parse(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).features.length, MANY);
  const head = await server.app.request('/ogc/collections/stops/items?limit=10000', { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
});

test('a reader that goes away in the middle leaves nothing behind', async () => {
  const reply = await get('/ogc/collections/stops/items?limit=10000');
  const reader = reply.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  assert.equal((await get('/ogc/collections/stops/items?limit=1')).status, 200);
});

test('a page for people has no more rows than they can read', async () => {
  const page = await (await get('/ogc/collections/stops/items?f=html&limit=10000')).text();
  assert.match(page, /Features 1 to 200 of 2500/);
  assert.match(page, /limit=200&amp;offset=200/);
});

test('hostile names and values are text, in JSON and on pages', async () => {
  const text = await (await get('/ogc/collections/hostile/items/hostile')).text();
  const { properties } = JSON.parse(text);
  assert.equal(Object.getOwnPropertyDescriptor(properties, '__proto__')?.value, 'polluted');
  assert.deepEqual(
    [properties.title, properties['title (owner)'], properties.constructor, properties[HOSTILE]],
    [HOSTILE, 'theirs', 1, HOSTILE],
  );
  for (const path of [
    '/ogc/collections',
    '/ogc/collections/hostile',
    '/ogc/collections/hostile/items',
    '/ogc/collections/hostile/items/hostile',
    '/ogc/api',
  ]) {
    const page = await (await get(`${path}?f=html`)).text();
    assert.ok(!page.includes('<script'), path);
    assert.ok(!page.includes('href="javascript:'), path);
  }
  const { attribution } = await (await get('/tiles/hostile.json')).json();
  assert.ok(!attribution.includes('<'), attribution);
  const style = await (await get('/map/style.json?layers=hostile')).json();
  assert.ok(!style.sources.layers.attribution.includes('<'));
});

test('whatever a caller writes into the address, it is never a fault of ours', async () => {
  const value = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.double().map(String),
    fc.array(fc.double(), { maxLength: 7 }).map(String),
    fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 4, maxLength: 6 }).map(String),
    fc.constantFrom(
      '../..',
      '2026-01-01T00:00:00Z/..',
      'http://www.opengis.net/def/crs/EPSG/0/27700',
      '%',
      '\u0000',
      '1e308,1e308,-1e308,1',
      '0',
    ),
  );
  const name = fc.constantFrom('limit', 'offset', 'bbox', 'bbox-crs', 'crs', 'datetime', 'f', '__proto__');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), fc.constantFrom('', '/stop-1', '/%00'), async (pairs, item) => {
      const query = new URLSearchParams(pairs);
      const reply = await get(`/ogc/collections/stops/items${item}?${query}`);
      assert.ok(reply.status < 500, `${reply.status} for ${item}?${query}`);
      await reply.body?.cancel();
    }),
    { numRuns: 400 },
  );
  for (const path of [
    '/ogc/collections/%E0%A4%A/items',
    '/ogc/collections/__proto__',
    '/ogc/collections/a%2Fb/items',
    `/ogc/collections/${'a'.repeat(5000)}`,
  ])
    assert.equal((await get(path)).status, 404, path);
});

test('an answer stands ready once its form is in the address, and is new when the data are', async () => {
  const path = '/ogc/collections/hostile/items?f=json';
  const etag = (await get(path)).headers.get('etag') ?? '';
  const asking = { acceptEncoding: undefined, ifNoneMatch: undefined };
  assert.equal(server.deps.cache.ready(path, asking)?.status, 200);
  const more = plainFeature('more', { type: 'Point', coordinates: [-1.5, 53] });
  await fillLayer(server.store, describedLayer('hostile'), [[more, TEST_NOW]], TEST_NOW);
  await server.refresh();
  assert.equal(server.deps.cache.ready(path, asking), undefined);
  const fresh = await get(path, { 'if-none-match': etag });
  assert.deepEqual([fresh.status, (await fresh.json()).numberMatched], [200, 2]);
});
