import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Boundary, createBoundaryMap, NOTHING_DERIVED, projectBoundary } from './boundary-map.ts';
import { fromGrid, type GridPoint } from './grid.ts';

const CORNER = { easting: 420_000, northing: 350_000 };
const at = (east: number, north: number): GridPoint => ({ easting: CORNER.easting + east, northing: CORNER.northing + north });

const ring = (points: readonly (readonly [number, number])[]): number[][] =>
  [...points, ...points.slice(0, 1)].map(([east, north]) => {
    const { lat, lng } = fromGrid(at(east, north));
    return [lng, lat];
  });

const box = (west: number, south: number, east: number, north: number): (readonly [number, number])[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

const boundary = (kind: Boundary['kind'], gss: string, name: string, ...rings: number[][][]): Boundary => ({
  kind,
  gss,
  name,
  geometry: { type: 'Polygon', coordinates: rings },
});

const NAMES = new Map([
  ['E1', 'Left'],
  ['E2', 'Right'],
  ['E3', 'Top'],
  ['E4', 'Top'],
]);
const mapOf = (...boundaries: readonly Boundary[]) => createBoundaryMap(boundaries.map(projectBoundary), gss => NAMES.get(gss));

const left = boundary('district', 'E1', 'Left', ring(box(0, 0, 5000, 5000)));
const right = boundary('district', 'E2', 'Right', ring(box(5000, 0, 10_000, 5000)));
const top = boundary('neighbour', 'E3', 'Top', ring(box(0, 5000, 10_000, 10_000)));
const park = boundary('park', 'P', 'Park', ring(box(0, 0, 2000, 2000)), ring(box(500, 500, 1500, 1500)));

describe('a point among boundaries', () => {
  const map = mapOf(left, right, top, park);

  test('has its distance to the nearest other district, kept up to a kilometre', () => {
    assert.deepEqual(map.measure(at(4950, 2500), 'E1'), { inPark: false, parkEdgeM: null, nearGss: 'E2', nearM: 50 });
    assert.equal(map.measure(at(4100, 2500), 'E1').nearM, 900);
    assert.equal(map.measure(at(3500, 2500), 'E1').nearGss, null);
  });

  test('that lies in another district than the one stated is at no distance from it', () => {
    assert.deepEqual(map.measure(at(5030, 2500), 'E1'), { inPark: false, parkEdgeM: null, nearGss: 'E2', nearM: 0 });
  });

  test('has a partner’s district before a nearer neighbour’s, within a hundred metres', () => {
    assert.equal(map.measure(at(4920, 4990), 'E1').nearGss, 'E2');
    assert.equal(map.measure(at(4800, 4950), 'E1').nearGss, 'E3');
  });

  test('is in its own council also under the council’s other code', () => {
    assert.equal(map.measure(at(8000, 8000), 'E4').nearGss, null);
    assert.equal(map.measure(at(8000, 5060), 'E4').nearGss, 'E2');
  });

  test('is inside the park or in a hole of it, with the distance to its edge', () => {
    assert.deepEqual(map.measure(at(250, 1000), 'E1'), { inPark: true, parkEdgeM: 250, nearGss: null, nearM: null });
    assert.equal(map.measure(at(1000, 1000), 'E1').inPark, false);
    assert.equal(map.measure(at(1000, 1000), 'E1').parkEdgeM, 500);
  });

  test('has no side of a park that is not on record', () => {
    assert.equal(mapOf(left, right).measure(at(100, 100), 'E1').inPark, null);
    assert.deepEqual(createBoundaryMap([], () => undefined).measure(at(100, 100), 'E1'), NOTHING_DERIVED);
  });
});

test('any point in any star of any size is inside as a plain even-odd count says, and as far from its edge', () => {
  const star = fc.array(fc.tuple(fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 0, max: 6000 })), { minLength: 3, maxLength: 12 });
  const point = fc.tuple(fc.integer({ min: -200, max: 6200 }), fc.integer({ min: -200, max: 6200 }));
  fc.assert(
    fc.property(star, point, (corners, [east, north]) => {
      const shape = boundary('park', 'P', 'Park', ring(corners));
      const { inPark, parkEdgeM } = mapOf(shape).measure(at(east, north), null);
      const plain = plainly(corners, east, north);
      // Within a metre of the edge rounding decides.
      if (plain.edge > 1) assert.equal(inPark, plain.isInside);
      if (plain.edge < 999) assert.ok(parkEdgeM !== null && Math.abs(parkEdgeM - plain.edge) <= 1, `${parkEdgeM} and ${plain.edge}`);
      else if (plain.edge > 1001) assert.equal(parkEdgeM, null);
    }),
    { numRuns: 200 },
  );
});

/** The same by the shortest way there is. */
const plainly = (corners: readonly (readonly [number, number])[], x: number, y: number): { isInside: boolean; edge: number } => {
  let isInside = false;
  let edge = Infinity;
  corners.forEach(([x1, y1], index) => {
    const [x2, y2] = corners[(index + 1) % corners.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) isInside = !isInside;
    const length2 = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length2));
    edge = Math.min(edge, Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)));
  });
  return { isInside, edge };
};
