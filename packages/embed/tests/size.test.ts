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

const widgetNamed = (name: string) => {
  const widget = widgets.find(one => one.name === name);
  if (!widget) throw new Error(`The manifest does not list ${name}`);
  return widget;
};

const sum = (paths: readonly string[]): number => paths.reduce((total, path) => total + weight(path), 0);

const azSearch = widgetNamed('az-search');
const map = widgetNamed('map');
const contact = widgetNamed('contact');
const jobs = widgetNamed('jobs');
/** What draws the map: loaded only when it is shown. */
const isEngine = (path: string): boolean => /\/engine-[^/]+\.js$/.test(path);
const isWorker = (path: string): boolean => /\/maplibre-gl-worker-[^/]+\.mjs$/.test(path);

test('the loader and everything az-search needs, its theme included, are at most 20 kB', () => {
  const total = weight(loader) + sum(azSearch.scripts) + heaviestTheme;
  assert.ok(total <= 20_000, `${total} bytes`);
});

test('what az-search loads when there is a postcode, or a phone to offer, is at most 3 kB', () => {
  assert.ok(sum(azSearch.later) <= 3_000, `${sum(azSearch.later)} bytes`);
});

test('the map before it is opened is at most 10 kB more', () => {
  const more = sum(map.scripts.filter(path => !azSearch.scripts.includes(path)));
  assert.ok(more <= 10_000, `${more} bytes`);
});

test('who to call is at most 8 kB more', () => {
  const more = sum(contact.scripts.filter(path => !azSearch.scripts.includes(path)));
  assert.ok(more <= 8_000, `${more} bytes`);
});

test('the job board is at most 8 kB more', () => {
  const more = sum(jobs.scripts.filter(path => !azSearch.scripts.includes(path)));
  assert.ok(more <= 8_000, `${more} bytes`);
});

test('what the job board loads for a job, or to ask for emails, is at most 4 kB each', () => {
  assert.ok(jobs.later.length > 0, 'these parts are loaded later');
  for (const path of jobs.later) assert.ok(weight(path) <= 4_000, `${path}: ${weight(path)} bytes`);
});

test('what the map loads for a spot, an area or vehicles is at most 4 kB each', () => {
  const parts = map.later.filter(path => !isEngine(path) && !isWorker(path));
  assert.ok(parts.length > 0, 'these parts are loaded later');
  for (const path of parts) assert.ok(weight(path) <= 4_000, `${path}: ${weight(path)} bytes`);
});

test('the engine of the map is one script of at most 330 kB, and a worker of at most 160 kB', () => {
  const [engine, ...others] = map.later.filter(isEngine);
  const [worker, ...more] = map.later.filter(isWorker);
  assert.ok(engine && worker && others.length + more.length === 0, map.later.join('\n'));
  assert.ok(weight(engine) <= 330_000, `${weight(engine)} bytes`);
  assert.ok(weight(worker) <= 160_000, `${weight(worker)} bytes`);
});
