import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from './testing/app.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => server.app.request(path, { headers });

test('live, ready, and figures for Prometheus', async () => {
  assert.equal((await get('/health/live')).status, 200);
  assert.equal((await get('/health/ready')).status, 200);
  await get('/api/v1/authorities');
  const figures = await (await get('/metrics')).text();
  assert.match(figures, /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/authorities",status="200"\} 1/);
});

test('the thirteen partners, with their codes', async () => {
  const body: { items: { id: string; gss: string }[]; total: number } = await (await get('/api/v1/authorities')).json();
  assert.equal(body.total, 13);
  assert.equal(body.items.find(one => one.id === 'amber-valley')?.gss, 'E07000032');
});

test('an unknown address: a problem for programs, a page for people', async () => {
  const problem = await get('/api/v1/nothing');
  assert.equal(problem.status, 404);
  assert.match(problem.headers.get('content-type') ?? '', /problem\+json/);
  const page = await get('/nothing', { accept: 'text/html' });
  assert.equal(page.status, 404);
  assert.match(await page.text(), /There is no page at this address/);
});

test('reading is all there is: other methods are refused, preflights answered', async () => {
  const posted = await server.app.request('/api/v1/authorities', { method: 'POST' });
  assert.equal(posted.status, 405);
  const preflight = await server.app.request('/api/v1/authorities', { method: 'OPTIONS', headers: { origin: 'https://council.example' } });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
});

test('nothing that people type ends as a 500 or as markup, and none of it is logged', async () => {
  const typed = [
    "'; DROP TABLE services; --",
    '<script>alert(1)</script>',
    '🗑️🗑️',
    '%',
    '\\',
    'a'.repeat(200),
    '[]',
    'constructor',
    '__proto__',
    '"',
    ')(',
    'ﷺ',
    '\u{1F468}‍\u{1F469}‍\u{1F467}',
  ];
  for (const text of typed) {
    const q = encodeURIComponent(text);
    for (const path of [
      `/api/v1/az/search?q=${q}`,
      `/api/v1/az/suggest?q=${q}`,
      `/api/v1/places?q=${q.slice(0, 60)}`,
      `/az?q=${q}`,
      `/az?q=bin&postcode=${q}`,
      `/api/v1/places/${q}`,
      `/az/${q}`,
      `/api/v1/az/services/${q}`,
    ]) {
      const reply = await get(path, { accept: 'text/html' });
      assert.ok(reply.status < 500, `${reply.status} for ${path}`);
      const body = await reply.text();
      if (reply.headers.get('content-type')?.startsWith('text/html'))
        assert.ok(!body.includes('<script>alert'), `markup came back from ${path}`);
    }
  }
  assert.ok(!server.logged().includes('DROP TABLE'));
  assert.ok(!server.logged().includes('alert(1)'));
});

test('a 10,000-character postcode is not a postcode', async () => {
  const reply = await get(`/api/v1/places/${'A'.repeat(10_000)}`);
  assert.equal(reply.status, 400);
  assert.equal((await reply.json()).kind, 'not-a-postcode');
});

test('every line of the log has a request id and a route pattern, never the address', async () => {
  await get('/api/v1/places/DE45%201ES');
  const line = server
    .logged()
    .trim()
    .split('\n')
    .map(text => JSON.parse(text))
    .findLast(entry => entry.msg === 'request');
  assert.equal(line.route, '/api/v1/places/:postcode');
  assert.match(line.requestId, /\w+-\w+/);
  assert.ok(!server.logged().includes('DE45'));
});

test('the OpenAPI document names every route, and the reference shows them', async () => {
  const document = await (await get('/openapi.json')).json();
  assert.equal(document.openapi, '3.1.0');
  for (const path of [
    '/api/v1/authorities',
    '/api/v1/places',
    '/api/v1/places/{postcode}',
    '/api/v1/az',
    '/api/v1/az/search',
    '/api/v1/az/suggest',
    '/api/v1/az/services',
    '/api/v1/az/services/{id}',
  ])
    assert.ok(document.paths[path], path);
  assert.ok(document.components.schemas.Problem);
  assert.match(await (await get('/docs')).text(), /Search services in your own words/);
});

test('pages run nothing of their own and load nothing from elsewhere', async () => {
  for (const path of ['/', '/az', '/az?q=bin', '/docs']) {
    const page = await get(path);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.ok(!policy.includes('unsafe'));
    const html = await page.text();
    assert.ok(!/<script|style="|onclick=|<style/.test(html), path);
    assert.equal(page.headers.get('set-cookie'), null);
  }
});
