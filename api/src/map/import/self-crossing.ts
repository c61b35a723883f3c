import Flatbush from 'flatbush';
import type { Position } from 'geojson';

/** Crossings by less than this, in degrees, come of rounding: about 2 cm. */
const ROUNDING = 2e-7;

type Segment = { readonly from: Position; readonly to: Position };

const xOf = (position: Position): number => position[0] ?? Number.NaN;
const yOf = (position: Position): number => position[1] ?? Number.NaN;

/** How far a position is to the left of a segment's line; negative to the right, 0 where that cannot be told from being on it. */
const leftOf = ({ from, to }: Segment, position: Position): number => {
  const dx = xOf(to) - xOf(from);
  const dy = yOf(to) - yOf(from);
  const distance = (dx * (yOf(position) - yOf(from)) - dy * (xOf(position) - xOf(from))) / Math.hypot(dx, dy);
  return Math.abs(distance) > ROUNDING ? distance : 0;
};

const cross = (one: Segment, other: Segment): boolean =>
  leftOf(one, other.from) * leftOf(one, other.to) < 0 && leftOf(other, one.from) * leftOf(other, one.to) < 0;

/** Where two segments that cross do so. */
const meeting = (one: Segment, other: Segment): Position => {
  const before = Math.abs(leftOf(other, one.from));
  const share = before / (before + Math.abs(leftOf(other, one.to)));
  return [xOf(one.from) + (xOf(one.to) - xOf(one.from)) * share, yOf(one.from) + (yOf(one.to) - yOf(one.from)) * share];
};

const segmentsOf = (rings: readonly (readonly Position[])[]): Segment[] =>
  rings.flatMap(ring => ring.slice(1).flatMap((to, at) => ({ from: ring[at] ?? to, to })));

/**
 * Pairs of segments that are looked at, for each segment, before a shape counts as too tangled: in a coastline it is two or three. Without
 * a limit a zigzag drawn for the purpose would keep the import busy for hours.
 */
const PAIRS_A_SEGMENT = 200;
const LEAST_PAIRS = 200_000;

/**
 * Where the rings of a polygon cross themselves or each other (OGC 06-103r4, 6.1.11.1); undefined where they do no more than touch, and
 * `tangled` where too many segments lie side by side to tell.
 */
export const crossingOf = (rings: readonly (readonly Position[])[]): Position | 'tangled' | undefined => {
  const segments = segmentsOf(rings).filter(({ from, to }) => xOf(from) !== xOf(to) || yOf(from) !== yOf(to));
  if (segments.length === 0) return undefined;
  const tree = new Flatbush(segments.length);
  const boxOf = ({ from, to }: Segment): [number, number, number, number] => [
    Math.min(xOf(from), xOf(to)),
    Math.min(yOf(from), yOf(to)),
    Math.max(xOf(from), xOf(to)),
    Math.max(yOf(from), yOf(to)),
  ];
  for (const segment of segments) tree.add(...boxOf(segment));
  tree.finish();
  let left = Math.max(LEAST_PAIRS, segments.length * PAIRS_A_SEGMENT);
  for (const [at, segment] of segments.entries())
    for (const found of tree.search(...boxOf(segment), other => other > at)) {
      if (left-- === 0) return 'tangled';
      const other = segments[found];
      if (other && cross(segment, other)) return meeting(segment, other);
    }
  return undefined;
};
