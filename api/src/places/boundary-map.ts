import Flatbush from 'flatbush';
import type { GeoJsonArea } from '../store/schema.ts';
import { BOUNDARY_M } from './evidence.ts';
import { type GridPoint, toGrid } from './grid.ts';
import { distanceToSegment, isCrossed } from './segments.ts';

/** A boundary on record. `neighbour`s are councils around the partnership. */
export type Boundary = {
  readonly kind: 'district' | 'neighbour' | 'park';
  readonly gss: string;
  readonly name: string;
  readonly geometry: GeoJsonArea;
};

/** What the boundaries say about a point; see the columns of the same names in store/schema.ts. */
export type Derived = {
  readonly inPark: boolean | null;
  readonly parkEdgeM: number | null;
  readonly nearGss: string | null;
  readonly nearM: number | null;
};

export const NOTHING_DERIVED: Derived = { inPark: null, parkEdgeM: null, nearGss: null, nearM: null };

/** Distances are kept up to here, in metres. */
const KEPT_M = 1000;
/** Searched in widening squares: most points are far from any boundary or very near one. */
const REACHES_M = [BOUNDARY_M, 400, KEPT_M];
/** Height of the bands that a shape's edges are sorted into, in metres. */
const BAND_M = 250;

type Segments = { readonly coordinates: Float64Array; readonly owner: Uint16Array; readonly tree: Flatbush };
type Shape = {
  readonly boundary: ProjectedBoundary;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** For each band, from `minY` upwards, the numbers of the segments that cross it. */
  readonly bands: readonly Uint32Array[];
};

/** A boundary on the National Grid. `segments` has four numbers each: x1, y1, x2, y2 in metres. */
export type ProjectedBoundary = Omit<Boundary, 'geometry'> & { readonly segments: Float64Array };

const ringsOf = (geometry: GeoJsonArea): number[][][] => (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat());

/** Projects a boundary, so that its geometry need not be kept: as GeoJSON it takes ten times the room. */
export const projectBoundary = ({ kind, gss, name, geometry }: Boundary): ProjectedBoundary => {
  const rings = ringsOf(geometry);
  const segments = new Float64Array(rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0) * 4);
  let filled = 0;
  for (const ring of rings) {
    let from: GridPoint | undefined;
    for (const [lng = Number.NaN, lat = Number.NaN] of ring) {
      const to = toGrid({ lat, lng });
      if (from) {
        segments.set([from.easting, from.northing, to.easting, to.northing], filled);
        filled += 4;
      }
      from = to;
    }
  }
  return { kind, gss, name, segments };
};

const at = (numbers: Float64Array, index: number): number => numbers[index] ?? Number.NaN;

/** Sorts a shape's segments into bands, so that a ray meets only those of its own height. */
const shapeOf = (boundary: ProjectedBoundary, coordinates: Float64Array, first: number, end: number): Shape => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let segment = first; segment < end; segment++) {
    const x = at(coordinates, segment * 4);
    const y = at(coordinates, segment * 4 + 1);
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const bands: number[][] = Array.from({ length: Math.floor((maxY - minY) / BAND_M) + 1 }, () => []);
  for (let segment = first; segment < end; segment++) {
    const from = at(coordinates, segment * 4 + 1);
    const to = at(coordinates, segment * 4 + 3);
    const last = Math.floor((Math.max(from, to) - minY) / BAND_M);
    for (let band = Math.floor((Math.min(from, to) - minY) / BAND_M); band <= last; band++) bands[band]?.push(segment);
  }
  return { boundary, minX, minY, maxX, maxY, bands: bands.map(band => Uint32Array.from(band)) };
};

/** Even-odd ray casting over the band of the point's height. */
const contains = (shape: Shape, coordinates: Float64Array, { easting: x, northing: y }: GridPoint): boolean => {
  if (x < shape.minX || x > shape.maxX || y < shape.minY || y > shape.maxY) return false;
  let isInside = false;
  for (const segment of shape.bands[Math.floor((y - shape.minY) / BAND_M)] ?? [])
    if (isCrossed(coordinates, segment * 4, x, y)) isInside = !isInside;
  return isInside;
};

const indexSegments = (boundaries: readonly ProjectedBoundary[]): Segments => {
  const total = boundaries.reduce((sum, { segments }) => sum + segments.length, 0) / 4;
  const coordinates = new Float64Array(total * 4);
  const owner = new Uint16Array(total);
  const tree = new Flatbush(total);
  let segment = 0;
  boundaries.forEach(({ segments: numbers }, shape) => {
    coordinates.set(numbers, segment * 4);
    owner.fill(shape, segment, segment + numbers.length / 4);
    for (const end = segment + numbers.length / 4; segment < end; segment++) {
      const x1 = at(coordinates, segment * 4);
      const y1 = at(coordinates, segment * 4 + 1);
      const x2 = at(coordinates, segment * 4 + 2);
      const y2 = at(coordinates, segment * 4 + 3);
      tree.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }
  });
  tree.finish();
  return { coordinates, owner, tree };
};

type Near = { readonly gss: string; readonly m: number; readonly isPartner: boolean };

/** The nearest; but a partner's district within `BOUNDARY_M` goes before a neighbour's, because it is an area to offer. */
const nearestOf = (found: readonly Near[]): Near | undefined => {
  const rank = (near: Near) => (near.isPartner && near.m <= BOUNDARY_M ? near.m - KEPT_M * 2 : near.m);
  return found.reduce<Near | undefined>((best, near) => (best && rank(best) <= rank(near) ? best : near), undefined);
};

export type BoundaryMap = {
  /** What the boundaries say about a point of the district `gss` (null where that is not known). */
  measure(point: GridPoint, gss: string | null): Derived;
  /** The district that contains a point, a neighbour's or a partner's, and whether the park does; null for what no boundary on record says. */
  locate(point: GridPoint): { readonly gss: string | null; readonly inPark: boolean | null };
  /** Whether the boundary of a partner's district is on record. */
  readonly hasDistricts: boolean;
};

/**
 * An index over all boundaries on record, in metres on the National Grid. `nameOf` tells that two codes mean one council: Sheffield is
 * E08000019 in older files and E08000039 in newer ones.
 */
export const createBoundaryMap = (boundaries: readonly ProjectedBoundary[], nameOf: (gss: string) => string | undefined): BoundaryMap => {
  if (boundaries.every(({ segments }) => segments.length === 0))
    return { measure: () => NOTHING_DERIVED, locate: () => ({ gss: null, inPark: null }), hasDistricts: false };

  const { coordinates, owner, tree } = indexSegments(boundaries);
  let first = 0;
  const shapes = boundaries.map(boundary => {
    const begin = first;
    first += boundary.segments.length / 4;
    return shapeOf(boundary, coordinates, begin, first);
  });
  const parks = shapes.filter(shape => shape.boundary.kind === 'park');
  const districts = shapes.filter(shape => shape.boundary.kind !== 'park');

  /** Metres from the point to each shape's boundary, as far as within reach. */
  const edgesWithin = (point: GridPoint, reach: number): Map<Shape, number> => {
    const { easting: x, northing: y } = point;
    const edges = new Map<Shape, number>();
    for (const segment of tree.search(x - reach, y - reach, x + reach, y + reach)) {
      const shape = shapes[owner[segment] ?? -1];
      const m = distanceToSegment(coordinates, segment * 4, x, y);
      if (shape && m <= reach && m < (edges.get(shape) ?? Infinity)) edges.set(shape, m);
    }
    return edges;
  };

  const isOther = (shape: Shape, gss: string | null): boolean => {
    if (shape.boundary.gss === gss) return false;
    const own = gss === null ? undefined : nameOf(gss);
    return own === undefined || own !== (nameOf(shape.boundary.gss) ?? shape.boundary.name);
  };

  const nearestOther = (point: GridPoint, gss: string | null, edges: ReadonlyMap<Shape, number>): Near | undefined => {
    const found: Near[] = [];
    for (const shape of districts) {
      const m = contains(shape, coordinates, point) ? 0 : edges.get(shape);
      if (m !== undefined && isOther(shape, gss)) found.push({ gss: shape.boundary.gss, m, isPartner: shape.boundary.kind === 'district' });
    }
    return nearestOf(found);
  };

  const isInPark = (point: GridPoint): boolean | null =>
    parks.length === 0 ? null : parks.some(park => contains(park, coordinates, point));

  return {
    hasDistricts: shapes.some(shape => shape.boundary.kind === 'district'),
    locate: point => ({
      gss: districts.find(shape => contains(shape, coordinates, point))?.boundary.gss ?? null,
      inPark: isInPark(point),
    }),
    measure: (point, gss) => {
      let parkEdge: number | undefined;
      let near: Near | undefined;
      for (const reach of REACHES_M) {
        const edges = edgesWithin(point, reach);
        for (const park of parks) parkEdge ??= edges.get(park);
        near ??= nearestOther(point, gss, edges);
        if (parkEdge !== undefined && near) break;
      }
      return {
        inPark: isInPark(point),
        parkEdgeM: parkEdge === undefined ? null : Math.round(parkEdge),
        nearGss: near?.gss ?? null,
        nearM: near ? Math.round(near.m) : null,
      };
    },
  };
};
