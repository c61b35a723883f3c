import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { identify, readBoundaryFile } from './geojson.ts';

const RING = [
  [-1.5, 53],
  [-1.4, 53],
  [-1.4, 53.1],
  [-1.5, 53],
];
const file = (geometry: unknown): string =>
  JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] });
const fault = (text: string): string => {
  const read = readBoundaryFile(text);
  return typeof read === 'string' ? read : (read[0]?.fault ?? 'taken');
};

describe('a boundary file', () => {
  test('may hold polygons and multipolygons, with heights, which are left out', () => {
    assert.equal(fault(file({ type: 'Polygon', coordinates: [RING] })), 'taken');
    const read = readBoundaryFile(file({ type: 'MultiPolygon', coordinates: [[RING.map(([lng, lat]) => [lng, lat, 120])], [RING]] }));
    assert.ok(typeof read !== 'string');
    assert.deepEqual(read[0]?.area, { type: 'MultiPolygon', coordinates: [[RING], [RING]] });
  });

  test('may begin with a byte order mark, and may be a single feature', () => {
    assert.equal(fault(`\ufeff${file({ type: 'Polygon', coordinates: [RING] })}`), 'taken');
    assert.equal(fault(JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [RING] } })), 'taken');
  });

  test('with latitude and longitude swapped is told so', () => {
    const swapped = RING.map(([lng, lat]) => [lat, lng]);
    assert.match(fault(file({ type: 'Polygon', coordinates: [swapped] })), /wrong way round: \[53, -1.5\] should be \[-1.5, 53\]/);
  });

  test('in eastings and northings is told so', () => {
    assert.match(
      fault(file({ type: 'Polygon', coordinates: [RING.map(() => [436031, 335411])] })),
      /not in degrees: export the file as WGS84/,
    );
    const british = { type: 'FeatureCollection', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } }, features: [] };
    assert.match(fault(JSON.stringify(british)), /coordinate system urn:ogc:def:crs:EPSG::27700/);
  });

  test('is refused with what is wrong', () => {
    assert.match(fault('{'), /is not JSON/);
    assert.match(fault('[]'), /is not GeoJSON/);
    assert.match(fault('{"type":"Topology"}'), /not a GeoJSON FeatureCollection/);
    assert.match(fault(file(null)), /has no geometry/);
    assert.match(fault(file({ type: 'LineString', coordinates: RING })), /is a LineString/);
    assert.match(fault(file({ type: 'Polygon', coordinates: [] })), /without rings/);
    assert.match(fault(file({ type: 'Polygon', coordinates: [RING.slice(0, 3)] })), /fewer than four/);
    assert.match(fault(file({ type: 'Polygon', coordinates: [[...RING.slice(0, 3), [-1.45, 53.05]]] })), /not closed/);
    assert.match(fault(file({ type: 'Polygon', coordinates: [RING.map(([lng]) => [lng, null])] })), /not a pair of numbers/);
    assert.match(fault(file({ type: 'Polygon', coordinates: [RING.map(([lng]) => [lng, 10])] })), /not in Great Britain/);
  });
});

test('codes and names are found under the names that ONS and others give them', () => {
  assert.deepEqual(identify({ FID: 1, LAD19CD: 'E07000032', LAD19NM: 'Amber Valley' }, 'district'), {
    gss: 'E07000032',
    name: 'Amber Valley',
  });
  assert.deepEqual(identify({ lad25cd: 'E07000032', lad25nm: 'Amber Valley' }, 'neighbour'), { gss: 'E07000032', name: 'Amber Valley' });
  assert.deepEqual(identify({ NPARK16CD: 'E26000006', NPARK16NM: 'Peak District' }, 'park'), { gss: 'E26000006', name: 'Peak District' });
  assert.deepEqual(identify({ WD25CD: 'E05008809', WD25NM: 'Aston', LAD25CD: 'E07000039' }, 'ward'), { gss: 'E05008809', name: 'Aston' });
  assert.deepEqual(identify({ CTY23CD: 'E10000007', CTY23NM: 'Derbyshire' }, 'county'), { gss: 'E10000007', name: 'Derbyshire' });
  assert.deepEqual(identify({ gss: 'E07000032', name: 'Amber Valley' }, 'district'), { gss: 'E07000032', name: 'Amber Valley' });
  assert.deepEqual(identify({ gss: 'AMB', name: 7 }, 'district'), { gss: undefined, name: undefined });
});
