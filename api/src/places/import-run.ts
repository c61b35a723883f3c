import type { BoundaryMap } from './boundary-map.ts';
import type { PlaceWriter } from './repository.write.ts';
import type { PostcodeFileKind } from './source.ts';

/** A row that was left out. `line` counts from 1: lines, unless `unit` says that it counts features. `text` is the row as it stands in the file. */
export type RefusedRow = {
  readonly file: string;
  readonly line: number;
  readonly unit?: 'line' | 'feature';
  readonly reason: string;
  readonly text: string;
};

export type PostcodeImport = {
  readonly files: readonly string[];
  /** "2025-11"; where it is not given, what file and folder names say. */
  readonly edition: string | undefined;
  readonly allowShrink: boolean;
  /** Take an edition older than the one on record for its area. */
  readonly allowOlder: boolean;
  readonly now: Date;
  readonly onBytes: (bytes: number) => void;
  readonly onRow: () => void;
  readonly onRefused: (row: RefusedRow) => void;
  readonly onNote: (note: string) => void;
};

export type ImportCounts = {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  retired: number;
  skipped: number;
  refused: number;
};

/** The import stops and the record stays as it was; the message says where and why. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}

/** What one call has gathered of a postcode area from one kind of file. */
export type AreaTally = {
  kind: Exclude<PostcodeFileKind, 'nsul'>;
  area: string;
  edition: string | null;
  rows: number;
  changed: number;
  liveBefore: number;
};

/** The state of one import, from the first file to the last. */
export type ImportRun = {
  readonly options: PostcodeImport;
  readonly record: PlaceWriter;
  /** GSS codes of the partners' parks. */
  readonly parks: ReadonlySet<string>;
  readonly map: BoundaryMap;
  readonly counts: ImportCounts;
  readonly tallies: Map<string, AreaTally>;
  /** Postcodes seen in Code-Point files: a second one is refused, and what is missing has been retired. */
  readonly seen: Set<string>;
  /** Addresses of NSUL by "postcode|district|park". */
  readonly addresses: Map<string, number>;
  addressEdition: string | null;
};
