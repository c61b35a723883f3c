import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { Polygon } from 'topojson-specification';
import townsFile from '../api/data/towns.json' with { type: 'json' };
import type { GeoJsonArea } from '../api/src/store/schema.ts';
import { arcFaults, arcsOf } from './outline-faults.ts';
import { areaM2, type Outline, type Outlines, outlinesWithin, signedArea } from './outlines.ts';

const text = readFileSync(new URL('../api/data/layers/outlines.topo.json', import.meta.url), 'utf8');
const outlines: Outlines = JSON.parse(text);

/** Square kilometres inside the full boundaries, as `node scripts/build-outlines.ts` prints them: ONS, December 2019; Natural England. */
const TRUE_KM2: Readonly<Record<string, number>> = {
  E06000015: 78.031,
  E07000032: 265.437,
  E07000033: 160.337,
  E07000034: 66.035,
  E07000035: 795.315,
  E07000036: 109.631,
  E07000037: 540.25,
  E07000038: 275.622,
  E07000039: 338.13,
  E26000006: 1437.831,
};
const DERBY = 'E06000015';

type Drawn = { readonly gss: string; readonly title: unknown; readonly geometry: GeoJsonArea };

const areasOf = (name: 'districts' | 'county' | 'park'): Drawn[] => {
  const { features }: FeatureCollection = feature(outlines, outlines.objects[name]);
  return features.map(({ id, properties, geometry }) => {
    assert(geometry.type === 'Polygon' || geometry.type === 'MultiPolygon');
    return { gss: String(id), title: properties?.title, geometry };
  });
};

const polygonsOf = ({ type, coordinates }: GeoJsonArea): number[][][][] => (type === 'Polygon' ? [coordinates] : coordinates);

/** Even-odd: true for a point inside one ring, and outside again in a hole. */
const isInside = ({ geometry }: Drawn, x: number, y: number): boolean =>
  polygonsOf(geometry)
    .flat()
    .flatMap(ring => ring.slice(1).map((to, index) => [ring[index] ?? to, to] as const))
    .filter(([[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]]) => y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)).length %
    2 ===
  1;

test('The outlines take at most 60 kB', () => {
  assert(Buffer.byteLength(text) <= 60_000, `${Buffer.byteLength(text)} bytes`);
});

test('Every district, the county and the park are there, by the names people use', () => {
  const names = (['districts', 'county', 'park'] as const).flatMap(name => areasOf(name).map(({ gss, title }) => `${gss} ${title}`));
  assert.deepEqual(names, [
    'E07000032 Amber Valley',
    'E07000033 Bolsover',
    'E07000034 Chesterfield',
    'E06000015 Derby',
    'E07000035 Derbyshire Dales',
    'E07000036 Erewash',
    'E07000037 High Peak',
    'E07000038 North East Derbyshire',
    'E07000039 South Derbyshire',
    'E10000007 Derbyshire',
    'E26000006 Peak District National Park',
  ]);
});

test('Edges that districts share are shared, and the county is made of the edges of its districts', () => {
  const uses = new Map<number, number>();
  for (const shape of outlines.objects.districts.geometries) {
    assert(shape.type === 'Polygon');
    for (const arc of shape.arcs.flat()) uses.set(arc, (uses.get(arc) ?? 0) + 1);
  }
  // A shared arc is walked once in each direction, which topojson writes as n and ~n.
  assert([...uses.values()].every(count => count === 1));
  const shared = [...uses.keys()].filter(arc => arc >= 0 && uses.has(~arc));
  assert(shared.length >= 12, `${shared.length} shared edges`);
  const ofDistricts = arcsOf(outlines.objects.districts);
  assert([...arcsOf(outlines.objects.county)].every(arc => ofDistricts.has(arc)));
});

test('No outline crosses itself, and no district another', () => {
  assert.deepEqual(arcFaults(outlines), []);
});

test('Outer rings run counter-clockwise and holes clockwise, as RFC 7946 has them', () => {
  for (const { title, geometry } of (['districts', 'county', 'park'] as const).flatMap(areasOf))
    for (const [outer = [], ...holes] of polygonsOf(geometry)) {
      assert(signedArea(outer) > 0, `${title}, outer ring`);
      assert(
        holes.every(hole => signedArea(hole) < 0),
        `${title}, holes`,
      );
    }
});

test('Each area is within one per cent of the true one; the county is its districts together', () => {
  const districts = areasOf('districts');
  for (const { gss, title, geometry } of [...districts, ...areasOf('park')]) {
    const truth = TRUE_KM2[gss] ?? Number.NaN;
    const drawn = areaM2(geometry) / 1e6;
    assert(Math.abs(drawn - truth) <= truth / 100, `${title}: ${drawn} km² drawn, ${truth} in truth`);
  }
  const together = districts.filter(({ gss }) => gss !== DERBY).reduce((sum, { geometry }) => sum + areaM2(geometry), 0);
  for (const { geometry } of areasOf('county')) assert(Math.abs(areaM2(geometry) - together) < 1000);
});

test('At least 99 of 100 towns and villages lie in the district they belong to', () => {
  const districts = areasOf('districts');
  const astray = townsFile.towns.filter(({ spot, at: [lat = Number.NaN, lng = Number.NaN] }) => {
    const gss = spot.slice(0, 9);
    const found = districts.find(district => isInside(district, lng, lat))?.gss;
    return found !== (districts.some(district => district.gss === gss) ? gss : undefined);
  });
  assert(astray.length <= townsFile.towns.length / 100, astray.map(({ name }) => name).join(', '));
});

const square = (gss: string, west: number, south: number): Outline => ({
  gss,
  title: gss,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west, south + 0.1],
        [west + 0.1, south + 0.1],
        [west + 0.1, south],
        [west, south],
      ],
    ],
  },
});

test('A limit that no generalisation meets is a fault, and nothing is written', () => {
  const sources = {
    districts: [square('E07000032', -1.5, 53)],
    county: { gss: 'E10000007', title: '' },
    park: square('E26000006', -1.6, 53),
  };
  assert.throws(() => outlinesWithin(10, sources, JSON.stringify), /fits into 10 bytes/);
  const { outlines: drawn } = outlinesWithin(2000, sources, JSON.stringify);
  assert.equal(drawn.objects.county.geometries.length, 1);
});

/** An arc from "x,y x,y …", written as a quantised topology has it: each position in steps from the one before. */
const arc = (positions: string): number[][] =>
  positions
    .split(' ')
    .map(position => position.split(',').map(Number))
    .map(([x = 0, y = 0], index, all) => [x - (all[index - 1]?.[0] ?? 0), y - (all[index - 1]?.[1] ?? 0)]);

const ringOf = (...arcs: string[]) => {
  const shape: Polygon = { type: 'Polygon', arcs: [arcs.map((_, index) => index)] };
  return {
    type: 'Topology' as const,
    arcs: arcs.map(arc),
    objects: { only: { type: 'GeometryCollection' as const, geometries: [shape] } },
  };
};

test('Edges that cross, touch or run back are found', () => {
  const faultsOf = (ring: string): string => arcFaults(ringOf(ring)).join(' ');
  assert.match(faultsOf('0,0 10,10 10,0 0,10 0,0'), /cross or touch/, 'a bow tie');
  assert.match(faultsOf('0,0 10,0 10,5 10,2 0,10 0,0'), /cross or touch/, 'a spike');
  assert.match(faultsOf('0,0 10,0 10,10 5,0 0,10 0,0'), /cross or touch/, 'a corner on another edge');
  assert.equal(faultsOf('0,0 10,0 10,10 0,10 0,0'), '', 'a square');
});

test('A corner that a line passes twice is found, and ends where arcs meet are none', () => {
  assert.match(arcFaults(ringOf('0,0 10,0 5,5 10,10 0,10 5,5 0,0')).join(' '), /passed twice/);
  assert.deepEqual(arcFaults(ringOf('0,0 10,0 10,10', '10,10 0,10 0,0')), []);
});
