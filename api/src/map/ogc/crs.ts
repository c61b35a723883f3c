import type { Bounds } from '@dtp/contract/map.ts';
import type { Position } from 'geojson';
import { toGrid } from '../../places/grid.ts';

/** A coordinate reference system that features are given in and boxes are asked in: 18-058r1, "Coordinate Reference Systems by Reference". */
export type Crs = {
  readonly uri: string;
  /** From WGS84 longitude and latitude, in the system's own order of axes, rounded to about a centimetre. */
  project(lng: number, lat: number): Position;
  /** What a box in it is to the index, of its lower and upper corner in the system's own order of axes. Null for one that cannot be. */
  area(lower: readonly [number, number], upper: readonly [number, number]): SearchArea | null;
};

/** Where features are looked for: boxes of degrees, of which there are two for one over the date line, or a box of metres on the National Grid. */
export type SearchArea = { readonly kind: 'degrees'; readonly boxes: readonly Bounds[] } | { readonly kind: 'grid'; readonly box: Bounds };

/** RFC 7946 section 11.2 finds six decimals enough; seven are a centimetre. */
const DEGREES = 1e7;
const METRES = 100;

const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps;

const isLng = (value: number): boolean => value >= -180 && value <= 180;
const isLat = (value: number): boolean => value >= -90 && value <= 90;

const degrees = (west: number, south: number, east: number, north: number): SearchArea | null => {
  if (!isLng(west) || !isLng(east) || !isLat(south) || !isLat(north) || south > north) return null;
  if (west <= east) return { kind: 'degrees', boxes: [[west, south, east, north]] };
  // 17-069r4, 7.15.3: a box whose first longitude is the larger one spans the antimeridian.
  return {
    kind: 'degrees',
    boxes: [
      [west, south, 180, north],
      [-180, south, east, north],
    ],
  };
};

const crs84: Crs = {
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  project: (lng, lat) => [rounded(lng, DEGREES), rounded(lat, DEGREES)],
  area: ([west, south], [east, north]) => degrees(west, south, east, north),
};

/** The same degrees, latitude first. */
const wgs84: Crs = {
  uri: 'http://www.opengis.net/def/crs/EPSG/0/4326',
  project: (lng, lat) => [rounded(lat, DEGREES), rounded(lng, DEGREES)],
  area: ([south, west], [north, east]) => degrees(west, south, east, north),
};

/** Further than this from its origin the grid means nothing. */
const GRID_REACH = 1e7;

const nationalGrid: Crs = {
  uri: 'http://www.opengis.net/def/crs/EPSG/0/27700',
  project: (lng, lat) => {
    const { easting, northing } = toGrid({ lng, lat });
    return [rounded(easting, METRES), rounded(northing, METRES)];
  },
  area: (lower, upper) => {
    const reaches = [...lower, ...upper].every(value => Math.abs(value) <= GRID_REACH);
    return reaches && lower[0] <= upper[0] && lower[1] <= upper[1] ? { kind: 'grid', box: [...lower, ...upper] } : null;
  },
};

/** The default first (18-058r1, /req/crs/fc-md-crs-list B). */
export const CRS_LIST: readonly Crs[] = [crs84, wgs84, nationalGrid];
export const DEFAULT_CRS = crs84;

export const crsOf = (uri: string): Crs | undefined => CRS_LIST.find(one => one.uri === uri);
