import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readGeometry } from './geometry.ts';
import { NATIONAL_GRID, projectionOf, WGS84 } from './projection.ts';

const square = (west: number, south: number, size: number): number[][] => {
  const [east, north] = [Number((west + size).toFixed(7)), Number((south + size).toFixed(7))];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
};
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const fault = (value: unknown, projection = WGS84): string => {
  const read = readGeometry(value, projection);
  assert.equal(typeof read, 'string', JSON.stringify(read));
  return String(read);
};

describe('a geometry', () => {
  test('is kept in two dimensions, to the centimetre', () => {
    assert.deepEqual(readGeometry({ type: 'Point', coordinates: [-1.67498765432, 53.2134, 120] }, WGS84), {
      type: 'Point',
      coordinates: [-1.6749877, 53.2134],
    });
  });

  test('on the National Grid is turned into degrees', () => {
    const read = readGeometry({ type: 'Point', coordinates: [421_610, 368_877] }, NATIONAL_GRID);
    assert.ok(typeof read !== 'string' && read.type === 'Point');
    const [lng = 0, lat = 0] = read.coordinates;
    assert.ok(Math.abs(lng - -1.6774) < 0.001 && Math.abs(lat - 53.2165) < 0.001, `${lng} ${lat}`);
  });

  test('has its rings run as RFC 7946 says, whichever way they came', () => {
    const outer = square(-1.7, 53.1, 0.1);
    const hole = square(-1.68, 53.12, 0.02);
    const read = readGeometry(polygon(outer.toReversed(), hole), WGS84);
    assert.deepEqual(read, polygon(outer, hole.toReversed()));
  });

  for (const [what, value, reason] of [
    ['no geometry', null, /no geometry/],
    ['a collection', { type: 'GeometryCollection', geometries: [] }, /GeometryCollection/],
    ['an unknown kind', { type: 'Circle', coordinates: [] }, /“Circle”/],
    ['no positions', { type: 'Point', coordinates: [] }, /without positions/],
    ['no polygons', { type: 'MultiPolygon', coordinates: [] }, /without positions/],
    ['no coordinates', { type: 'LineString' }, /without positions/],
    ['latitude first', { type: 'Point', coordinates: [53.2, -1.6] }, /the wrong way round: \[53\.2, -1\.6\] should be \[-1\.6, 53\.2\]/],
    ['metres', { type: 'Point', coordinates: [421_610, 368_877] }, /easting and northing.*--crs EPSG:27700/],
    ['another country', { type: 'Point', coordinates: [2.35, 48.85] }, /not in Great Britain/],
    ['nowhere', { type: 'Point', coordinates: [0, 0] }, /not in Great Britain/],
    ['a number that is none', { type: 'Point', coordinates: [Number.NaN, 53] }, /not a pair of numbers/],
    ['text for a number', { type: 'Point', coordinates: ['-1.6', '53.2'] }, /not a pair of numbers/],
    ['one number', { type: 'Point', coordinates: [-1.6] }, /not a pair of numbers/],
    ['a line of one position', { type: 'LineString', coordinates: [[-1.6, 53.2]] }, /fewer than two different/],
    [
      'a line that stays where it is',
      {
        type: 'LineString',
        coordinates: [
          [-1.6, 53.2],
          [-1.6, 53.2],
        ],
      },
      /fewer than two different/,
    ],
    ['a ring of three', polygon(square(-1.7, 53.1, 0.1).slice(0, 3)), /fewer than four/],
    ['an open ring', polygon(square(-1.7, 53.1, 0.1).slice(0, 4)), /not closed/],
    [
      'a flat ring',
      polygon([
        [-1.7, 53.1],
        [-1.6, 53.1],
        [-1.65, 53.1],
        [-1.7, 53.1],
      ]),
      /without any area/,
    ],
    ['rings too deep', { type: 'Polygon', coordinates: square(-1.7, 53.1, 0.1) }, /fewer than four|not a pair/],
  ] as const)
    test(`with ${what} is refused with a reason`, () => assert.match(fault(value), reason));

  test('in degrees among metres is refused as mixed', () => {
    assert.match(fault({ type: 'Point', coordinates: [-1.6, 53.2] }, NATIONAL_GRID), /looks like degrees.*British National Grid/);
  });
});

describe('a ring', () => {
  const bow = [
    [-1.7, 53.1],
    [-1.6, 53.2],
    [-1.6, 53.1],
    [-1.7, 53.2],
    [-1.7, 53.1],
  ];

  test('that crosses itself is refused, and the reason says where', () => {
    assert.match(
      fault(polygon([...bow.slice(0, 4), [-1.75, 53.15], [-1.7, 53.1]])),
      /crosses itself or another near latitude 53\.15, longitude -1\.65/,
    );
  });

  test('that crosses a hole of its polygon is refused', () => {
    assert.match(fault(polygon(square(-1.7, 53.1, 0.1), square(-1.65, 53.15, 0.1))), /crosses/);
  });

  test('that touches itself or its hole at a point is fine', () => {
    const touching = [
      [-1.7, 53.1],
      [-1.6, 53.1],
      [-1.65, 53.15],
      [-1.6, 53.2],
      [-1.7, 53.2],
      [-1.65, 53.15],
      [-1.7, 53.1],
    ];
    assert.notEqual(typeof readGeometry(polygon(touching), WGS84), 'string');
    const hole = [
      [-1.7, 53.15],
      [-1.65, 53.17],
      [-1.65, 53.13],
      [-1.7, 53.15],
    ];
    assert.notEqual(typeof readGeometry(polygon(square(-1.7, 53.1, 0.1), hole), WGS84), 'string');
  });

  const around = (distances: readonly number[]): number[][] =>
    distances.map((distance, at) => {
      const angle = (at / distances.length) * 2 * Math.PI;
      return [-1.5 + distance * Math.cos(angle), 53 + distance * Math.sin(angle)];
    });
  const closed = (path: readonly number[][]): number[][] => [...path, path[0] ?? []];

  test('around a point, at any distances, never crosses itself', () => {
    const distances = fc.array(fc.double({ min: 0.05, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 60 });
    fc.assert(fc.property(distances, found => assert.notEqual(typeof readGeometry(polygon(closed(around(found))), WGS84), 'string')));
  });

  test('on a circle always crosses itself when two neighbours change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 60 }), fc.nat(), (count, any) => {
        const corners = around(Array.from({ length: count }, () => 0.1));
        const at = any % (count - 1);
        const swapped = corners.toSpliced(at, 2, corners[at + 1] ?? [], corners[at] ?? []);
        assert.match(fault(polygon(closed(swapped))), /crosses itself/);
      }),
    );
  });
});

test('coordinate systems are known by code, name or well-known text, and refused where the way to degrees is not sure', () => {
  for (const said of [
    'EPSG:27700',
    '27700',
    'urn:ogc:def:crs:EPSG::27700',
    'http://www.opengis.net/def/crs/EPSG/0/27700',
    'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936"]]',
  ])
    assert.equal(projectionOf(said), NATIONAL_GRID, said);
  for (const said of ['EPSG:4326', 'urn:ogc:def:crs:OGC:1.3:CRS84', 'OGC:CRS84', 'EPSG:4258', 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]'])
    assert.equal(projectionOf(said), WGS84, said);
  const [lng = 0, lat = 0] = projectionOf('EPSG:3857')?.toDegrees(-186_460, 7_020_000) ?? [];
  assert.ok(Math.abs(lng - -1.675) < 0.01 && Math.abs(lat - 53.2) < 0.1, `${lng} ${lat}`);
  const utm =
    'PROJCS["WGS_1984_UTM_Zone_30N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",-3],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["Meter",1]]';
  const [utmLng = 0] = projectionOf(utm)?.toDegrees(588_000, 5_896_000) ?? [];
  assert.ok(Math.abs(utmLng - -1.68) < 0.02, String(utmLng));
  for (const said of ['EPSG:29903', 'PROJCS["TM75_Irish_Grid",GEOGCS["GCS_TM75"]]', 'somewhere', ''])
    assert.equal(projectionOf(said), undefined, said);
});
