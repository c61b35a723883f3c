import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EmbedManifest } from '../src/manifest.ts';
import { replacedFiles } from './manifest.ts';

const built = (version: string, files: Readonly<Record<string, string>>): EmbedManifest => ({
  version,
  loader: `${version}/dtp.js`,
  moving: 'v1/dtp.js',
  widgets: [],
  files: Object.entries(files).map(([name, integrity]) => ({ path: `${version}/${name}`, integrity, bytes: 1, gzip: 1, brotli: 1 })),
});

test('files of the same version that changed or went are named, new ones and same ones are not', () => {
  const before = built('1.0.0', { 'dtp.js': 'a', 'themes/erewash.css': 'b', 'az-search-1.js': 'c' });
  const after = built('1.0.0', { 'dtp.js': 'a', 'themes/erewash.css': 'x', 'az-search-2.js': 'd' });
  assert.deepEqual(replacedFiles(before, after), ['1.0.0/themes/erewash.css', '1.0.0/az-search-1.js']);
});

test('a raised version, or a first build, replaces nothing', () => {
  const after = built('1.0.1', { 'dtp.js': 'b' });
  assert.deepEqual(replacedFiles(built('1.0.0', { 'dtp.js': 'a' }), after), []);
  assert.deepEqual(replacedFiles(null, after), []);
});
