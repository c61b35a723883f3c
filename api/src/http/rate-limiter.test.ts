import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRateLimiter } from './rate-limiter.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24) + seconds * 1000);

test('each is let through so often at once, then at leisure', () => {
  const limit = createRateLimiter({ perSecond: 1 / 64, burst: 2 });
  assert.deepEqual([limit('jo', at(0)), limit('jo', at(0)), limit('jo', at(0)), limit('sam', at(0))], [0, 0, 64, 0]);
  assert.equal(limit('jo', at(32)), 32);
  assert.equal(limit('jo', at(64)), 0);
});

test('with too many it forgets who was quiet for longest', () => {
  const limit = createRateLimiter({ perSecond: 1 / 64, burst: 1 }, 2);
  for (const who of ['jo', 'sam', 'kim']) assert.equal(limit(who, at(0)), 0);
  assert.deepEqual([limit('kim', at(0)), limit('sam', at(0))], [64, 64]);
  assert.equal(limit('jo', at(0)), 0);
});
