import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedAuthorities } from '../../../authorities/seed.ts';
import type { RefusedRow } from '../../../places/import-run.ts';
import { createPlaceWriter } from '../../../places/repository.write.ts';
import { openStore, type Store } from '../../../store/connect.ts';
import { readVersion } from '../../../store/versions.ts';
import { createMapRepository, type FeatureRow, type LayerRow } from '../../repository.ts';
import { importLayer, type LayerCounts, type LayerImport } from '../import-layer.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');

/** A record in a temporary folder, and a folder for files to import. */
export type LayerRecord = {
  readonly store: Store;
  readonly folder: string;
  readonly refused: RefusedRow[];
  readonly notes: string[];
  write(name: string, content: string | Uint8Array): string;
  import(files: string | readonly string[], more?: Partial<LayerImport>): Promise<LayerCounts>;
  layer(): Promise<LayerRow | undefined>;
  features(): Promise<readonly FeatureRow[]>;
  version(): Promise<number>;
  close(): void;
};

/** What a new layer needs to be described. */
export const DESCRIBED = { title: 'Benches', licence: 'OGL v3', attribution: 'Test', source: 'Test' } as const;

export const openLayerRecord = async (): Promise<LayerRecord> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-layer-'));
  const store = openStore(join(folder, 'record.sqlite'));
  await store.write(db => seedAuthorities(db, NOW));
  const record = createMapRepository(store.read);
  const refused: RefusedRow[] = [];
  const notes: string[] = [];
  return {
    store,
    folder,
    refused,
    notes,
    write: (name, content) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    import: (files, more = {}) =>
      importLayer(store, {
        layer: 'benches',
        files: typeof files === 'string' ? [files] : files,
        mode: 'replace',
        given: DESCRIBED,
        reading: {},
        allowShrink: false,
        now: NOW,
        onBytes: () => undefined,
        onRow: () => undefined,
        onRefused: row => void refused.push(row),
        onNote: note => void notes.push(note),
        ...more,
      }),
    layer: async () => (await record.layers()).find(row => row.id === 'benches'),
    features: () => record.byTitle('benches', 0, 10_000),
    version: () => readVersion(store.read, 'map'),
    close: () => {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** Puts a postcode on record at a point. */
export const addPostcode = (store: Store, postcode: string, lng: number, lat: number): Promise<void> =>
  store.write(db =>
    createPlaceWriter(db).savePostcode({
      postcode,
      easting: null,
      northing: null,
      lat,
      lng,
      quality: 10,
      gss: null,
      ward: null,
      statedInPark: null,
      retiredOn: null,
      isRetired: false,
      inPark: null,
      parkEdgeM: null,
      nearGss: null,
      nearM: null,
    }),
  );
