import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrintable } from '@dtp/contract/text.ts';
import fc from 'fast-check';
import { cleanLines, typedLines } from './typed-lines.ts';

const lines = typedLines(100);

test('line breaks of every kind are one kind, tabs are spaces, and what nobody sees is gone', () => {
  assert.equal(lines.parse(' one\r\ntwo\rthree\u2028four\tfive\u200b\ufeff \n'), 'one\ntwo\nthree\nfour five');
});

test('control characters and overrides of direction are refused, HTML is text', () => {
  for (const text of ['a\u0000b', 'a\u001b[31m', 'a\u202eb', 'a\u0085b']) assert.equal(lines.safeParse(text).success, false);
  assert.equal(lines.parse('<script>alert(1)</script>'), '<script>alert(1)</script>');
});

test('the limit counts what is kept', () => {
  assert.equal(lines.safeParse('x'.repeat(100)).success, true);
  assert.equal(lines.safeParse('x'.repeat(101)).success, false);
  assert.equal(lines.safeParse('\r\n'.repeat(20) + 'x'.repeat(100)).success, true);
});

test('shown back, every text is lines that can be read, and can be sent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      const shown = cleanLines(text);
      assert.ok(shown.split('\n').every(isPrintable));
      assert.equal(lines.safeParse(shown).success, true);
    }),
  );
});
