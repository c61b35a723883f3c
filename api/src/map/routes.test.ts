import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aroundPlace, aroundSpot, getFeature, listFeatures, listLayers, nearestFeatures, nearestToSpot } from '@dtp/contract/map.ts';
import type { Problem } from '@dtp/contract/problem.ts';
import type { ReplyOf, RouteContract } from '@dtp/contract/route.ts';
import { bumpVersion } from '../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { createMapWriter, type IncomingFeature } from './repository.write.ts';

let server: TestApp;

const clinic = (id: string, title: string, lng: number, more: Partial<IncomingFeature> = {}): IncomingFeature => ({
  id,
  title,
  summary: null,
  geometry: { type: 'Point', coordinates: [lng, 53.2] },
  address: null,
  postcode: null,
  phone: null,
  email: null,
  url: null,
  hours: null,
  properties: {},
  source: null,
  verifiedOn: null,
  ...more,
});

const square = (west: number, south: number, size: number): IncomingFeature['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

before(async () => {
  server = await startTestApp();
  await server.store.write(async db => {
    const writer = createMapWriter(db);
    const libraries = await writer.layer('libraries');
    assert.ok(libraries);
    const { version, count, updatedAt, lastTriedAt, fault, sourceUrl, refreshMinutes, reading, validators, ...description } = libraries;
    await writer.describeLayer({ ...description, id: 'clinics', title: 'Clinics', singular: 'clinic', owner: 'derby' }, TEST_NOW);
    await writer.saveFeature(
      'clinics',
      clinic('west', 'West clinic', -1.7, { address: '1 Mill Lane, Hopton', postcode: 'DE4 4DF' }),
      TEST_NOW,
    );
    await writer.saveFeature(
      'clinics',
      clinic('east', 'East clinic', -1.5, {
        // Open on a Sunday, the day of the test, until one.
        hours: [{ day: 7, opens: '10:00', closes: '13:00' }],
        properties: {
          step_free_access: true,
          'parking bays': 12,
          empty: null,
          '<b>hostile</b>': '<script>alert(1)</script>',
          __proto__x: 'x',
        },
      }),
      TEST_NOW,
    );
    await writer.touchLayer('clinics', TEST_NOW);
    await writer.describeLayer(
      { ...description, id: 'wards', title: 'Wards', singular: 'ward', role: 'areas', geometry: 'polygon', owner: null },
      TEST_NOW,
    );
    await writer.saveFeature('wards', { ...clinic('small', 'Small ward', 0), geometry: square(-1.61, 53.19, 0.02) }, TEST_NOW);
    await writer.touchLayer('wards', TEST_NOW);
    await bumpVersion(db, 'map', TEST_NOW);
  });
  await server.refresh();
});
after(() => server.stop());

const read = async <Route extends RouteContract>(route: Route, path: string, init?: RequestInit): Promise<ReplyOf<Route>> => {
  const reply = await server.app.request(path, init);
  assert.equal(reply.status, 200, `${path}: ${reply.status}`);
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  return route.reply.parse(await reply.json()) as ReplyOf<Route>;
};
const problem = async (path: string, status: number, init?: RequestInit): Promise<Problem> => {
  const reply = await server.app.request(path, init);
  assert.equal(reply.status, status, path);
  assert.equal(reply.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  return (await reply.json()) as Problem;
};
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

test('the catalogue lists the starter layers with owner, count and bounds', async () => {
  const { items, total } = await read(listLayers, '/api/v1/map/layers');
  assert.equal(total, items.length);
  const stations = items.find(layer => layer.id === 'fire-stations');
  assert.equal(stations?.owner?.name, 'Derbyshire Fire & Rescue Service');
  assert.ok((stations?.count ?? 0) > 20);
  assert.ok(stations?.bounds && stations.bounds[0] < stations.bounds[2]);
  assert.equal((await problem('/api/v1/map/layers?colour=red', 400)).errors?.[0]?.path, 'colour');
});

test('the nearest come nearest first, with distance and whether they are open', async () => {
  const reply = await read(nearestFeatures, '/api/v1/map/nearest?layer=libraries&postcode=DE45+1ES&limit=5');
  assert.equal(reply.items.length, 5);
  assert.match(reply.items[0]?.title ?? '', /Bakewell/);
  const metres = reply.items.map(item => item.distanceM);
  assert.deepEqual(
    metres,
    metres.toSorted((a, b) => a - b),
  );
  assert.equal(reply.from.precision, 'sector');
  assert.ok(reply.source?.attribution.includes('Crown copyright'));
  assert.equal(reply.total, reply.layer.count);
  assert.equal(reply.items[0]?.open?.open, false, 'it is Sunday noon');
});

test('a town does as well as a postcode', async () => {
  const reply = await read(nearestFeatures, '/api/v1/map/nearest?layer=libraries&near=Glossop');
  assert.equal(reply.from.label, 'Glossop');
  assert.equal(reply.items.length, 10);
  assert.match(reply.items[0]?.title ?? '', /Glossop/);
});

test('an answer with hours is kept no longer than they hold', async () => {
  const reply = await server.app.request('/api/v1/map/nearest?layer=clinics&near=Matlock');
  assert.equal(reply.headers.get('cache-control'), 'public, max-age=30, s-maxage=30, stale-if-error=86400');
  const plain = await server.app.request('/api/v1/map/nearest?layer=recycling-centres&near=Matlock');
  assert.match(plain.headers.get('cache-control') ?? '', /max-age=60/);
});

test('exactly one place is asked for, and a layer', async () => {
  const none = await problem('/api/v1/map/nearest?layer=libraries', 400);
  assert.equal(none.detail, 'postcode is missing: give this or near');
  const both = await problem('/api/v1/map/nearest?layer=libraries&postcode=DE45+1ES&near=Bakewell', 400);
  assert.equal(both.errors?.[0]?.path, 'near');
  assert.equal((await problem('/api/v1/map/nearest?layer=libraries&near=%20', 400)).errors?.[0]?.path, 'postcode');
  const faults = await problem('/api/v1/map/nearest?layer=No%20Layer&near=Bakewell&limit=500&x=1', 400);
  assert.deepEqual(faults.errors?.map(fault => fault.path).toSorted(), ['layer', 'limit', 'x']);
});

test('what is not known is a 404 that says so', async () => {
  assert.equal((await problem('/api/v1/map/nearest?layer=dragons&near=Bakewell', 404)).detail, 'No layer has this id.');
  const lost = await problem('/api/v1/map/nearest?layer=libraries&near=Atlantis', 404);
  assert.equal(lost.kind, 'not-found');
  assert.match(lost.detail, /We could not find “Atlantis”/);
  assert.equal((await problem('/api/v1/map/around?near=Atlantis', 404)).kind, 'not-found');
  assert.equal((await problem('/api/v1/map/layers/libraries/features/no-such', 404)).detail, 'Nothing in this layer has this id.');
  assert.equal((await problem('/api/v1/map/layers/dragons/features', 404)).detail, 'No layer has this id.');
});

test('a position is answered, kept by nobody, and leaves no trace in the log', async () => {
  const asked = post({ layer: 'clinics', at: { lat: 53.2, lng: -1.51234 } });
  const reply = await read(nearestToSpot, '/api/v1/map/nearest', asked);
  assert.deepEqual(
    reply.items.map(item => item.id as string),
    ['east', 'west'],
  );
  assert.ok(Math.abs((reply.items[0]?.distanceM ?? 0) - 825) < 5, 'about 825 m');
  assert.equal(reply.from.label, 'where you are');
  assert.equal(reply.source, null);
  const raw = await server.app.request('/api/v1/map/nearest', asked);
  assert.equal(raw.headers.get('cache-control'), 'no-store');
  assert.equal(raw.headers.get('etag'), null);
  assert.doesNotMatch(server.logged(), /1\.51234/);
});

test('a spot that is none is refused in words', async () => {
  const wrong = await problem('/api/v1/map/nearest', 400, post({ layer: 'clinics', at: { lat: 'north' } }));
  assert.deepEqual(wrong.errors, [{ path: 'at', message: 'should be a uprn of up to 12 digits in quotes, or lat and lng in degrees' }]);
  assert.equal((await problem('/api/v1/map/nearest', 400, post({ at: { lat: 91, lng: 0 } }))).errors?.length, 2);
  assert.equal((await problem('/api/v1/map/nearest', 400, { method: 'POST', body: '{' })).detail, 'body is not JSON');
  assert.equal((await problem('/api/v1/map/around', 400, post({ at: { uprn: 'x' }, extra: 1 }))).errors?.length, 2);
  assert.match((await problem('/api/v1/map/around', 404, post({ at: { uprn: '99' } }))).detail, /We do not know this address/);
});

test('far from everything: no distance is made up, and nobody serves', async () => {
  for (const at of [
    { lat: -89, lng: 170 },
    { lat: 0, lng: 88 },
    { lat: 90, lng: 0 },
  ]) {
    assert.match((await problem('/api/v1/map/nearest', 404, post({ layer: 'clinics', at }))).detail, /Great Britain/);
    assert.deepEqual((await read(aroundSpot, '/api/v1/map/around', post({ at }))).areas, []);
  }
  const reply = await read(aroundSpot, '/api/v1/map/around', post({ at: { lat: 51.5, lng: -0.1 } }));
  assert.deepEqual(reply.areas, []);
  assert.deepEqual(reply.containing, []);
  assert.match(reply.message, /outside Derbyshire/);
});

test('around a position: who serves it, and what contains it, smallest last', async () => {
  const reply = await read(aroundSpot, '/api/v1/map/around', post({ at: { lat: 53.2, lng: -1.6 } }));
  assert.equal(reply.areas[0]?.serves.county, 'derbyshire');
  const labels = reply.containing.map(one => `${one.label}: ${one.feature.title}`);
  assert.equal(labels.at(-1), 'Your ward: Small ward');
  assert.ok(labels.includes('Your local council area: Derbyshire Dales'), labels.join());
  assert.equal(reply.address, null, 'no addresses are loaded');
});

test('around a postcode: the same bodies as the A to Z has, and nothing is guessed of a sector', async () => {
  const reply = await read(aroundPlace, '/api/v1/map/around?postcode=DE6+1DA');
  const place = await server.deps.places.find('DE6 1DA', '2026-11-22');
  assert.deepEqual(reply.areas, 'areas' in place ? place.areas : []);
  assert.equal(reply.message, place.message);
  assert.deepEqual(reply.containing, []);
});

test('around a town: its areas are not called the person’s own', async () => {
  const { containing } = await read(aroundPlace, '/api/v1/map/around?near=Bakewell');
  assert.ok(containing.some(one => one.label === 'National park'));
});

test('a layer is browsed by title, page by page, and searched', async () => {
  const first = await read(listFeatures, '/api/v1/map/layers/libraries/features?pageSize=20');
  const second = await read(listFeatures, '/api/v1/map/layers/libraries/features?pageSize=20&page=2');
  assert.equal(first.items.length, 20);
  const titles = [...first.items, ...second.items].map(item => item.title);
  assert.deepEqual(titles, titles.toSorted());
  assert.equal((await read(listFeatures, '/api/v1/map/layers/libraries/features?page=99')).items.length, 0);
  const found = await read(listFeatures, '/api/v1/map/layers/clinics/features?q=mill+lane');
  assert.deepEqual([found.total, found.items[0]?.title], [1, 'West clinic']);
  assert.equal((await read(listFeatures, '/api/v1/map/layers/clinics/features?q=100%25')).total, 0);
});

test('one feature: its hours, and what else its owner says as labelled text', async () => {
  const { layer, feature } = await read(getFeature, '/api/v1/map/layers/clinics/features/east');
  assert.equal(layer.owner?.id, 'derby');
  assert.deepEqual(feature.open, { open: true, text: 'Open now, closes 1pm', nextChange: '2026-11-22T13:00:00.000Z' });
  assert.deepEqual(feature.notes.slice(0, 3), [
    { label: 'Step free access', text: 'Yes' },
    { label: 'Parking bays', text: '12' },
    { label: '<b>hostile</b>', text: '<script>alert(1)</script>' },
  ]);
  assert.deepEqual(feature.point, { lat: 53.2, lng: -1.5 });
  assert.equal((await problem('/api/v1/map/layers/clinics/features/%3Cb%3E', 400)).errors?.[0]?.path, 'id');
});

test('a change in the record shows at once', async () => {
  const path = '/api/v1/map/layers/clinics/features/west';
  assert.equal((await read(getFeature, path)).feature.phone, null);
  await server.store.write(async db => {
    const writer = createMapWriter(db);
    await writer.saveFeature('clinics', clinic('west', 'West clinic', -1.7, { phone: '01629 000000' }), TEST_NOW);
    await writer.touchLayer('clinics', TEST_NOW);
    await bumpVersion(db, 'map', TEST_NOW);
  });
  await server.refresh();
  assert.equal((await read(getFeature, path)).feature.phone, '01629 000000');
});
