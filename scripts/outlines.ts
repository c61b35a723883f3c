import type { GeoJsonProperties } from 'geojson';
import { mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { ArcIndexes, GeometryCollection, GeometryObject, MultiPolygon, Polygon, Topology, Transform } from 'topojson-specification';
import { fromGrid, toGrid } from '../api/src/places/grid.ts';
import type { GeoJsonArea } from '../api/src/store/schema.ts';
import { arcFaults } from './outline-faults.ts';

/** An area to draw: its GSS code, the name people use, and its full boundary in WGS84 degrees. */
export type Outline = { readonly gss: string; readonly title: string; readonly geometry: GeoJsonArea };
export type OutlineSources = { readonly districts: readonly Outline[]; readonly county: Omit<Outline, 'geometry'>; readonly park: Outline };

type Named = { title: string };
type AreaShape = Polygon<Named> | MultiPolygon<Named>;
type OutlineObjects = Record<'districts' | 'county' | 'park', GeometryCollection<Named>>;
/** Districts and county are made of the same arcs; the park is an object of its own, whose edge crosses theirs. */
export type Outlines = Topology<OutlineObjects>;

/** The one district that is no part of the county: Derby, a unitary. */
const UNITARY = 'E06000015';
/** About five metres either way at 53° north: as exact as the National Grid shift is (places/grid.ts). */
const SCALE: Transform['scale'] = [0.000075, 0.000045];

type Position = readonly number[];
type Move = (position: Position) => number[];

const moved = (geometry: GeoJsonArea, move: Move): GeoJsonArea =>
  geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ring => ring.map(move)) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon => polygon.map(ring => ring.map(move))) };

const onGrid: Move = ([lng = Number.NaN, lat = Number.NaN]) => {
  const { easting, northing } = toGrid({ lat, lng });
  return [easting, northing];
};
const inDegrees: Move = ([easting = Number.NaN, northing = Number.NaN]) => {
  const { lat, lng } = fromGrid({ easting, northing });
  return [lng, lat];
};

/** The signed area of a ring in the square of its unit: positive where it runs counter-clockwise. */
export const signedArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

/** An area on the National Grid in square metres, without its holes. */
export const areaM2 = (geometry: GeoJsonArea): number => {
  const { type, coordinates } = moved(geometry, onGrid);
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const net = ([outer = [], ...holes]: number[][][]): number =>
    holes.reduce((area, hole) => area - Math.abs(signedArea(hole)), Math.abs(signedArea(outer)));
  return polygons.reduce((sum, polygon) => sum + net(polygon), 0);
};

const shapesOf = (object: GeometryObject<GeoJsonProperties> | undefined): AreaShape[] => {
  if (object?.type !== 'GeometryCollection') throw new Error('An object of the outlines is not a collection.');
  return object.geometries.map(({ id, properties, ...shape }) => {
    const title: unknown = properties && 'title' in properties ? properties.title : undefined;
    if ((shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') || id === undefined || typeof title !== 'string')
      throw new Error('An outline is not an area with a code and a title.');
    return { ...shape, id, properties: { title } };
  });
};

/** Rings that run as RFC 7946 (3.1.6) has them: the outer one counter-clockwise, holes clockwise. */
const wound = (polygon: ArcIndexes[], arcs: Topology['arcs']): ArcIndexes[] =>
  polygon.map((ring, index) => {
    const positions = ring.flatMap(arc => (arc < 0 ? [...(arcs[~arc] ?? [])].reverse() : (arcs[arc] ?? [])).slice(1));
    const isRight = signedArea(positions) > 0 === (index === 0);
    return isRight ? ring : [...ring].reverse().map(arc => ~arc);
  });

const woundShape = (shape: AreaShape, arcs: Topology['arcs']): AreaShape => {
  if (shape.type === 'Polygon') return { ...shape, arcs: wound(shape.arcs, arcs) };
  const [only, ...more] = shape.arcs;
  const { type: _, arcs: __, ...rest } = shape;
  if (only && more.length === 0) return { ...rest, type: 'Polygon', arcs: wound(only, arcs) };
  return { ...shape, arcs: shape.arcs.map(polygon => wound(polygon, arcs)) };
};

/** The full boundaries on the National Grid, their shared edges found, every vertex with the area in square metres that it stands for. */
const weighed = ({ districts, county, park }: OutlineSources): Outlines => {
  const collection = (outlines: readonly Outline[]) => ({
    type: 'FeatureCollection' as const,
    features: outlines.map(({ gss, title, geometry }) => ({
      type: 'Feature' as const,
      id: gss,
      properties: { title },
      geometry: moved(geometry, onGrid),
    })),
  });
  const { arcs, objects } = topology({ districts: collection(districts), park: collection([park]) });
  const shapes = shapesOf(objects.districts);
  const countyShapes = shapes.filter(({ id }) => id !== UNITARY);
  const merged = mergeArcs({ type: 'Topology', objects: {}, arcs }, countyShapes);
  const whole: MultiPolygon<Named> = { ...merged, id: county.gss, properties: { title: county.title } };
  const wind = (of: readonly AreaShape[]): GeometryCollection<Named> => ({
    type: 'GeometryCollection',
    geometries: of.map(shape => woundShape(shape, arcs)),
  });
  return presimplify({
    type: 'Topology',
    arcs,
    objects: { districts: wind(shapes), county: wind([whole]), park: wind(shapesOf(objects.park)) },
  });
};

/** The outlines in degrees without the vertices that stand for less than `toleranceM2`, on a grid of about five metres. */
const generalised = (full: Outlines, toleranceM2: number): Outlines => {
  const { arcs, objects } = simplify(full, toleranceM2);
  const degrees = arcs.map(arc => arc.map(inDegrees));
  const positions = degrees.flat();
  const low = (axis: 0 | 1): number =>
    Math.floor(positions.reduce((least, position) => Math.min(least, position[axis] ?? least), Infinity) * 10) / 10;
  return quantize({ type: 'Topology', objects, arcs: degrees }, { scale: SCALE, translate: [low(0), low(1)] });
};

/** Tolerances to try, finest first, in square metres. */
function* tolerances(): Generator<number> {
  for (let tolerance = 200; tolerance < 100_000; tolerance *= 1.03) yield Math.round(tolerance);
}

/** The finest generalisation whose text, as `write` gives it, has at most `bytes` and in which nothing crosses. */
export const outlinesWithin = (
  bytes: number,
  sources: OutlineSources,
  write: (outlines: Outlines) => string,
): { text: string; outlines: Outlines; toleranceM2: number } => {
  const full = weighed(sources);
  for (const toleranceM2 of tolerances()) {
    const outlines = generalised(full, toleranceM2);
    const text = write(outlines);
    if (Buffer.byteLength(text) <= bytes && arcFaults(outlines).length === 0) return { text, outlines, toleranceM2 };
  }
  throw new Error(`No generalisation of the outlines fits into ${bytes} bytes without edges that cross.`);
};
