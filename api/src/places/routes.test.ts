import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Place, PlaceSuggestions } from '@dtp/contract/places.ts';
import { Problem } from '@dtp/contract/problem.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.stop());

const get = (path: string) => app.app.request(path);

test('a postcode in any shape has its place', async () => {
  for (const typed of ['DE45%201ES', 'de451es', `DE45${'%20'.repeat(53)}1ES`, 'D%20E%204%205%09IES', 'DE45-1ES']) {
    const reply = await get(`/api/v1/places/${typed}`);
    assert.equal(reply.status, 200);
    assert.equal(Place.parse(await reply.json()).postcode, 'DE45 1ES');
  }
});

test('not found and not a postcode are problems that say which', async () => {
  for (const [typed, status, kind] of [
    ['ZZ99%209ZZ', 404, 'not-found'],
    ['DE45', 400, 'not-a-postcode'],
    ['%F0%9F%8F%A1', 400, 'not-a-postcode'],
    ["'%20or%201=1", 400, 'not-a-postcode'],
    ['%3Cb%3E', 400, 'not-a-postcode'],
    ['%00', 400, 'not-a-postcode'],
    [`DE45${'%20'.repeat(3000)}1ES`, 400, 'not-a-postcode'],
    [`DE45${'%20'.repeat(54)}1ES`, 400, 'not-a-postcode'],
    ['x'.repeat(10_000), 400, 'not-a-postcode'],
  ] as const) {
    const reply = await get(`/api/v1/places/${typed}`);
    const problem = Problem.parse(await reply.json());
    assert.equal(reply.status, status, typed.slice(0, 20));
    assert.equal(problem.kind, kind);
    assert.ok(problem.detail.length < 200);
  }
});

test('type-ahead answers a list', async () => {
  const reply = await get('/api/v1/places?q=matl&limit=2');
  assert.equal(reply.status, 200);
  const list = PlaceSuggestions.parse(await reply.json());
  assert.deepEqual(
    list.items.map(one => one.label),
    ['Matlock', 'Matlock Bath'],
  );
  assert.ok(list.total > list.items.length);
  assert.equal((await get('/api/v1/places?q=%27%3B--')).status, 200);
});

test('parameters that are not right are all named', async () => {
  const reply = await get(`/api/v1/places?limit=100&colour=red&q=${'a'.repeat(100)}`);
  const problem = Problem.parse(await reply.json());
  assert.equal(reply.status, 400);
  assert.deepEqual(problem.errors?.map(fault => fault.path).sort(), ['colour', 'limit', 'q']);
  assert.equal((await get('/api/v1/places/DE45%201ES?colour=red')).status, 400);
  assert.equal((await get('/api/v1/places/DE45%201ES?__proto__=1')).status, 400);
});

test('no part of what was asked is logged', async () => {
  await get('/api/v1/places/DE45%201ES');
  assert.ok(!app.logged().includes('1ES'));
});
