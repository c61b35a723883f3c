import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { VectorTile } from '@mapbox/vector-tile';
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { ConfigError } from '../config.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { openBasemap } from './basemap.ts';
import { describedLayer, fillLayer, plainFeature } from './testing/layers.ts';
import { pmtilesArchive } from './testing/pmtiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'dtp-tiles-'));
const file = join(folder, 'county.pmtiles');
const WATER = Uint8Array.of(26, 0);
let server: TestApp;
before(async () => {
  writeFileSync(
    file,
    pmtilesArchive(
      [
        { z: 0, x: 0, y: 0, data: WATER },
        { z: 3, x: 3, y: 2, data: Uint8Array.of(26, 0, 26, 0) },
      ],
      {
        attribution: '<a href="https://osm.example" onclick="alert(1)">&copy; OpenStreetMap</a>',
        vector_layers: ['earth', 'water', 'landuse', 'roads', 'buildings', 'places', 'mystery'].map(id => ({
          id,
          fields: { kind: 'String' },
        })),
      },
    ),
  );
  server = await startTestApp({ BASEMAP_PMTILES: file });
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => server.app.request(path, { headers });

const tileOf = async (path: string): Promise<VectorTile> => {
  const reply = await get(path);
  assert.equal(reply.status, 200, path);
  assert.equal(reply.headers.get('content-type'), 'application/vnd.mapbox-vector-tile');
  return new VectorTile(new PbfReader(new Uint8Array(await reply.arrayBuffer())));
};

test('a tile holds the layer of its address, with id and title', async () => {
  // The square of Derby.
  const { layers } = await tileOf('/tiles/districts/8/126/83.mvt');
  assert.deepEqual(Object.keys(layers), ['districts']);
  const titles = Array.from({ length: layers.districts?.length ?? 0 }, (_, at) => layers.districts?.feature(at).properties.title);
  assert.ok(titles.includes('Derby'), titles.join(', '));
});

test('several layers come in one tile, and one that is no more does not cost the rest', async () => {
  assert.deepEqual(Object.keys((await tileOf('/tiles/districts,park,libraries/8/126/83.mvt')).layers).sort(), [
    'districts',
    'libraries',
    'park',
  ]);
  assert.deepEqual(Object.keys((await tileOf('/tiles/gone,libraries/8/126/83.mvt')).layers), ['libraries']);
});

test('areas too small to be told apart come as the dots they cover, and the ground they cover stays covered', async () => {
  const SIDE = 60;
  const size = 0.006;
  const fields = Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [lng, lat] = [-1.9 + (at % SIDE) * size, 52.9 + Math.floor(at / SIDE) * size];
    const ring = [
      [lng, lat],
      [lng + size, lat],
      [lng + size, lat + size],
      [lng, lat + size],
      [lng, lat],
    ];
    return [plainFeature(`field-${at}`, { type: 'Polygon', coordinates: [ring] }), TEST_NOW] as const;
  });
  await fillLayer(server.store, describedLayer('fields', { geometry: 'polygon' }), fields, TEST_NOW);
  await server.refresh();
  const far = (await tileOf('/tiles/fields/6/31/20.mvt')).layers.fields;
  assert.ok(far && far.length < fields.length / 4, `${far?.length} of ${fields.length}`);
  const boxes = Array.from({ length: far.length }, (_, at) => {
    const [west = 0, north = 0, east = 0, south = 0] = far.feature(at).bbox();
    return { west, north, east, south };
  });
  const covered = boxes.reduce((sum, { west, north, east, south }) => sum + (east - west) * (south - north), 0);
  const whole =
    (Math.max(...boxes.map(box => box.east)) - Math.min(...boxes.map(box => box.west))) *
    (Math.max(...boxes.map(box => box.south)) - Math.min(...boxes.map(box => box.north)));
  assert.ok(covered > whole * 0.9, `${covered} of ${whole}`);
  const near = (await tileOf('/tiles/fields/12/2028/1331.mvt')).layers.fields;
  assert.ok(near && near.length > 0);
});

test('a square without anything in it is an empty tile, not an error', async () => {
  for (const path of ['/tiles/libraries/16/0/0.mvt', '/tiles/libraries/14/8110/5300.mvt', '/tiles/libraries,park/10/0/0.mvt']) {
    const reply = await get(path);
    assert.equal(reply.status, 200, path);
    assert.equal((await reply.arrayBuffer()).byteLength, 0, path);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  }
});

test('a tile is tagged, packed, open to every origin, and stands ready once it was given', async () => {
  const path = '/tiles/settlements,districts/9/253/166.mvt';
  const reply = await get(path, { 'accept-encoding': 'gzip' });
  assert.equal(reply.headers.get('content-encoding'), 'gzip');
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  const etag = reply.headers.get('etag') ?? '';
  assert.equal((await get(path, { 'if-none-match': etag })).status, 304);
  assert.equal(server.deps.cache.ready(path, { acceptEncoding: 'gzip', ifNoneMatch: undefined })?.status, 200);
});

test('squares that do not exist, and what is no square, are told apart', async () => {
  const asked: Readonly<Record<string, number>> = {
    '/tiles/libraries/17/0/0.mvt': 404,
    '/tiles/libraries/2/4/0.mvt': 404,
    '/tiles/libraries/2/0/4.mvt': 404,
    '/tiles/libraries/2/0/0.png': 404,
    '/tiles/libraries/2/0/0': 404,
    '/tiles/no-such-layer/2/0/0.mvt': 404,
    '/tiles/__proto__/2/0/0.mvt': 404,
    '/tiles/libraries/NaN/0/0.mvt': 400,
    '/tiles/libraries/-1/0/0.mvt': 400,
    '/tiles/libraries/2/1e1/0.mvt': 400,
    '/tiles/libraries/2/0/0x1.mvt': 400,
    '/tiles/libraries/2/99999999999999999999/0.mvt': 400,
    '/tiles/libraries/2/0/0.mvt?colour=red': 400,
    [`/tiles/${Array.from({ length: 21 }, (_, at) => `l${at}`).join(',')}/2/0/0.mvt`]: 400,
  };
  for (const [path, status] of Object.entries(asked)) {
    const reply = await get(path);
    assert.equal(reply.status, status, path);
    assert.match(reply.headers.get('content-type') ?? '', /problem\+json/, path);
  }
});

test('whatever stands in the address of a tile, it is never a fault of ours', async () => {
  const part = fc.oneof(
    fc.webSegment(),
    fc.integer().map(String),
    fc.constantFrom('libraries', '0', '1', '%00', '%', '..', 'NaN', '1.5', '1e400'),
  );
  await fc.assert(
    fc.asyncProperty(part, part, part, part, async (layer, z, x, y) => {
      const reply = await get(`/tiles/${layer}/${z}/${x}/${y}.mvt`);
      assert.ok(reply.status < 500, `${reply.status} for ${layer}/${z}/${x}/${y}`);
    }),
    { numRuns: 300 },
  );
});

test('TileJSON says where the tiles are, how deep they go and what is in them', async () => {
  const reply = await get('/tiles/libraries.json');
  assert.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8');
  const found = await reply.json();
  assert.equal(found.tilejson, '3.0.0');
  assert.deepEqual(found.tiles, ['http://localhost:8787/tiles/libraries/{z}/{x}/{y}.mvt']);
  assert.deepEqual([found.minzoom, found.maxzoom], [0, 16]);
  assert.equal(found.bounds.length, 4);
  assert.deepEqual(found.vector_layers[0].fields, { id: 'String', title: 'String', number: 'Number' });
  assert.match(found.attribution, /Contains OS data/);
  const several = await (await get('/tiles/districts,park.json')).json();
  assert.deepEqual(
    several.vector_layers.map((layer: { id: string }) => layer.id),
    ['districts', 'park'],
  );
  assert.equal((await get('/tiles/no-such-layer.json')).status, 404);
});

test('a preflight is answered, and nothing is written here', async () => {
  const preflight = await server.app.request('/tiles/libraries/2/0/0.mvt', {
    method: 'OPTIONS',
    headers: { origin: 'https://gis.example' },
  });
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, '*']);
  assert.equal((await server.app.request('/tiles/libraries/2/0/0.mvt', { method: 'POST' })).status, 405);
});

test('the basemap of the operator is served as it is in its file, and nothing where the file has nothing', async () => {
  assert.deepEqual(new Uint8Array(await (await get('/tiles/basemap/0/0/0.mvt')).arrayBuffer()), WATER);
  assert.equal((await (await get('/tiles/basemap/3/0/0.mvt')).arrayBuffer()).byteLength, 0);
  assert.equal((await get('/tiles/basemap/4/0/0.mvt')).status, 404);
  const found = await (await get('/tiles/basemap.json')).json();
  assert.equal(found.attribution, '© OpenStreetMap');
  assert.equal(found.maxzoom, 3);
});

test('the style draws what the basemap has, and leaves out our own ground and towns', async () => {
  const style: StyleSpecification = await (await get('/map/style.json?layers=libraries')).json();
  assert.deepEqual(validateStyleMin(style), []);
  const ids = style.layers.map(layer => layer.id);
  for (const id of [
    'basemap-earth',
    'basemap-water',
    'basemap-roads-great',
    'basemap-places-names',
    'districts-outline',
    'libraries-point',
  ])
    assert.ok(ids.includes(id), id);
  assert.ok(!ids.some(id => id.includes('mystery') || id.endsWith('-ground') || id.startsWith('settlements')), ids.join(', '));
});

test('a file that is no basemap is refused at the start, in words', async () => {
  const text = join(folder, 'notes.txt');
  writeFileSync(text, 'x'.repeat(200));
  await assert.rejects(
    openBasemap(text),
    (fault: unknown) => fault instanceof ConfigError && fault.message.includes('BASEMAP_PMTILES is not a PMTiles file'),
  );
  const pictures = join(folder, 'pictures.pmtiles');
  writeFileSync(pictures, pmtilesArchive([{ z: 0, x: 0, y: 0, data: WATER }], {}, 2));
  await assert.rejects(openBasemap(pictures), /no Mapbox vector tiles/);
});
