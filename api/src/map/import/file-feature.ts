import type { LayerReading } from '../../store/schema.ts';
import type { PointFinder } from './point-finder.ts';
import type { Projection } from './projection.ts';

/** A feature as its file has it: nothing in it is checked. */
export type FileFeature = {
  /** Its line in a text of lines; elsewhere its number, from 1. */
  readonly place: number;
  /** What the file itself calls its id, beside its properties. */
  readonly id: unknown;
  /** GeoJSON, in `projection`. */
  readonly geometry: unknown;
  readonly projection: Projection;
  readonly properties: readonly (readonly [name: string, value: unknown])[];
};

/** What could not even be read as a feature, and why: the reason completes the sentence "line 12 …". `properties` may still say what it was. */
export type UnreadFeature = Pick<FileFeature, 'place' | 'properties'> & { readonly fault: string };

export type FileContents = {
  /** What `place` counts. */
  readonly unit: 'line' | 'feature';
  readonly features: AsyncIterable<FileFeature | UnreadFeature>;
};

/** How a file is to be read, and who wants to know how far that has come. */
export type ReadOptions = {
  readonly reading: LayerReading;
  readonly finder: PointFinder;
  /** Bytes of the file done; they add up to its size, more or less. */
  readonly onBytes: (bytes: number) => void;
};

export const NO_READING: LayerReading = { idField: null, titleField: null, crs: null, table: null, leaveOut: [] };
