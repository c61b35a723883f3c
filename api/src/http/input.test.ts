import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchServices } from '@dtp/contract/az.ts';
import { Hono } from 'hono';
import { readQuery } from './input.ts';
import { ProblemError, problemResponse } from './problem.ts';

const app = new Hono();
app.onError(fault => {
  if (fault instanceof ProblemError) return problemResponse(fault.problem, 'test-1');
  throw fault;
});
app.get('/search', c => c.json(readQuery(c, searchServices.query)));

const faults = async (query: string) => {
  const reply = await app.request(`/search?${query}`);
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

test('over-long text and characters nobody types are refused; emoji and markup are only text', async () => {
  assert.deepEqual(await faults(`q=${'a'.repeat(201)}`), ['q is longer than 200 characters']);
  assert.deepEqual(await faults('q=a%00b'), ['q has characters that cannot be typed, such as line breaks or control characters']);
  const reply = await app.request(`/search?q=${encodeURIComponent(' 🗑️ <b>bins</b> ')}`);
  assert.equal((await reply.json()).q, '🗑️ <b>bins</b>');
});
