import type { Geometry, Position } from 'geojson';
import type { MapModel } from '../model.ts';
import type { MapRepository } from '../repository.ts';
import type { Point } from './frame.ts';
import { simplified } from './paths.ts';

/** An area of the ground by its id, in as much detail as a picture can show. */
export type GroundShape = { readonly id: string; readonly geometry: Geometry };

/** In degrees, about 10 m: under a unit of the picture at its closest. */
const DETAIL = 0.0001;

const coarse = (ring: readonly Position[]): Position[] =>
  simplified(
    ring.map(([lng = 0, lat = 0]): Point => [lng, lat]),
    DETAIL,
  ).map(([lng, lat]) => [lng, lat]);

const coarsened = (geometry: Geometry): Geometry => {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(coarse) };
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(polygon => polygon.map(coarse)) };
  return geometry;
};

/** The areas of a layer, read once for each version of it: boundaries at full resolution are megabytes of JSON. */
export const createGroundShapes = (map: MapModel, record: MapRepository) => {
  const known = new Map<string, { readonly version: number; readonly shapes: Promise<readonly GroundShape[]> }>();

  const read = async (layer: string): Promise<readonly GroundShape[]> => {
    const rows = await record.byNumber(layer, [...map.numbers(layer)]);
    return rows.map(({ id, geometry }) => ({ id, geometry: coarsened(geometry) }));
  };

  return (layer: string): Promise<readonly GroundShape[]> => {
    const version = map.layer(layer)?.version;
    if (version === undefined) return Promise.resolve([]);
    const last = known.get(layer);
    if (last?.version === version) return last.shapes;
    const shapes = read(layer);
    known.set(layer, { version, shapes });
    // What could not be read is read again when it is next asked for.
    shapes.catch(() => known.delete(layer));
    return shapes;
  };
};
