/** A stop that buses have on a road, and the road by name: "Dale Road, Matlock". WGS84 degrees. */
export type RoadPoint = { readonly name: string; readonly lat: number; readonly lng: number };

/** Metres up to which one stop can follow another along a road; the moors have the longest gaps. */
const LONGEST_HOP = 4500;
/** A hop costs more than its length, so that a road with stops along it is taken before a leap across the fields. */
const HOP_POWER = 1.2;
/** What it costs to leave a road, as a factor: a gritter keeps to the main one. */
const TURNING = 1.5;
const METRES_A_DEGREE = 111_320;

const metres = (a: RoadPoint, b: RoadPoint): number =>
  Math.hypot((a.lng - b.lng) * METRES_A_DEGREE * Math.cos((a.lat * Math.PI) / 180), (a.lat - b.lat) * METRES_A_DEGREE);

const nearestTo = (points: readonly RoadPoint[], lat: number, lng: number): number => {
  let best = { at: -1, metres: Number.POSITIVE_INFINITY };
  points.forEach((point, at) => {
    const away = metres(point, { name: '', lat, lng });
    if (away < best.metres) best = { at, metres: away };
  });
  return best.at;
};

const cheapest = (open: ReadonlyMap<number, number>): number | undefined => {
  let best: { at: number; cost: number } | undefined;
  for (const [at, cost] of open) if (!best || cost < best.cost) best = { at, cost };
  return best?.at;
};

/** The stops from one to another by the cheapest hops (Dijkstra, 1959). Throws when there is no way. */
const wayBetween = (points: readonly RoadPoint[], from: number, to: number): number[] => {
  const open = new Map([[from, 0]]);
  const cameFrom = new Map<number, number>();
  const done = new Set<number>();
  for (let at = cheapest(open); at !== undefined; at = cheapest(open)) {
    if (at === to) break;
    const cost = open.get(at) ?? 0;
    const here = points[at];
    open.delete(at);
    done.add(at);
    points.forEach((there, next) => {
      if (!here || done.has(next)) return;
      const hop = metres(here, there);
      if (hop > LONGEST_HOP) return;
      const price = cost + hop ** HOP_POWER * (here.name === there.name ? 1 : TURNING);
      if (price >= (open.get(next) ?? Number.POSITIVE_INFINITY)) return;
      open.set(next, price);
      cameFrom.set(next, at);
    });
  }
  const way = [to];
  for (let at = cameFrom.get(to); at !== undefined; at = cameFrom.get(at)) way.unshift(at);
  if (way[0] !== from) throw new Error('There is no way between two places of a route.');
  return way;
};

/** Stops closer together than this stand across the road from each other. */
const SAME_PLACE = 60;

/** The stops along the roads through places in order, each given by its latitude and longitude. */
export const roadThrough = (points: readonly RoadPoint[], places: readonly (readonly [lat: number, lng: number])[]): RoadPoint[] => {
  const marks = places.map(([lat, lng]) => nearestTo(points, lat, lng));
  const way = marks.slice(1).flatMap((mark, at) => {
    const stretch = wayBetween(points, marks[at] ?? mark, mark);
    return at === 0 ? stretch : stretch.slice(1);
  });
  const road: RoadPoint[] = [];
  for (const at of way) {
    const point = points[at];
    const last = road.at(-1);
    if (point && (!last || metres(last, point) > SAME_PLACE)) road.push(point);
  }
  return road;
};
