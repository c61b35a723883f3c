/**
 * Rules about segments on the National Grid. An array holds four numbers each: x1, y1, x2, y2 in metres; `at` is where one begins.
 */

const number = (segments: Float64Array, index: number): number => segments[index] ?? Number.NaN;

/** Whether a ray from the point to the east crosses the segment. A point is inside a shape whose edges it crosses an odd number of times; holes need no special case. */
export const isCrossed = (segments: Float64Array, at: number, x: number, y: number): boolean => {
  const y1 = number(segments, at + 1);
  const y2 = number(segments, at + 3);
  if (y1 > y === y2 > y) return false;
  const x1 = number(segments, at);
  return x < x1 + ((y - y1) / (y2 - y1)) * (number(segments, at + 2) - x1);
};

/** Metres from a point to the segment. */
export const distanceToSegment = (segments: Float64Array, at: number, x: number, y: number): number => {
  const x1 = number(segments, at);
  const y1 = number(segments, at + 1);
  const dx = number(segments, at + 2) - x1;
  const dy = number(segments, at + 3) - y1;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length2));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
};
