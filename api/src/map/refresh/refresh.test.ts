import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import pino from 'pino';
import { openStore } from '../../store/connect.ts';
import { type LayerRecord, NOW, openLayerRecord } from '../import/testing/layer-record.ts';
import { createMapWriter } from '../repository.write.ts';
import { isDue, type RefreshDeps, refreshLayers } from './refresh.ts';
import { startRefreshing } from './schedule.ts';

let server: Server;
let address = '';
let answer: RequestListener = (_request, response) => void response.end();
let asked: { url: string; etag: string | undefined }[] = [];
before(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', etag: request.headers['if-none-match'] });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

let record: LayerRecord;
let faults: unknown[] = [];
const deps = (more: Partial<RefreshDeps> = {}): RefreshDeps => ({
  store: record.store,
  now: () => NOW,
  stop: new AbortController().signal,
  onFault: (_layer, fault) => void faults.push(fault),
  ...more,
});
const later = (minutes: number) => ({ now: () => new Date(NOW.getTime() + minutes * 60_000) });

const list = (count: number): string =>
  `id,name,lat,lng\n${Array.from({ length: count }, (_, at) => `b${at},Bench ${at},53.2,-1.6\n`).join('')}`;
const sends =
  (body: string, etag?: string): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, etag ? { etag } : {}).end(body);

beforeEach(async () => {
  asked = [];
  faults = [];
  answer = sends(list(10));
  record = await openLayerRecord();
  await record.import(record.write('a.csv', list(10)));
  await record.store.write(db => createMapWriter(db).saveRefresh('benches', { sourceUrl: `${address}/list.csv`, refreshMinutes: 60 }));
});
afterEach(() => record.close());

const status = async () => {
  const layer = await record.layer();
  return { fault: layer?.fault, lastTriedAt: layer?.lastTriedAt, count: layer?.count };
};
const AT = NOW.toISOString();

describe('a layer that names a source', () => {
  test('takes in what it sends, and says when', async () => {
    answer = sends(list(12), '"v1"');
    assert.deepEqual(await refreshLayers(deps()), [{ layer: 'benches', kind: 'taken' }]);
    assert.deepEqual(await status(), { fault: null, lastTriedAt: AT, count: 12 });
  });

  test('is not asked again before its time', async () => {
    await refreshLayers(deps());
    assert.deepEqual(await refreshLayers(deps(later(59))), []);
    assert.equal((await refreshLayers(deps(later(60)))).length, 1);
    assert.equal(asked.length, 2);
  });

  test('is asked only for what has changed', async () => {
    answer = sends(list(12), '"v1"');
    await refreshLayers(deps());
    const version = (await record.layer())?.version;
    answer = (_request, response) => void response.writeHead(304).end();
    assert.deepEqual(await refreshLayers(deps(later(60))), [{ layer: 'benches', kind: 'same' }]);
    assert.equal(asked[1]?.etag, '"v1"');
    assert.deepEqual([(await record.layer())?.version, (await record.layer())?.count], [version, 12]);
  });

  test('is asked for all again after an import by hand', async () => {
    answer = sends(list(12), '"v1"');
    await refreshLayers(deps());
    await record.import(record.write('b.csv', list(11)));
    await refreshLayers(deps(later(60)));
    assert.equal(asked[1]?.etag, undefined);
    assert.equal((await status()).count, 12);
  });

  for (const [what, listener, why] of [
    ['an error', (_request, response) => void response.writeHead(503).end('sorry'), /answered with 503/],
    ['a page instead of the file', sends('<!doctype html><title>Please log in</title>'), /that the source sent is not GeoJSON, CSV/],
    ['far fewer features', sends(list(6)), /sent 6 features, and the layer has 10.*under 70 %/],
    ['a list that cannot be used', sends('id,name,lat,lng\nb0,One,91,0\n'), /is broken: 1 of its 1 features/],
    ['nothing', sends(''), /is empty/],
    [
      'half of it',
      (_request, response) => void response.writeHead(200, { 'content-length': '999' }).end('x').destroy(),
      /could not be reached/,
    ],
    [
      'too much',
      (_request, response) => void response.writeHead(200, { 'content-length': String(101 * 1024 * 1024) }).write('x'),
      /more than 100 MB/,
    ],
    ['us on to a file', (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(), /do not follow/],
    ['us on for ever', (_request, response) => void response.writeHead(302, { location: '/list.csv' }).end(), /more than 3 times/],
  ] satisfies [string, RequestListener, RegExp][])
    test(`keeps its old data when it is sent ${what}, and says why`, async () => {
      answer = listener;
      const [outcome] = await refreshLayers(deps());
      assert.equal(outcome?.kind, 'kept');
      const { fault, lastTriedAt, count } = await status();
      assert.match(fault ?? '', why);
      assert.doesNotMatch(fault ?? '', /127\.0\.0\.1|\/tmp|dtp-/, 'nothing of the machine is in it');
      assert.deepEqual([lastTriedAt, count], [AT, 10]);
      assert.ok(Number((await record.features()).length) === 10);
    });

  test('forgets its fault when it is well again', async () => {
    answer = (_request, response) => void response.writeHead(503).end();
    await refreshLayers(deps());
    answer = sends(list(10));
    await refreshLayers(deps(later(60)));
    assert.equal((await status()).fault, null);
  });

  test('follows a few redirects', async () => {
    answer = (request, response) => {
      if (request.url === '/list.csv') response.writeHead(301, { location: '/moved' }).end();
      else response.end(list(11));
    };
    assert.deepEqual(await refreshLayers(deps()), [{ layer: 'benches', kind: 'taken' }]);
    assert.deepEqual(
      asked.map(({ url }) => url),
      ['/list.csv', '/moved'],
    );
  });

  test('is asked once when two nodes find that its time has come', async () => {
    const other = openStore(record.store.file);
    const outcomes = await Promise.all([refreshLayers(deps()), refreshLayers(deps({ store: other }))]);
    other.close();
    assert.equal(outcomes.flat().length, 1);
    assert.equal(asked.length, 1);
  });

  test('is left as it was when the server stops', async () => {
    const stopping = new AbortController();
    answer = (_request, response) => {
      response.writeHead(200).write('id,name');
      stopping.abort();
    };
    await assert.rejects(refreshLayers(deps({ stop: stopping.signal })), { name: 'AbortError' });
    assert.deepEqual([(await status()).count, (await status()).fault], [10, null]);
  });
});

test('a running server looks by itself, and logs what came of it', async () => {
  answer = sends(list(11));
  const { promise, resolve } = Promise.withResolvers<string>();
  const log = pino({ base: null, timestamp: false }, { write: line => resolve(line) });
  const refreshing = startRefreshing({ store: record.store, log, now: () => NOW, everyMs: 5 });
  assert.deepEqual(JSON.parse(await promise), { level: 30, layer: 'benches', outcome: 'taken', msg: 'layer refreshed' });
  await refreshing.close();
  assert.equal((await status()).count, 11);
});

test('a layer is due when it was never tried, or its time has passed', () => {
  const row = (lastTriedAt: string | null) => ({ lastTriedAt, refreshMinutes: 60, sourceUrl: '' }) as Parameters<typeof isDue>[0];
  assert.equal(isDue(row(null), NOW), true);
  assert.equal(isDue(row('2026-11-22T11:00:00.000Z'), NOW), true);
  assert.equal(isDue(row('2026-11-22T11:00:01.000Z'), NOW), false);
});
