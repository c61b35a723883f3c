import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { readGeometry } from './geometry.ts';
import { WGS84 } from './projection.ts';
import { GRID_SRS, geometryBlob, pointWkb, WGS84_SRS, writeGeoPackage } from './testing/geopackage-file.ts';
import { type LayerRecord, openLayerRecord } from './testing/layer-record.ts';
import { dbfOf, GRID_PRJ, shpOf, writeZip } from './testing/shapefile-files.ts';
import { readWkb } from './wkb.ts';

let record: LayerRecord;
beforeEach(async () => {
  record = await openLayerRecord();
});
afterEach(() => record.close());

const GRID = { x: 421_610, y: 368_877 };
const titles = async () => (await record.features()).map(({ title }) => title);
const latitude = async () => {
  const [first] = await record.features();
  return first?.geometry.type === 'Point' ? Number(first.geometry.coordinates[1]?.toFixed(2)) : undefined;
};
const reasons = () => record.refused.map(({ unit, line, reason }) => `${unit} ${line} ${reason}`);
const refusedWith = (file: string, reason: RegExp, more = {}) =>
  assert.rejects(
    record.import(file, more),
    (fault: unknown) => fault instanceof Error && fault.name === 'ImportRefused' && reason.test(fault.message),
  );

describe('well-known binary', () => {
  const hex = (text: string) => readWkb(Buffer.from(text.replaceAll(' ', ''), 'hex'));

  test('is read in either order of bytes, with or without heights and measures', () => {
    const big = '00 00000001 BFF8000000000000 404A800000000000';
    assert.deepEqual(hex(big), { type: 'Point', coordinates: [-1.5, 53] });
    for (const code of [1, 1001, 2001, 3001, 0x80000001, 0x40000001, 0xc0000001]) {
      const extra = code === 3001 || code === 0xc0000001 ? [9, 9] : code === 1 ? [] : [9];
      assert.deepEqual(readWkb(pointWkb(-1.5, 53, code, ...extra)), { type: 'Point', coordinates: [-1.5, 53] }, String(code));
    }
  });

  test('of several parts has them all', () => {
    const count = Buffer.from([1, 4, 0, 0, 0, 2, 0, 0, 0]);
    const points = readWkb(Buffer.concat([count, pointWkb(-1.5, 53), pointWkb(-1.6, 53.1)]));
    assert.deepEqual(points, {
      type: 'MultiPoint',
      coordinates: [
        [-1.5, 53],
        [-1.6, 53.1],
      ],
    });
    assert.notEqual(typeof readGeometry(points, WGS84), 'string');
  });

  test('that breaks off, counts more than it has, or is of no known kind throws and takes no memory', () => {
    for (const text of [
      '',
      '01',
      '01 01000000 00',
      '01 02000000 FFFFFFFF',
      '01 03000000 01000000 FFFFFFFF',
      '01 63000000',
      '01 06000000 FFFFFFFF',
    ])
      assert.throws(() => hex(text), RangeError, text);
    const nested = Array.from({ length: 50_000 }, () => '01 04000000 01000000').join('');
    assert.throws(() => hex(nested), RangeError);
  });
});

describe('a GeoPackage', () => {
  const file = () => join(record.folder, 'any-name.bin');

  test('gives its features, with their key as id, whatever the file is called', async () => {
    writeGeoPackage(file(), 'sites', GRID_SRS, [
      { name: 'One', geometry: geometryBlob(27700, pointWkb(GRID.x, GRID.y)) },
      { name: 'Two', geometry: geometryBlob(27700, pointWkb(GRID.x, GRID.y, 1001, 120)) },
    ]);
    await record.import(file());
    assert.deepEqual(await titles(), ['One', 'Two']);
    assert.equal(await latitude(), 53.22);
    const [one] = await record.features();
    assert.deepEqual(
      [one?.id, Object.entries(one?.properties ?? {})],
      [
        '1',
        [
          ['seats', 3],
          ['__proto__', 'own'],
        ],
      ],
    );
    assert.equal((await record.import(file())).unchanged, 2);
  });

  test('has features without geometry, damaged, or in another system refused by number', async () => {
    writeGeoPackage(file(), 'sites', WGS84_SRS, [
      { name: 'One', geometry: geometryBlob(4326, pointWkb(-1.6, 53.2)) },
      { name: 'Two', geometry: null },
      { name: 'Three', geometry: geometryBlob(4326, pointWkb(-1.6, 53.2)).subarray(0, 15) },
      { name: 'Four', geometry: geometryBlob(27700, pointWkb(GRID.x, GRID.y)) },
      { name: 'Five', geometry: Buffer.from('hello') },
    ]);
    await record.import(file());
    assert.deepEqual(await titles(), ['One']);
    assert.deepEqual(reasons(), [
      'feature 2 has no geometry',
      'feature 3 has a geometry that cannot be read: it breaks off or is of no known kind',
      'feature 4 is in the coordinate system 27700, and the rest of the layer is not',
      'feature 5 has a geometry that cannot be read: it breaks off or is of no known kind',
    ]);
  });

  test('with several layers asks which', async () => {
    const row = [{ name: 'One', geometry: geometryBlob(4326, pointWkb(-1.6, 53.2)) }];
    writeGeoPackage(file(), 'first', WGS84_SRS, row);
    writeGeoPackage(file(), 'second "layer"', WGS84_SRS, row);
    await refusedWith(file(), /several layers.*--table: first, second "layer"/);
    await refusedWith(file(), /no layer “third”/, { reading: { table: 'third' } });
    assert.equal((await record.import(file(), { reading: { table: 'second "layer"' } })).added, 1);
  });

  test('in an unknown system, cut off, or not a GeoPackage at all is refused', async () => {
    const row = [{ name: 'One', geometry: geometryBlob(2157, pointWkb(-1.6, 53.2)) }];
    writeGeoPackage(
      file(),
      'sites',
      { id: 2157, organization: 'EPSG', code: 2157, definition: 'PROJCS["IRENET95 / Irish Transverse Mercator"]' },
      row,
    );
    await refusedWith(file(), /coordinate system “EPSG 2157”/);
    await refusedWith(record.write('cut.gpkg', readFileSync(file()).subarray(0, 5000)), /is damaged/);
    await refusedWith(record.store.file, /not a GeoPackage/);
  });
});

describe('a Shapefile', () => {
  const places = [
    { name: 'Café Ròs', ...GRID },
    { name: 'Two', x: 440_000, y: 350_000 },
  ];
  const parts = (more: Record<string, Buffer | string> = {}) => ({
    'sites/benches.shp': shpOf(places),
    'sites/benches.dbf': dbfOf(places),
    'sites/benches.prj': GRID_PRJ,
    'sites/benches.cpg': 'UTF-8',
    'sites/readme.txt': 'Made for a test.',
    '__MACOSX/sites/._benches.shp': 'x',
    ...more,
  });
  const zip = (more = {}) => writeZip(join(record.folder, 'any-name.bin'), parts(more));
  const unpacked = () => readdirSync(tmpdir()).filter(name => name.startsWith('dtp-shapefile-')).length;

  test('in an archive gives its features, by its .prj and .cpg, and leaves nothing behind', async () => {
    const before = unpacked();
    await record.import(await zip());
    assert.deepEqual(await titles(), ['Café Ròs', 'Two']);
    assert.equal(await latitude(), 53.22);
    assert.equal(unpacked(), before);
  });

  test('lying open with its table beside it', async () => {
    const file = record.write('Benches.SHP', shpOf(places));
    await refusedWith(file, /no \.dbf/);
    record.write('benches.DBF', dbfOf(places));
    await refusedWith(file, /add --crs/);
    await record.import(file, { reading: { crs: 'EPSG:27700' } });
    assert.equal(await latitude(), 53.22);
  });

  test('that is cut off or damaged is refused', async () => {
    await refusedWith(await zip({ 'sites/benches.shp': shpOf(places).subarray(0, 120) }), /breaks off/);
    await refusedWith(await zip({ 'sites/benches.dbf': dbfOf(places).subarray(0, 100) }), /breaks off/);
    await refusedWith(await zip({ 'sites/benches.prj': 'PROJCS["TM75_Irish_Grid",GEOGCS["GCS_TM75"]]' }), /coordinate system/);
    const whole = readFileSync(await zip());
    await refusedWith(record.write('cut.zip', whole.subarray(0, whole.length - 40)), /is damaged/);
    const broken = Buffer.from(whole);
    broken.fill(0xff, 60, 90);
    await refusedWith(record.write('broken.zip', broken), /is damaged/);
  });

  test('has to be the only one of its archive, and one at all', async () => {
    await refusedWith(await zip({ 'other/walks.shp': shpOf(places) }), /several Shapefiles \(sites\/benches\.shp, other\/walks\.shp\)/);
    await refusedWith(await writeZip(join(record.folder, 'none.zip'), { 'a.txt': 'x' }), /without a Shapefile/);
  });

  test('in an archive made to fill a disk is not unpacked', async () => {
    const before = unpacked();
    const bomb = await zip({ 'sites/benches.sbn': Buffer.alloc(20 * 1024 * 1024) });
    await refusedWith(bomb, /200 times its size/);
    // The same archive again, with a size in its directory that is not true.
    const lying = readFileSync(await zip({ 'sites/benches.shp': Buffer.alloc(3 * 1024 * 1024) }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(3 * 1024 * 1024);
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 4)) lying.writeUInt32LE(1000, at);
    await refusedWith(record.write('lying.zip', lying), /is damaged/);
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`f${at}.txt`, 'x']));
    await refusedWith(await writeZip(join(record.folder, 'many.zip'), files), /more than 1,000 files/);
    assert.equal(unpacked(), before);
  });

  test('in an archive whose names lead elsewhere writes nothing there', async () => {
    const outside = join(record.folder, 'evil.shp');
    const bytes = readFileSync(await zip({ 'x/evil.shp.txt': 'x' }));
    const text = bytes.toString('latin1').replaceAll('x/evil.shp.txt', '../../evil.shp');
    writeFileSync(join(record.folder, 'evil.zip'), Buffer.from(text, 'latin1'));
    await refusedWith(join(record.folder, 'evil.zip'), /is damaged/);
    assert.equal(existsSync(outside), false);
  });
});
