import type { Fix, WorkingFix } from './duty.ts';
import { offsetFrom } from './ground.ts';

/** Metres that a simplified trail may lie off the fixes: less than a road is wide on a county map. */
const TOLERANCE = 15;

/** The fixes since the vehicle last came on duty: what lies before a break belongs to another shift. */
export const currentShift = (fixes: readonly Fix[]): readonly WorkingFix[] => {
  const off = fixes.findLastIndex(fix => !fix.onDuty);
  return fixes.slice(off + 1).filter(fix => fix.onDuty);
};

/** Metres of a point from the line between two others, or from the nearer end of it. */
const distanceFromLine = (point: WorkingFix, from: WorkingFix, to: WorkingFix): number => {
  const end = offsetFrom(from, to);
  const at = offsetFrom(from, point);
  const length = end.east ** 2 + end.north ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (at.east * end.east + at.north * end.north) / length));
  return Math.hypot(at.east - along * end.east, at.north - along * end.north);
};

const farthest = (fixes: readonly WorkingFix[], from: number, to: number): { readonly at: number; readonly metres: number } => {
  const [start, end] = [fixes[from], fixes[to]];
  let best = { at: from, metres: 0 };
  if (!start || !end) return best;
  for (let at = from + 1; at < to; at++) {
    const fix = fixes[at];
    const metres = fix ? distanceFromLine(fix, start, end) : 0;
    if (metres > best.metres) best = { at, metres };
  }
  return best;
};

/**
 * Fewer points that tell the same way (Douglas and Peucker, 1973), within 15 metres. Where treating begins or ends, the point stays.
 * Without recursion: a shift has thousands of fixes.
 */
export const simplifyTrail = (fixes: readonly WorkingFix[]): readonly WorkingFix[] => {
  const kept = new Set<number>();
  fixes.forEach((fix, at) => {
    if (fix.treating !== fixes[at - 1]?.treating || at === fixes.length - 1) kept.add(at);
  });
  const fixed = [...kept];
  const open: [number, number][] = fixed.slice(1).map((to, at) => [fixed[at] ?? 0, to]);
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [from, to] = stretch;
    const { at, metres } = farthest(fixes, from, to);
    if (metres <= TOLERANCE) continue;
    kept.add(at);
    open.push([from, at], [at, to]);
  }
  return fixes.filter((_, at) => kept.has(at));
};
