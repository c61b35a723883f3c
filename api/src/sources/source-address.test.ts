import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayFollow } from './source-address.ts';

test('a redirect is followed on the web, no less secure, and never from outside into a private network', async () => {
  const names: Record<string, string[]> = {
    'data.example': ['203.0.113.7'],
    'inside.example': ['203.0.113.8', '10.0.0.5'],
    'v6.example': ['fd00::1'],
  };
  const follow = (from: string, to: string) => mayFollow(new URL(from), new URL(to), async host => names[host] ?? []);
  assert.equal(await follow('https://data.example/a', 'https://data.example/b'), true);
  assert.equal(await follow('http://data.example/a', 'https://data.example/b'), true);
  assert.equal(await follow('https://data.example/a', 'http://data.example/b'), false);
  for (const inside of [
    'https://inside.example',
    'https://v6.example',
    'https://127.0.0.1',
    'https://169.254.169.254',
    'https://[::1]',
    'https://[::ffff:10.0.0.1]',
    'https://192.168.1.1',
    'https://2130706433',
  ])
    assert.equal(await follow('https://data.example/', inside), false, inside);
  assert.equal(await follow('http://10.0.0.1/', 'http://10.0.0.2/'), true, 'a source inside may move inside');
});
