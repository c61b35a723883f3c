import type { Geometry, Position } from 'geojson';
import { shapeOf } from '../shape.ts';
import { type Frame, HEIGHT, type Point, WIDTH } from './frame.ts';

/** How far outside the picture outlines are cut: the edges of the cut are never seen. */
const BLEED = 20;
/** Points that a line misses by no more than this are left out; in units of the picture. */
const TOLERANCE = 0.5;

type Side = { readonly inside: (point: Point) => boolean; readonly cross: (a: Point, b: Point) => Point };

const crossX =
  (x: number) =>
  ([ax, ay]: Point, [bx, by]: Point): Point => [x, ay + ((x - ax) / (bx - ax)) * (by - ay)];
const crossY =
  (y: number) =>
  ([ax, ay]: Point, [bx, by]: Point): Point => [ax + ((y - ay) / (by - ay)) * (bx - ax), y];

const SIDES: readonly Side[] = [
  { inside: ([x]) => x >= -BLEED, cross: crossX(-BLEED) },
  { inside: ([x]) => x <= WIDTH + BLEED, cross: crossX(WIDTH + BLEED) },
  { inside: ([, y]) => y >= -BLEED, cross: crossY(-BLEED) },
  { inside: ([, y]) => y <= HEIGHT + BLEED, cross: crossY(HEIGHT + BLEED) },
];

/** The part of a closed ring inside the picture, by Sutherland and Hodgman ("Reentrant polygon clipping", 1974): side by side. */
const clipped = (ring: readonly Point[]): readonly Point[] => {
  let points = ring;
  for (const { inside, cross } of SIDES) {
    points = points.flatMap((point, at) => {
      const before = points[at - 1] ?? points.at(-1) ?? point;
      if (inside(point)) return inside(before) ? [point] : [cross(before, point), point];
      return inside(before) ? [cross(before, point)] : [];
    });
  }
  return points;
};

const distance = ([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number => {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  const along = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
};

/** The points of a line that show, by Douglas and Peucker: the farthest from each stretch, until none is far. */
export const simplified = (line: readonly Point[], tolerance = TOLERANCE): readonly Point[] => {
  const kept = new Set([0, line.length - 1]);
  const stretches: [number, number][] = [[0, line.length - 1]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [from, to] = stretch;
    const [start, end] = [line[from], line[to]];
    if (!start || !end) continue;
    let farthest = { at: -1, off: tolerance };
    for (let at = from + 1; at < to; at++) {
      const off = distance(line[at] ?? start, start, end);
      if (off > farthest.off) farthest = { at, off };
    }
    if (farthest.at < 0) continue;
    kept.add(farthest.at);
    stretches.push([from, farthest.at], [farthest.at, to]);
  }
  return line.filter((_, at) => kept.has(at));
};

/** Tenths of a unit, without what is not needed: "1.5", ".5", "-.5". */
export const number = (value: number): string => String(Math.round(value * 10) / 10).replace(/^(-?)0\./, '$1.');

/** An SVG path through the points, each step from the point before as it was written, so that rounding does not add up. */
const pathThrough = (points: readonly Point[], isClosed: boolean): string => {
  let path = '';
  let [x, y] = [0, 0];
  for (const [pointX, pointY] of points) {
    const [stepX, stepY] = [Math.round(pointX * 10 - x * 10), Math.round(pointY * 10 - y * 10)];
    if (path !== '' && stepX === 0 && stepY === 0) continue;
    const second = number(stepY / 10);
    path += `${path === '' ? 'M' : 'l'}${number(stepX / 10)}${second.startsWith('-') ? '' : ' '}${second}`;
    [x, y] = [x + stepX / 10, y + stepY / 10];
  }
  return isClosed && path !== '' ? `${path}z` : path;
};

const isSeen = ([x, y]: Point): boolean => x > -BLEED && x < WIDTH + BLEED && y > -BLEED && y < HEIGHT + BLEED;

/** The stretches of an open line that touch the picture. */
const stretchesOf = (line: readonly Point[]): Point[][] => {
  const stretches: Point[][] = [[]];
  for (const [at, point] of line.entries()) {
    const beside = [line[at - 1], point, line[at + 1]];
    if (beside.some(one => one !== undefined && isSeen(one))) stretches.at(-1)?.push(point);
    else if (stretches.at(-1)?.length) stretches.push([]);
  }
  return stretches.filter(stretch => stretch.length > 1);
};

const projected = (path: readonly Position[], { project }: Frame): Point[] => path.map(([lng = 0, lat = 0]) => project(lng, lat));

/** The outline of a line or an area as the `d` of an SVG path; empty where nothing of it is seen. Points have no outline. */
export const outlineOf = (geometry: Geometry, frame: Frame): string => {
  const { kind, paths } = shapeOf(geometry);
  if (kind === 'point') return '';
  if (kind === 'line')
    return paths.flatMap(path => stretchesOf(projected(path, frame)).map(line => pathThrough(simplified(line), false))).join('');
  return paths
    .map(ring => {
      const inside = clipped(projected(ring, frame));
      const [first] = inside;
      // The way back to the first point has to be a stretch too.
      const shown = first ? simplified([...inside, first]) : [];
      return shown.length > 3 ? pathThrough(shown, true) : '';
    })
    .join('');
};
