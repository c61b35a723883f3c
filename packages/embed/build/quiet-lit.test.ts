import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutGlobals } from './quiet-lit.ts';

const cut = { what: /\(\w\.versions\?\?=\[\]\)\.push\("1"\)/, by: '0' };

test('what would be left on window is cut out', () => {
  assert.equal(cutGlobals('a(),(t.versions??=[]).push("1");', [cut], 'lit.js'), 'a(),0;');
});

test('code that no longer reads as expected stops the build', () => {
  assert.throws(() => cutGlobals('a();', [cut], 'lit.js'), /lit\.js no longer contains/);
});
