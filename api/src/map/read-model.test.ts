import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { toGrid } from '../places/grid.ts';
import { openStore, type Store } from '../store/connect.ts';
import { openMapModel } from './read-model.ts';
import { createMapRepository } from './repository.ts';
import { createMapWriter, type IncomingFeature, type LayerDescription } from './repository.write.ts';
import { describedLayer, plainFeature } from './testing/layers.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-map-'));
let store: Store;
let model: Awaited<ReturnType<typeof openMapModel>>;

const described = (id: string, geometry: string): LayerDescription =>
  describedLayer(id, { title: id, role: geometry === 'polygon' ? 'areas' : 'places', geometry });

const save = (layer: string, kind: string, features: readonly IncomingFeature[]): Promise<void> =>
  store.write(async db => {
    const writer = createMapWriter(db);
    await writer.describeLayer(described(layer, kind), NOW);
    for (const one of features) await writer.saveFeature(layer, one, NOW);
    await writer.touchLayer(layer, NOW);
  });

const BAKEWELL = { lat: 53.2134, lng: -1.6749 };
const square = (lng: number, lat: number, size: number): number[][] => [
  [lng, lat],
  [lng + size, lat],
  [lng + size, lat + size],
  [lng, lat + size],
  [lng, lat],
];

const COUNT = 500;
const points = Array.from({ length: COUNT }, (_, at) => ({
  lng: -1.9 + (at % 25) * 0.03,
  lat: 52.8 + Math.floor(at / 25) * 0.03 + at * 1e-5,
}));

before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await save(
    'stops',
    'point',
    points.map(({ lng, lat }, at) => plainFeature(`s${at}`, { type: 'Point', coordinates: [lng, lat] })),
  );
  await save('wards', 'polygon', [
    plainFeature('west', { type: 'Polygon', coordinates: [square(-1.8, 53.1, 0.1)] }),
    // With a hole in the middle.
    plainFeature('east', { type: 'Polygon', coordinates: [square(-1.7, 53.1, 0.1), square(-1.67, 53.13, 0.04)] }),
    plainFeature('both', { type: 'MultiPolygon', coordinates: [[square(-1.8, 53.3, 0.1)], [square(-1.5, 53.3, 0.1)]] }),
  ]);
  await save('roads', 'line', [
    plainFeature('a6', {
      type: 'LineString',
      coordinates: [
        [-1.9, 53.2],
        [-1.4, 53.2],
      ],
    }),
  ]);
  await save('empty', 'point', []);
  model = await openMapModel({ repository: createMapRepository(store.read), file: store.file });
});
after(async () => {
  await model.close();
  store.close();
  rmSync(folder, { recursive: true });
});

const ids = async (layer: string, numbers: Iterable<number>): Promise<string[]> =>
  (await createMapRepository(store.read).byNumber(layer, [...numbers])).map(row => row.id);

test('the nearest are those that measuring each one finds, in that order', () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: -1, noNaN: true }), fc.double({ min: 52.7, max: 53.5, noNaN: true }), (lng, lat) => {
      const from = toGrid({ lng, lat });
      const measured = points
        .map((point, number) => {
          const { easting, northing } = toGrid(point);
          return { number, metres: Math.hypot(easting - from.easting, northing - from.northing) };
        })
        .sort((a, b) => a.metres - b.metres || a.number - b.number);
      const found = model.nearest('stops', from, 10);
      assert.deepEqual(
        found.map(near => Math.round(near.metres)),
        measured.slice(0, 10).map(near => Math.round(near.metres)),
      );
    }),
  );
});

test('an area is at no distance from what it contains, and a line as near as its nearest stretch', () => {
  const inWest = toGrid({ lng: -1.75, lat: 53.15 });
  const [west, east] = model.nearest('wards', inWest, 3);
  assert.deepEqual(west, { number: 0, metres: 0 });
  assert.equal(east?.number, 1);
  assert.ok(east && east.metres > 3300 && east.metres < 3400, String(east?.metres));
  const [road] = model.nearest('roads', toGrid(BAKEWELL), 1);
  assert.ok(road && road.metres > 1400 && road.metres < 1600, String(road?.metres));
});

test('a point is in an area but not in its hole, and in any part of one with several', async () => {
  const at = async (lng: number, lat: number) => ids('wards', model.containing('wards', toGrid({ lng, lat })));
  assert.deepEqual(await at(-1.75, 53.15), ['west']);
  assert.deepEqual(await at(-1.69, 53.15), ['east']);
  assert.deepEqual(await at(-1.65, 53.15), []);
  assert.deepEqual(await at(-1.45, 53.35), ['both']);
  assert.deepEqual(await at(-1.65, 53.35), []);
});

test('a box holds what its shape touches, not what its outline’s box does', async () => {
  const inBox = async (layer: string, ...box: [number, number, number, number]) => ids(layer, model.within(layer, box));
  assert.deepEqual(await inBox('wards', -1.655, 53.145, -1.645, 53.155), [], 'inside the hole of a ward');
  assert.deepEqual(await inBox('wards', -1.685, 53.145, -1.645, 53.155), ['east']);
  assert.deepEqual(await inBox('wards', -1.66, 53.34, -1.6, 53.36), [], 'between the two parts of one');
  assert.deepEqual(await inBox('wards', -180, -90, 180, 90), ['west', 'east', 'both']);
  assert.deepEqual(await inBox('roads', -1.6, 53.19, -1.5, 53.21), ['a6']);
  assert.deepEqual(await inBox('roads', -1.6, 53.21, -1.5, 53.22), []);
  assert.equal((await inBox('stops', -1.9, 52.79, -1.9, 53.5)).length, COUNT / 25);
  assert.deepEqual(await inBox('stops', 100, 10, 110, 20), []);
});

test('pins stand on or in their shape, also where the middle is a hole or a gap', () => {
  for (const number of [0, 1, 2]) {
    const pin = model.pin('wards', number);
    assert.ok(pin && model.containing('wards', toGrid(pin)).includes(number), `${number}: ${JSON.stringify(pin)}`);
  }
  assert.deepEqual(model.pin('wards', 3), undefined);
  assert.deepEqual(model.bounds('wards'), [-1.8, 53.1, -1.4, 53.4]);
});

const mercator = ({ lat, lng }: { lat: number; lng: number }, z: number): [number, number] => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [Math.floor((lng / 360 + 0.5) * 2 ** z), Math.floor((0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI) * 2 ** z)];
};
const layerOf = (tile: Uint8Array, layer: string) => new VectorTile(new PbfReader(tile)).layers[layer];

test('a tile holds the features of its square, with id and title', async () => {
  const [x, y] = mercator({ lng: -1.75, lat: 53.15 }, 14);
  const wards = layerOf(await model.tile('wards', 14, x, y), 'wards');
  assert.equal(wards?.length, 1);
  assert.deepEqual({ ...wards?.feature(0).properties }, { id: 'west', title: 'Title of west', number: 0 });
  const first = points[0] ?? BAKEWELL;
  const stops = layerOf(await model.tile('stops', 14, ...mercator(first, 14)), 'stops');
  const { geometry } = stops?.feature(0).toGeoJSON(...mercator(first, 14), 14) ?? {};
  assert.ok(geometry?.type === 'Point');
  assert.ok(Math.abs((geometry.coordinates[0] ?? 0) - first.lng) < 1e-4 && Math.abs((geometry.coordinates[1] ?? 0) - first.lat) < 1e-4);
});

test('where there is nothing a tile is empty', async () => {
  assert.equal((await model.tile('wards', 11, 0, 0)).length, 0);
  assert.equal((await model.tile('empty', 0, 0, 0)).length, 0);
  assert.equal((await model.tile('no-such-layer', 0, 0, 0)).length, 0);
});

test('only what has changed is built anew, and the whole model changes at once', async () => {
  const before = model.numbers('wards');
  await save('stops', 'point', [plainFeature('new', { type: 'Point', coordinates: [-1.6749, 53.2134] })]);
  assert.equal(model.numbers('stops').length, COUNT, 'the old model answers until the new one stands');
  await model.rebuild();
  assert.equal(model.numbers('stops').length, COUNT + 1);
  assert.equal(model.numbers('wards'), before);
  const [x, y] = mercator(BAKEWELL, 14);
  const tile = layerOf(await model.tile('stops', 14, x, y), 'stops');
  assert.ok(Array.from({ length: tile?.length ?? 0 }, (_, at) => tile?.feature(at).properties.id).includes('new'));
});

test('an empty layer, and one that is not there, have nothing near', () => {
  for (const layer of ['empty', 'no-such-layer']) {
    assert.deepEqual(model.nearest(layer, toGrid(BAKEWELL), 5), []);
    assert.equal(model.bounds(layer), null);
    assert.equal(model.within(layer, [-2, 53, -1, 54]).length, 0);
  }
});
