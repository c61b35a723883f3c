import type { Bounds, LatLng } from '@dtp/contract/map.ts';
import type { Geometry, Position } from 'geojson';
import { type GridPoint, toGrid } from '../places/grid.ts';

/** What a feature is on the ground: points, lines or areas. */
export type ShapeKind = 'point' | 'line' | 'polygon';

/** A geometry taken apart: each path is a point of one position, a line, or a closed ring. Degrees. */
export type Shape = { readonly kind: ShapeKind; readonly paths: readonly (readonly Position[])[] };

/** RFC 7946 geometries but for collections, which the import refuses. */
export const shapeOf = (geometry: Geometry): Shape => {
  switch (geometry.type) {
    case 'Point':
      return { kind: 'point', paths: [[geometry.coordinates]] };
    case 'MultiPoint':
      return { kind: 'point', paths: geometry.coordinates.map(position => [position]) };
    case 'LineString':
      return { kind: 'line', paths: [geometry.coordinates] };
    case 'MultiLineString':
      return { kind: 'line', paths: geometry.coordinates };
    case 'Polygon':
      return { kind: 'polygon', paths: geometry.coordinates };
    case 'MultiPolygon':
      return { kind: 'polygon', paths: geometry.coordinates.flat() };
    case 'GeometryCollection':
      throw new Error('A geometry collection is no feature of a layer');
  }
};

const lngOf = (position: Position): number => position[0] ?? Number.NaN;
const latOf = (position: Position): number => position[1] ?? Number.NaN;

export const boundsOf = ({ paths }: Shape): Bounds => {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths)
    for (const position of path) {
      bounds[0] = Math.min(bounds[0], lngOf(position));
      bounds[1] = Math.min(bounds[1], latOf(position));
      bounds[2] = Math.max(bounds[2], lngOf(position));
      bounds[3] = Math.max(bounds[3], latOf(position));
    }
  return bounds;
};

/** The places where the rings cross a line of latitude, from west to east: between each pair the line runs inside. */
const crossings = ({ paths }: Shape, lat: number): number[] => {
  const found: number[] = [];
  for (const path of paths)
    for (let at = 1; at < path.length; at++) {
      const [from, to] = [path[at - 1] ?? [], path[at] ?? []];
      if (latOf(from) > lat === latOf(to) > lat) continue;
      found.push(lngOf(from) + ((lat - latOf(from)) / (latOf(to) - latOf(from))) * (lngOf(to) - lngOf(from)));
    }
  return found.sort((a, b) => a - b);
};

/** Heights at which an area is looked through, as shares of its own: odd ones, since a hole may well begin at a round one. */
const HEIGHTS = [0.503, 0.411, 0.589, 0.317, 0.683];

/** A point inside an area: the middle of its widest stretch at one of a few heights, so never in a hole or between two parts. */
const insideOf = (shape: Shape): LatLng => {
  const [west, south, east, north] = boundsOf(shape);
  let best = { width: -1, lng: (west + east) / 2, lat: (south + north) / 2 };
  for (const share of HEIGHTS) {
    const lat = south + (north - south) * share;
    const edges = crossings(shape, lat);
    for (let at = 1; at < edges.length; at += 2) {
      const [from = 0, to = 0] = [edges[at - 1], edges[at]];
      // A stretch at another height has to be clearly wider: the middle is where people look for a name.
      if (to - from > best.width * 1.2) best = { width: to - from, lng: (from + to) / 2, lat };
    }
  }
  return { lat: best.lat, lng: best.lng };
};

/** Where the pin of a shape stands: the point itself, the middle of the longest line, or a point inside the area. */
export const pinOf = (shape: Shape): LatLng => {
  if (shape.kind === 'polygon') return insideOf(shape);
  const longest = shape.paths.reduce((a, b) => (b.length > a.length ? b : a));
  const middle = longest[Math.floor((longest.length - 1) / 2)] ?? [];
  return { lat: latOf(middle), lng: lngOf(middle) };
};

/** Segments on the National Grid, four numbers each: x1, y1, x2, y2 in metres. A lone point is a segment without length. */
export const segmentsOf = ({ paths }: Shape): Float64Array => {
  const segments = new Float64Array(paths.reduce((sum, path) => sum + Math.max(1, path.length - 1), 0) * 4);
  let filled = 0;
  const add = (from: GridPoint, to: GridPoint) => {
    segments.set([from.easting, from.northing, to.easting, to.northing], filled);
    filled += 4;
  };
  for (const path of paths) {
    let from: GridPoint | undefined;
    for (const position of path) {
      const to = toGrid({ lat: latOf(position), lng: lngOf(position) });
      if (from) add(from, to);
      else if (path.length === 1) add(to, to);
      from = to;
    }
  }
  return segments;
};
