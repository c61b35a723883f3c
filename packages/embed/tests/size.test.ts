import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readManifest } from '../build/manifest.ts';

const { files, loader, version, widgets } = await readManifest(resolve(import.meta.dirname, '../../../dist'));

/** Bytes over the wire, gzipped. */
const weight = (path: string): number => {
  const file = files.find(one => one.path === path);
  if (!file) throw new Error(`The manifest does not list ${path}`);
  return file.gzip;
};

const heaviestTheme = Math.max(...files.filter(({ path }) => path.startsWith(`${version}/themes/`)).map(({ gzip }) => gzip));

test('the loader is at most 2 kB', () => {
  assert.ok(weight(loader) <= 2_000, `${weight(loader)} bytes`);
});

test('the loader and everything az-search needs, its theme included, are at most 20 kB', () => {
  const widget = widgets.find(({ name }) => name === 'az-search');
  assert.ok(widget, 'the manifest lists az-search');
  const total = weight(loader) + widget.scripts.reduce((sum, path) => sum + weight(path), 0) + heaviestTheme;
  assert.ok(total <= 20_000, `${total} bytes`);
});
