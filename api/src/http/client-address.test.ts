import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { clientAddress } from './client-address.ts';

/** What is known of who sends a request from `remote`, with `forwarded` as its X-Forwarded-For, behind so many proxies of ours. */
const addressOf = async (remote: string | undefined, forwarded?: string, proxies = 0): Promise<unknown> => {
  const app = new Hono().get('/', c => c.json(clientAddress(c, proxies)));
  const env = remote === undefined ? {} : { incoming: { socket: { remoteAddress: remote } } };
  return (await app.request('/', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }, env)).json();
};

test('is the connection’s where no proxy of ours stands before the server, whatever the sender writes', async () => {
  assert.equal(await addressOf('192.0.2.1'), '192.0.2.1');
  assert.equal(await addressOf('192.0.2.1', '203.0.113.9'), '192.0.2.1');
  assert.equal(await addressOf('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(await addressOf(undefined), null);
});

test('is what the outermost of our proxies wrote, not what stood there before', async () => {
  assert.equal(await addressOf('10.0.0.1', '203.0.113.9', 1), '203.0.113.9');
  assert.equal(await addressOf('10.0.0.1', '1.2.3.4, 203.0.113.9', 1), '203.0.113.9');
  assert.equal(await addressOf('10.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.2', 2), '203.0.113.9');
  assert.equal(await addressOf('10.0.0.1', undefined, 1), '10.0.0.1');
});

test('of IPv6 is the network of a customer, who has all addresses in it', async () => {
  const one = await addressOf('2001:db8:1:2:3:4:5:6');
  assert.equal(one, '2001:db8:1:2');
  assert.equal(await addressOf('2001:db8:1:2::9'), one);
  assert.equal(await addressOf('2001:DB8:1:2:ffff::'), one);
  assert.notEqual(await addressOf('2001:db8:1:3::9'), one);
  assert.equal(await addressOf('::1'), '0:0:0:0');
});

test('is without the port that some proxies write', async () => {
  assert.equal(await addressOf('10.0.0.1', '203.0.113.9:5678', 1), '203.0.113.9');
  assert.equal(await addressOf('10.0.0.1', '[2001:db8:1:2::9]:443', 1), '2001:db8:1:2');
  assert.equal(await addressOf('10.0.0.1', '[2001:db8:1:2::9]', 1), '2001:db8:1:2');
});
