import type { Bounds, LatLng } from '@dtp/contract/map.ts';
import Flatbush from 'flatbush';
import type { Geometry } from 'geojson';
import type { GridPoint } from '../places/grid.ts';
import { distanceToSegment, isCrossed } from '../places/segments.ts';
import type { Near } from './model.ts';
import { boundsOf, pinOf, segmentsOf, shapeOf } from './shape.ts';

/** A feature as an index takes it. */
export type Indexed = { readonly number: number; readonly geometry: Geometry };

/**
 * Where the features of a layer are, in buffers that one thread can hand to another. Features are counted by `at`, in the order of their
 * numbers. Segments are x1, y1, x2, y2 in metres on the National Grid; those of feature `at` are `starts[at]` to `starts[at + 1]`.
 */
export type LayerBuffers = {
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Longitude and latitude of each pin. */
  readonly pins: Float64Array<ArrayBuffer>;
  /** 1 where the feature is an area. */
  readonly areas: Uint8Array<ArrayBuffer>;
  /** Whether every feature is a single point. */
  readonly onlyPoints: boolean;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly segments: Float64Array<ArrayBuffer>;
  /** A Flatbush over the boxes in metres; null for an empty layer. */
  readonly tree: ArrayBuffer | null;
  readonly bounds: Bounds | null;
};

/** Buffers that grow as features come: twice the room each time. */
const growing = () => {
  let room = new Float64Array(4096);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add: (numbers: ArrayLike<number>) => {
      if (length + numbers.length > room.length) {
        const larger = new Float64Array(Math.max(room.length * 2, length + numbers.length));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(numbers, length);
      length += numbers.length;
    },
    done: (): Float64Array<ArrayBuffer> => room.slice(0, length),
  };
};

const boxOf = (segments: Float64Array): [number, number, number, number] => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < segments.length; at += 2) {
    const x = segments[at] ?? Number.NaN;
    const y = segments[at + 1] ?? Number.NaN;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  return [minX, minY, maxX, maxY];
};

const treeOf = (boxes: Float64Array): ArrayBuffer | null => {
  if (boxes.length === 0) return null;
  const tree = new Flatbush(boxes.length / 4);
  for (let at = 0; at < boxes.length; at += 4) tree.add(boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0);
  tree.finish();
  // Flatbush makes an ArrayBuffer unless it is given another class.
  return tree.data instanceof ArrayBuffer ? tree.data : null;
};

/** Builds the buffers of a layer; `features` come in the order of their numbers. */
export const indexLayer = (features: Iterable<Indexed>): LayerBuffers => {
  const [numbers, pins, areas, starts, segments, boxes] = [growing(), growing(), growing(), growing(), growing(), growing()];
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  let onlyPoints = true;
  for (const { number, geometry } of features) {
    const shape = shapeOf(geometry);
    const pin = pinOf(shape);
    const own = segmentsOf(shape);
    onlyPoints &&= geometry.type === 'Point';
    numbers.add([number]);
    pins.add([pin.lng, pin.lat]);
    areas.add([shape.kind === 'polygon' ? 1 : 0]);
    starts.add([segments.length / 4]);
    segments.add(own);
    boxes.add(boxOf(own));
    const [west, south, east, north] = boundsOf(shape);
    bounds[0] = Math.min(bounds[0], west);
    bounds[1] = Math.min(bounds[1], south);
    bounds[2] = Math.max(bounds[2], east);
    bounds[3] = Math.max(bounds[3], north);
  }
  starts.add([segments.length / 4]);
  return {
    numbers: Uint32Array.from(numbers.done()),
    pins: pins.done(),
    areas: Uint8Array.from(areas.done()),
    onlyPoints,
    starts: Uint32Array.from(starts.done()),
    segments: segments.done(),
    tree: treeOf(boxes.done()),
    bounds: numbers.length === 0 ? null : bounds,
  };
};

/** What can be moved to another thread instead of being copied. */
export const transferables = ({ numbers, pins, areas, starts, segments, tree }: LayerBuffers): ArrayBuffer[] => [
  ...[numbers, pins, areas, starts, segments].map(array => array.buffer),
  ...(tree ? [tree] : []),
];

/** The ground that a box is looked for on: Great Britain, outside which nothing is taken in and the grid means nothing. */
const GROUND: Bounds = [-10, 48, 4, 63];
/** Points along each side of a box: the sides of a box in degrees are curves on the grid, and so fine a chain is off by centimetres. */
const POINTS_A_SIDE = 16;

type Ring = Float64Array;

/** A box of degrees as a closed chain of segments on the grid. */
const ringOfBox = ([west, south, east, north]: Bounds): Ring => {
  const corners: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const path = corners.slice(1).flatMap(([toLng, toLat], side) => {
    const [lng, lat] = corners[side] ?? [0, 0];
    return Array.from({ length: POINTS_A_SIDE }, (_, step) => {
      const share = step / POINTS_A_SIDE;
      return [lng + (toLng - lng) * share, lat + (toLat - lat) * share];
    });
  });
  return segmentsOf({ kind: 'polygon', paths: [[...path, path[0] ?? []]] });
};

/** A box of metres on the grid, minimum easting and northing first, as a closed chain of segments. */
const ringOfGridBox = ([minX, minY, maxX, maxY]: Bounds): Ring =>
  Float64Array.of(minX, minY, maxX, minY, maxX, minY, maxX, maxY, maxX, maxY, minX, maxY, minX, maxY, minX, minY);

/** Whether the two numbers from `at` on are a position in the box. */
const isInBox = (positions: Float64Array, at: number, [minX, minY, maxX, maxY]: Bounds): boolean => {
  const x = positions[at] ?? Number.NaN;
  const y = positions[at + 1] ?? Number.NaN;
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
};

/** A box that takes up more of a layer than this is looked through, one point after another, which costs nanoseconds each. */
const LOOKED_THROUGH = 0.01;

/** The share of one box that another can take up at most. */
const shareOf = (box: Bounds, whole: Bounds): number => {
  const across = (low: 0 | 1, high: 2 | 3): number => {
    const length = whole[high] - whole[low];
    return length === 0 ? 1 : Math.max(0, Math.min(box[high], whole[high]) - Math.max(box[low], whole[low])) / length;
  };
  return across(0, 2) * across(1, 3);
};

/** Numbers, in order, of the points in a box: positions stand `stride` apart. */
const pointsIn = (numbers: Uint32Array, positions: Float64Array, stride: number, box: Bounds): Uint32Array => {
  const found = new Uint32Array(numbers.length);
  let count = 0;
  for (let at = 0; at < numbers.length; at++) if (isInBox(positions, at * stride, box)) found[count++] = numbers[at] ?? 0;
  return found.slice(0, count);
};

/** Whether a shape of these segments surrounds a point. */
const surrounds = (segments: Float64Array, first: number, end: number, x: number, y: number): boolean => {
  let isInside = false;
  for (let at = first * 4; at < end * 4; at += 4) if (isCrossed(segments, at, x, y)) isInside = !isInside;
  return isInside;
};

const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

/** Whether two segments, each given by where it begins in its array, cross or touch. */
const cross = (one: Float64Array, at: number, other: Float64Array, from: number): boolean => {
  const [ax = 0, ay = 0, bx = 0, by = 0] = one.subarray(at, at + 4);
  const [cx = 0, cy = 0, dx = 0, dy = 0] = other.subarray(from, from + 4);
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0 && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0
  );
};

export type LayerIndex = {
  readonly numbers: Uint32Array;
  readonly bounds: Bounds | null;
  nearest(from: GridPoint, limit: number): Near[];
  containing(point: GridPoint): number[];
  within(box: Bounds): Uint32Array;
  withinGrid(box: Bounds): Uint32Array;
  pin(number: number): LatLng | undefined;
};

const EMPTY: Omit<LayerIndex, 'numbers' | 'bounds'> = {
  nearest: () => [],
  containing: () => [],
  within: () => new Uint32Array(),
  withinGrid: () => new Uint32Array(),
  pin: () => undefined,
};

/** Where a number stands among those in order, by halving; -1 where it does not. */
const positionOf = (numbers: Uint32Array, number: number): number => {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] ?? -1;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

/** Wraps the buffers of a layer: nothing is built here, so that it costs the thread that answers requests nothing. */
export const openLayerIndex = ({ numbers, pins, areas, onlyPoints, starts, segments, tree: buffer, bounds }: LayerBuffers): LayerIndex => {
  if (!buffer) return { numbers, bounds, ...EMPTY };
  const tree = Flatbush.from(buffer);
  const first = (at: number): number => starts[at] ?? 0;
  const end = (at: number): number => starts[at + 1] ?? 0;
  const numberOf = (at: number): number => numbers[at] ?? 0;
  const isPoint = (at: number): boolean => {
    const from = first(at) * 4;
    return end(at) - first(at) === 1 && segments[from] === segments[from + 2] && segments[from + 1] === segments[from + 3];
  };
  const contains = (at: number, { easting, northing }: GridPoint): boolean =>
    areas[at] === 1 && surrounds(segments, first(at), end(at), easting, northing);

  const metresTo = (at: number, from: GridPoint): number => {
    if (contains(at, from)) return 0;
    let least = Infinity;
    for (let segment = first(at); segment < end(at); segment++)
      least = Math.min(least, distanceToSegment(segments, segment * 4, from.easting, from.northing));
    return least;
  };

  const measured = (found: readonly number[], from: GridPoint): Near[] =>
    found.map(at => ({ number: numberOf(at), metres: metresTo(at, from) })).sort((a, b) => a.metres - b.metres || a.number - b.number);

  /**
   * Boxes are nearer than what is in them: those as near as the last of the first guess may hold a nearer shape. In a layer of points alone the
   * boxes are the points, so the tree's own order is right.
   */
  const nearest = (from: GridPoint, limit: number): Near[] => {
    const { easting: x, northing: y } = from;
    const guess = measured(tree.neighbors(x, y, limit), from);
    const farthest = guess.at(-1)?.metres;
    if (onlyPoints || farthest === undefined || guess.length < limit) return guess;
    return measured(tree.neighbors(x, y, Infinity, farthest), from).slice(0, limit);
  };

  /** `isIn` says whether something of the feature is known to be inside: its pin, or where it begins. */
  const touches = (at: number, ring: Ring, isIn: boolean): boolean => {
    if (isIn) return true;
    if (isPoint(at)) return false;
    for (let segment = first(at); segment < end(at); segment++) {
      const from = segment * 4;
      if (surrounds(ring, 0, ring.length / 4, segments[from] ?? Number.NaN, segments[from + 1] ?? Number.NaN)) return true;
      for (let edge = 0; edge < ring.length; edge += 4) if (cross(segments, from, ring, edge)) return true;
    }
    return contains(at, { easting: ring[0] ?? Number.NaN, northing: ring[1] ?? Number.NaN });
  };

  return {
    numbers,
    bounds,
    nearest,
    containing: point => {
      const { easting: x, northing: y } = point;
      return tree
        .search(x, y, x, y)
        .filter(at => contains(at, point))
        .map(numberOf)
        .sort((a, b) => a - b);
    },
    within: asked => {
      const box: Bounds = [
        Math.max(asked[0], GROUND[0]),
        Math.max(asked[1], GROUND[1]),
        Math.min(asked[2], GROUND[2]),
        Math.min(asked[3], GROUND[3]),
      ];
      if (!(box[0] <= box[2] && box[1] <= box[3])) return new Uint32Array();
      if (onlyPoints && bounds && shareOf(box, bounds) > LOOKED_THROUGH) return pointsIn(numbers, pins, 2, box);
      const ring = ringOfBox(box);
      const found = tree.search(...boxOf(ring)).filter(at => touches(at, ring, isInBox(pins, at * 2, box)));
      return Uint32Array.from(found, numberOf).sort();
    },
    withinGrid: box => {
      const whole: Bounds = [tree.minX, tree.minY, tree.maxX, tree.maxY];
      if (onlyPoints && shareOf(box, whole) > LOOKED_THROUGH) return pointsIn(numbers, segments, 4, box);
      const ring = ringOfGridBox(box);
      const found = tree.search(...box).filter(at => touches(at, ring, isInBox(segments, first(at) * 4, box)));
      return Uint32Array.from(found, numberOf).sort();
    },
    pin: number => {
      const at = positionOf(numbers, number);
      return at < 0 ? undefined : { lng: pins[at * 2] ?? Number.NaN, lat: pins[at * 2 + 1] ?? Number.NaN };
    },
  };
};
