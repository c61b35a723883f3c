import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newToken, tokenHash } from './tokens.ts';

test('a token is known again by its hash, and nothing else is', () => {
  const { token, hash } = newToken();
  assert.equal(tokenHash(token), hash);
  assert.notEqual(newToken().token, token);
  assert.ok(!hash.includes(token));
  for (const other of ['', token.slice(1), `${token}x`, `${token.slice(1)}/`, '../../etc/passwd'])
    assert.equal(tokenHash(other), undefined, other);
});
