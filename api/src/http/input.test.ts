import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getService, searchServices } from '@dtp/contract/az.ts';
import { nearestToSpot } from '@dtp/contract/map.ts';
import { Hono } from 'hono';
import { readBody, readQuery, readRequest } from './input.ts';
import { ProblemError, problemResponse } from './problem.ts';

const app = new Hono();
app.onError(fault => {
  if (fault instanceof ProblemError) return problemResponse(fault.problem, 'test-1');
  throw fault;
});
app.get('/search', c => c.json(readQuery(c, searchServices.query)));
app.post('/nearest', async c => c.json(await readBody(c, nearestToSpot.body, 200)));
app.get('/services/:id', c => c.json(readRequest(c, getService)));

const faults = async (query: string, path = '/search') => {
  const reply = await app.request(`${path}?${query}`);
  assert.equal(reply.status, 400);
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const body: { errors: { path: string; message: string }[]; requestId: string; status: number } = await reply.json();
  assert.equal(body.requestId, 'test-1');
  return body.errors.map(({ path, message }) => `${path} ${message}`);
};

test('every fault comes at once, in words', async () => {
  assert.deepEqual(await faults('limit=900&authority=Amber%20Valley&colour=red&q=a&q=b'), [
    'authority should be an authority id such as amber-valley',
    'limit should be at most 50',
    'colour is not a parameter here',
    'q is given more than once',
  ]);
  assert.deepEqual(await faults('q=bin&limit=ten'), ['limit should be a whole number']);
  assert.deepEqual(await faults(''), ['q is missing']);
});

test('the faults of path and query come together', async () => {
  assert.deepEqual(await faults('colour=red&area=Nowhere%21', '/services/NOT%20AN%20ID'), [
    'id should be a service id such as report-a-pothole',
    'area should be an area id such as derbyshire-dales or derbyshire-dales.park',
    'colour is not a parameter here',
  ]);
  const reply = await app.request('/services/report-a-pothole?authority=derby');
  assert.deepEqual(await reply.json(), { params: { id: 'report-a-pothole' }, query: { authority: 'derby' } });
});

test('names that objects inherit are unknown parameters like any other', async () => {
  for (const name of ['__proto__', 'constructor', 'toString'])
    assert.deepEqual(await faults(`q=bin&${name}=1`), [`${name} is not a parameter here`]);
});

test('over-long text and characters nobody types are refused; emoji and markup are only text', async () => {
  assert.deepEqual(await faults(`q=${'a'.repeat(201)}`), ['q is longer than 200 characters']);
  assert.deepEqual(await faults('q=a%00b'), ['q has characters that cannot be typed, such as line breaks or control characters']);
  const reply = await app.request(`/search?q=${encodeURIComponent(' 🗑️ <b>bins</b> ')}`);
  assert.equal((await reply.json()).q, '🗑️ <b>bins</b>');
});

const send = (body: string) => app.request('/nearest', { method: 'POST', body });

test('a body is read by its schema, with its defaults', async () => {
  const reply = await send('{"layer":"libraries","at":{"lat":53.2,"lng":-1.6}}');
  assert.equal(reply.status, 200);
  assert.deepEqual(await reply.json(), { layer: 'libraries', at: { lat: 53.2, lng: -1.6 }, limit: 10 });
});

test('a body that is not right is refused in words', async () => {
  for (const [body, words] of [
    ['', 'body is not JSON'],
    ['{"layer":', 'body is not JSON'],
    ['[]', 'body should be a JSON object'],
    ['{"at":{"uprn":"1"},"colour":1}', 'layer is missing; colour is not a parameter here'],
  ] as const) {
    const reply = await send(body);
    assert.equal(reply.status, 400, body);
    const { detail }: { detail: string } = await reply.json();
    assert.equal(detail, words);
  }
});

test('a body longer than is taken here is refused without being held', async () => {
  const endless = new ReadableStream<Uint8Array>({ pull: controller => controller.enqueue(new Uint8Array(150)) });
  // `duplex` is required of a streamed body (fetch, section 5.4) and not yet in TypeScript's types.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' };
  const reply = await app.request(new Request('http://localhost/nearest', init));
  assert.equal(reply.status, 413);
  assert.equal((await send(' '.repeat(201))).status, 413);
});
