import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { VERSION } from '@dtp/kit/version.ts';
import { THEME_IDS } from '@dtp/themes/theme-css.ts';
import record from '../../../api/data/authorities.json' with { type: 'json' };
import { integrityOf } from '../build/files.ts';
import { readManifest } from '../build/manifest.ts';

const dist = resolve(import.meta.dirname, '../../../dist');
const manifest = await readManifest(dist);
const at = (path: string): string => resolve(dist, 'embed', path);

test('every file is there as the manifest says, and its compressed forms are the same file', async () => {
  for (const { path, integrity, bytes, gzip, brotli } of manifest.files) {
    const [plain, gz, br] = await Promise.all([readFile(at(path)), readFile(at(`${path}.gz`)), readFile(at(`${path}.br`))]);
    assert.equal(integrityOf(plain.toString()), integrity, path);
    assert.deepEqual([plain.length, gz.length, br.length], [bytes, gzip, brotli], path);
    assert.ok(gunzipSync(gz).equals(plain) && brotliDecompressSync(br).equals(plain), path);
  }
});

test('the release has a theme for each partner, and the description editors read', () => {
  const paths = new Set(manifest.files.map(({ path }) => path));
  for (const id of THEME_IDS) assert.ok(paths.has(`${manifest.version}/themes/${id}.css`), id);
  assert.ok(paths.has(`${manifest.version}/custom-elements.json`));
});

test('the release has the name and phone of each partner whose phone is on record', async () => {
  for (const { id, name, contact } of record.authorities) {
    const path = at(`${manifest.version}/hosts/${id}.json`);
    if (contact.phone === null) assert.ok(!existsSync(path), id);
    else assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { name, phone: contact.phone, verified: contact.verifiedOn !== null });
  }
});

test('both loaders point at code that is there', async () => {
  for (const loader of [manifest.loader, manifest.moving]) {
    const text = await readFile(at(loader), 'utf8');
    for (const { scripts } of manifest.widgets) {
      const name = scripts[0]?.split('/').at(-1) ?? '';
      const address = new RegExp(`[./\\w]+/${name.replaceAll('.', '\\.')}`).exec(text)?.[0] ?? '';
      assert.ok(existsSync(new URL(address, `file://${at(loader)}`)), `${loader} → ${address}`);
    }
  }
});

test('the version on the elements is the version of the folder', () => {
  assert.equal(manifest.version, VERSION);
});

test('the elements are described by their tag, attributes, events and parts', async () => {
  const text = await readFile(at(`${manifest.version}/custom-elements.json`), 'utf8');
  for (const { tag } of manifest.widgets) assert.match(text, new RegExp(`"tagName": "${tag}"`));
  for (const name of ['authority', 'theme', 'heading-level', 'sync-url', 'dtp-search', 'dtp-area-change'])
    assert.match(text, new RegExp(`"name": "${name}"`));
  assert.doesNotMatch(text, /"privacy": "(private|protected)"/);
});

test('scripts put nothing into the head of the host, and carry nothing for browsers that cannot run them', async () => {
  for (const { scripts } of manifest.widgets) {
    for (const path of scripts)
      assert.doesNotMatch(await readFile(at(path), 'utf8'), /modulepreload|vite:preload|litNonce|PolyfillSupport/, path);
  }
});
