import type { Bounds } from '@dtp/contract/map.ts';
import { badRequest, notFound } from '../http/problem.ts';

/** The deepest zoom that tiles are cut for; clients draw deeper ones from it. */
export const MAX_ZOOM = 16;
/** Units along a tile's side, and how far beyond it shapes go on, so that lines do not end at its edge (Mapbox vector tile specification 2.1). */
export const EXTENT = 4096;
export const BUFFER = 64;
/** Layers in one tile. */
export const MAX_LAYERS = 20;

/** A square of web Mercator as everyone counts them: 0 ≤ x, y < 2^z, from the north-west. */
export type TileAddress = { readonly z: number; readonly x: number; readonly y: number };

const COUNT = /^\d{1,9}$/;
const EXTENSION = '.mvt';

/** The address of a tile from the parts of a path, the last with its extension. Throws a 400 for what is no number, a 404 for a square that does not exist. */
export const readTile = (zoom: string, column: string, file: string, maxZoom = MAX_ZOOM): TileAddress => {
  if (!file.endsWith(EXTENSION)) throw notFound(`Tiles are Mapbox vector tiles, and their addresses end in ${EXTENSION}.`);
  const given = [
    ['z', zoom],
    ['x', column],
    ['y', file.slice(0, -EXTENSION.length)],
  ] as const;
  const faults = given.filter(([, text]) => !COUNT.test(text)).map(([path]) => ({ path, message: 'should be a whole number' }));
  if (faults.length > 0) throw badRequest(faults);
  const [z = 0, x = 0, y = 0] = given.map(([, text]) => Number(text));
  if (z > maxZoom) throw notFound(`There are tiles from zoom 0 to ${maxZoom}.`);
  if (x >= 2 ** z || y >= 2 ** z) throw notFound(`At zoom ${z}, x and y are less than ${2 ** z}.`);
  return { z, x, y };
};

const lngAt = (x: number, z: number): number => (x / 2 ** z) * 360 - 180;
const latAt = (y: number, z: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;

const BEYOND = BUFFER / EXTENT;

/** West, south, east, north of a tile and of what it holds beyond its sides, in degrees. */
export const tileBounds = ({ z, x, y }: TileAddress): Bounds => [
  lngAt(x - BEYOND, z),
  latAt(y + 1 + BEYOND, z),
  lngAt(x + 1 + BEYOND, z),
  latAt(y - BEYOND, z),
];

export const overlap = (one: Bounds, other: Bounds): boolean =>
  one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
