import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { isFromOurPage } from './same-origin.ts';

const accepted = async (headers: Readonly<Record<string, string>>): Promise<unknown> => {
  const app = new Hono().post('/', c => c.json(isFromOurPage(c, 'https://widgets.example')));
  return (await app.request('/', { method: 'POST', headers: { host: 'localhost:8787', ...headers } })).json();
};

test('what a browser says of the page counts', async () => {
  assert.equal(await accepted({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }), true);
  assert.equal(await accepted({ 'sec-fetch-site': 'none' }), true);
  for (const site of ['cross-site', 'same-site']) assert.equal(await accepted({ 'sec-fetch-site': site }), false);
});

test('an older one says its origin: ours by its public name, or by the name that was asked', async () => {
  assert.equal(await accepted({ origin: 'https://widgets.example' }), true);
  assert.equal(await accepted({ origin: 'http://localhost:8787' }), true);
  for (const origin of ['https://evil.example', 'https://widgets.example.evil.example', 'null', 'file://'])
    assert.equal(await accepted({ origin }), false, origin);
});

test('where nothing is said, no browser was made to send it', async () => {
  assert.equal(await accepted({}), true);
});
