import Flatbush from 'flatbush';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** On the topology's own grid of whole numbers, so that what follows is exact. */
type Point = readonly [x: number, y: number];
type Edge = readonly [from: Point, to: Point];

const isSame = ([x1, y1]: Point, [x2, y2]: Point): boolean => x1 === x2 && y1 === y2;

/** Positive where the three turn to the left, 0 where they lie in one line. */
const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const isOn = (point: Point, [from, to]: Edge): boolean =>
  turn(from, to, point) === 0 &&
  point[0] >= Math.min(from[0], to[0]) &&
  point[0] <= Math.max(from[0], to[0]) &&
  point[1] >= Math.min(from[1], to[1]) &&
  point[1] <= Math.max(from[1], to[1]);

/** Whether two edges have more in common than one end that both have. */
const isCrossing = (a: Edge, b: Edge): boolean => {
  const [a1, a2] = a;
  const [b1, b2] = b;
  const isShared = (point: Point, edge: Edge): boolean => isSame(point, edge[0]) || isSame(point, edge[1]);
  const isTouched = (edge: Edge, other: Edge): boolean => edge.some(point => isOn(point, other) && !isShared(point, other));
  if (isTouched(a, b) || isTouched(b, a)) return true;
  if (isShared(a1, b) && isShared(a2, b)) return true;
  return turn(a1, a2, b1) * turn(a1, a2, b2) < 0 && turn(b1, b2, a1) * turn(b1, b2, a2) < 0;
};

const pointsOf = (arc: readonly number[][]): Point[] => {
  let [x, y] = [0, 0];
  return arc.map(([dx = 0, dy = 0]): Point => {
    x += dx;
    y += dy;
    return [x, y];
  });
};

/** The numbers of the arcs that an object is made of, each once. */
export const arcsOf = (object: GeometryCollection): ReadonlySet<number> => {
  const indexes = object.geometries.flatMap(shape => {
    if (shape.type === 'Polygon') return shape.arcs.flat();
    return shape.type === 'MultiPolygon' ? shape.arcs.flat(2) : [];
  });
  return new Set(indexes.map(index => (index < 0 ? ~index : index)));
};

/** Corners that a line passes twice: two lines could change places there without an edge of theirs crossing. */
const doubled = (arcs: readonly (readonly Point[])[]): string[] => {
  const ends = new Set(arcs.flatMap(arc => [arc[0], arc.at(-1)]).map(String));
  const seen = new Set<string>();
  return arcs
    .flatMap(arc => arc.slice(1, -1).map(String))
    .flatMap(corner => {
      const isDouble = seen.has(corner) || ends.has(corner);
      seen.add(corner);
      return isDouble ? [`The corner ${corner} is passed twice.`] : [];
    });
};

const crossed = (edges: readonly Edge[]): string[] => {
  const tree = new Flatbush(edges.length);
  for (const [[x1, y1], [x2, y2]] of edges) tree.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  tree.finish();
  return edges.flatMap((edge, number) => {
    const [[x1, y1], [x2, y2]] = edge;
    const near = tree.search(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2), other => other > number);
    return near.flatMap(other => {
      const met = edges[other];
      return met && isCrossing(edge, met) ? [`The edges ${edge.join(' – ')} and ${met.join(' – ')} cross or touch.`] : [];
    });
  });
};

/** What is wrong with the arcs of a quantised topology, object by object: edges that cross, touch or run back, and corners passed twice. */
export const arcFaults = ({ arcs, objects }: Topology<Record<string, GeometryCollection>>): string[] =>
  Object.values(objects).flatMap(object => {
    const lines = [...arcsOf(object)].map(index => pointsOf(arcs[index] ?? []));
    const edges = lines.flatMap(line => line.slice(1).map((to, index): Edge => [line[index] ?? to, to]));
    return edges.length === 0 ? ['An object has no edges.'] : [...doubled(lines), ...crossed(edges)];
  });
