import type { Geometry, Position } from 'geojson';
import { isRecord } from '../../http/json-record.ts';
import { positionFault } from '../../places/geojson.ts';
import { type GridPoint, isOnGrid } from '../../places/grid.ts';
import { featureWords } from './import-words.ts';
import { NATIONAL_GRID, type Projection } from './projection.ts';
import { crossingOf } from './self-crossing.ts';

/** The finest coast has a tenth of this. */
const MOST_POSITIONS = 500_000;

class GeometryFault extends Error {
  override readonly name = 'GeometryFault';
}
const refuse = (reason: string): never => {
  throw new GeometryFault(reason);
};

/**
 * Derbyshire and the park with ten kilometres around them. Eastings and northings that are the wrong way round are on the grid too, in
 * Lancashire or Lincolnshire: what is ours only when it is turned round was meant so.
 */
const isOurGround = ({ easting, northing }: GridPoint): boolean =>
  easting > 384_000 && easting < 465_000 && northing > 299_000 && northing < 421_000;

/** Seven decimal places: one centimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** Takes one geometry apart and puts it together checked, in degrees. Heights and measures are left behind. */
const createReader = (projection: Projection) => {
  let positions = 0;

  const list = (value: unknown): unknown[] => (Array.isArray(value) && value.length > 0 ? value : refuse(featureWords.empty));

  const isSwapped = (x: number, y: number): boolean =>
    projection === NATIONAL_GRID && !isOurGround({ easting: x, northing: y }) && isOurGround({ easting: y, northing: x });

  /** In a system of metres: what is not on the ground, said in the file's own numbers. */
  const metres = (x: number, y: number): Position => {
    if (Math.abs(x) <= 180 && Math.abs(y) <= 90) refuse(featureWords.degreesAmongMetres(x, y, projection.name));
    if (isSwapped(x, y)) refuse(featureWords.swappedGrid(x, y));
    const [lng, lat] = projection.toDegrees(x, y);
    const position = [rounded(lng), rounded(lat)];
    return positionFault(position) === undefined ? position : refuse(featureWords.outside(x, y, projection.name));
  };
  const degrees = (x: number, y: number): Position => {
    const [lng, lat] = projection.toDegrees(x, y);
    const position = [rounded(lng), rounded(lat)];
    const fault = positionFault(position);
    if (fault === undefined) return position;
    const isGrid = Math.min(x, y) > 1000 && isOnGrid({ easting: x, northing: y });
    return refuse(isGrid ? featureWords.wantsGrid(x, y) : fault);
  };
  const position = (value: unknown): Position => {
    positions++;
    if (positions > MOST_POSITIONS) refuse(featureWords.tooMany(MOST_POSITIONS));
    const [x, y]: unknown[] = Array.isArray(value) ? value : [];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      return refuse(positionFault(value) ?? featureWords.empty);
    return projection.unit === 'metres' ? metres(x, y) : degrees(x, y);
  };

  const line = (value: unknown): Position[] => {
    const path = list(value).map(position);
    const [first] = path;
    return path.some(one => one[0] !== first?.[0] || one[1] !== first?.[1]) ? path : refuse(featureWords.lineTooShort);
  };

  /** `turn` is 1 for counter-clockwise, as outer rings go, and -1 for holes (RFC 7946, 3.1.6). */
  const ring = (value: unknown, turn: 1 | -1): Position[] => {
    if (list(value).length < 4) refuse(featureWords.ringTooShort);
    const path = list(value).map(position);
    const [first, last] = [path[0], path.at(-1)];
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) refuse(featureWords.ringOpen);
    const area = areaOf(path);
    if (area === 0) refuse(featureWords.ringFlat);
    return Math.sign(area) === turn ? path : path.reverse();
  };

  const polygon = (value: unknown): Position[][] => {
    const rings = list(value).map((one, at) => ring(one, at === 0 ? 1 : -1));
    const crossing = crossingOf(rings);
    if (crossing === 'tangled') refuse(featureWords.tangled);
    const [lng, lat] = typeof crossing === 'object' ? crossing : [];
    if (lng !== undefined && lat !== undefined) refuse(featureWords.crossing(Number(lng.toFixed(5)), Number(lat.toFixed(5))));
    return rings;
  };

  return { list, position, line, polygon };
};

/** Twice the area; positive for a ring that runs counter-clockwise. Reckoned from its first position, to lose no digits. */
const areaOf = (path: readonly Position[]): number => {
  const [x0 = 0, y0 = 0] = path[0] ?? [];
  let area = 0;
  for (let at = 1; at < path.length; at++) {
    const [fromX = 0, fromY = 0] = path[at - 1] ?? [];
    const [toX = 0, toY = 0] = path[at] ?? [];
    area += (fromX - x0) * (toY - y0) - (toX - x0) * (fromY - y0);
  }
  return area;
};

const read = (value: unknown, projection: Projection): Geometry => {
  if (!isRecord(value)) return refuse(featureWords.noGeometry);
  const { list, position, line, polygon } = createReader(projection);
  const { type, coordinates } = value;
  switch (type) {
    case 'Point':
      return { type, coordinates: position(list(coordinates)) };
    case 'MultiPoint':
      return { type, coordinates: list(coordinates).map(position) };
    case 'LineString':
      return { type, coordinates: line(coordinates) };
    case 'MultiLineString':
      return { type, coordinates: list(coordinates).map(line) };
    case 'Polygon':
      return { type, coordinates: polygon(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: list(coordinates).map(polygon) };
    case 'GeometryCollection':
      return refuse(featureWords.collection);
    default:
      return refuse(featureWords.unknownType(String(type)));
  }
};

/**
 * A GeoJSON geometry in any known system as one we keep: WGS84, two dimensions, closed rings that run as RFC 7946 has it and do not cross.
 * Or why it is none, to complete the sentence "feature 12 …". A multiple geometry of one part stays what it is.
 */
export const readGeometry = (value: unknown, projection: Projection): Geometry | string => {
  try {
    return read(value, projection);
  } catch (fault) {
    if (fault instanceof GeometryFault) return fault.message;
    throw fault;
  }
};
