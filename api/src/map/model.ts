import type { Bounds, LatLng } from '@dtp/contract/map.ts';
import type { GridPoint } from '../places/grid.ts';
import type { LayerRow } from './repository.ts';

/** A feature by its number within its layer, and how far it is: metres on the National Grid, 0 inside an area. */
export type Near = { readonly number: number; readonly metres: number };

/**
 * The warehouse in memory: the layers, and for each an index of where its features are. It knows features by number; what they say is
 * read from the record. Opened and rebuilt off the request path, in a thread of its own; what is asked is answered by the last whole model.
 */
export type MapModel = {
  /** By title. */
  layers(): readonly LayerRow[];
  layer(id: string): LayerRow | undefined;
  /** West, south, east, north of all features; null for an empty or unknown layer. */
  bounds(layer: string): Bounds | null;
  /** All numbers of a layer in the order of import, for paging by offset. */
  numbers(layer: string): Uint32Array;
  /** Nearest first, by the shape itself and not its box. */
  nearest(layer: string, from: GridPoint, limit: number): readonly Near[];
  /** Numbers of the polygons that contain the point. */
  containing(layer: string, point: GridPoint): readonly number[];
  /** Numbers, in order, of the features whose shape touches the box: degrees, west to east. Boxes over the date line are two calls. */
  within(layer: string, box: Bounds): Uint32Array;
  /** The same for a box on the National Grid: minimum easting and northing, maximum easting and northing, in metres. */
  withinGrid(layer: string, box: Bounds): Uint32Array;
  /** Where the pin of a feature stands; undefined for a number that is no more. */
  pin(layer: string, number: number): LatLng | undefined;
  /** The Mapbox vector tile (one layer in it, of the same name), uncompressed; empty where there is nothing. The tile has to exist: 0 ≤ x, y < 2^z, z ≤ 16. */
  tile(layer: string, z: number, x: number, y: number): Promise<Uint8Array>;
};
