import { join } from 'node:path';
import { importLayer, type LayerImport } from '../../api/src/map/import/import-layer.ts';
import type { Store } from '../../api/src/store/connect.ts';
import { FIRE_FILE } from '../layers/fire-stations.ts';
import { OPEN_GOVERNMENT_LICENCE } from '../layers/layer.ts';
import { LIBRARY_FILES } from '../layers/libraries.ts';
import { OPEN_DATA_ATTRIBUTION } from '../shared-data.ts';

type RealLayer = Pick<LayerImport, 'layer' | 'files' | 'given' | 'reading'>;

/** What came of importing a layer. `refused` has a sentence for each feature that was refused. */
export type ImportedLayer = {
  readonly layer: string;
  /** Features in the files. */
  readonly rows: number;
  readonly taken: number;
  readonly leftOut: number;
  readonly refused: readonly string[];
};

export const WARD_FILE = 'boundaries/wards.geojson';
export const DISTRICT_FILE = 'boundaries/districts.geojson';
export const COUNTY_FILE = 'boundaries/county-and-police-fire-area.geojson';
export const PARK_FILE = 'boundaries/peak-district-national-park.geojson';
export const STOP_FILES = ['stops/naptan-100-derbyshire-stops-2026-07.csv', 'stops/naptan-109-derby-stops-2026-07.csv'] as const;
export const PLACE_FILE = 'places/os-open-names-part.csv';

/** A layer that the starter record does not have. */
const fresh = (given: LayerImport['given']): LayerImport['given'] => ({
  ...OPEN_GOVERNMENT_LICENCE,
  attribution: OPEN_DATA_ATTRIBUTION,
  isVerified: true,
  ...given,
});

/** The real files whole, as `npm run dtp -- import layer` takes them; docs/data.md has the same as commands. */
const REAL_LAYERS: readonly RealLayer[] = [
  { layer: 'districts', files: [DISTRICT_FILE], given: { source: 'ONS, December 2019' }, reading: { idField: 'gss' } },
  {
    layer: 'county',
    files: [COUNTY_FILE],
    given: { source: 'ONS, December 2019' },
    // The file's other area is that of police and fire, which has no code.
    reading: { idField: 'gss', leaveOut: [{ field: 'gss', value: '' }] },
  },
  { layer: 'park', files: [PARK_FILE], given: { source: 'Natural England' }, reading: {} },
  {
    layer: 'wards',
    files: [WARD_FILE],
    given: fresh({ title: 'Wards', singular: 'ward', source: 'ONS, wards, May 2025, generalised to 20 m', edition: '2025-05' }),
    reading: { idField: 'WD25CD', titleField: 'WD25NM' },
  },
  {
    layer: 'libraries',
    files: LIBRARY_FILES,
    given: { source: 'The councils’ published lists of libraries' },
    reading: { leaveOut: [{ field: 'Year closed', value: '*' }] },
  },
  {
    layer: 'fire-stations',
    files: [FIRE_FILE],
    given: { edition: '2016-07' },
    // Headquarters and houses.
    reading: { leaveOut: ['HQ', 'N/A'].map(value => ({ field: 'Status', value })) },
  },
  {
    layer: 'bus-stops',
    files: STOP_FILES,
    given: fresh({ title: 'Bus stops', singular: 'bus stop', category: 'Transport', source: 'NaPTAN, July 2026', edition: '2026-07' }),
    reading: { idField: 'ATCOCode', titleField: 'CommonName' },
  },
  {
    layer: 'places',
    files: [PLACE_FILE],
    given: fresh({ title: 'Names of places', singular: 'place', source: 'OS Open Names, in part' }),
    reading: { idField: 'id', titleField: 'name' },
  },
];

const importOne = async (
  store: Store,
  data: string,
  { files, ...layer }: RealLayer,
  now: Date,
  print: (line: string) => void,
): Promise<ImportedLayer> => {
  const refused: string[] = [];
  const { rows, added, changed, unchanged, leftOut } = await importLayer(store, {
    ...layer,
    files: files.map(file => join(data, file)),
    mode: 'replace',
    allowShrink: false,
    now,
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: one => refused.push(`${one.file}, ${one.unit} ${one.line} ${one.reason}`),
    onNote: print,
  });
  return { layer: layer.layer, rows, taken: added + changed + unchanged, leftOut, refused };
};

/** Imports the real layers into a record that has the postcodes: two of the files say where things are by postcode only. */
export const importRealLayers = async (
  store: Store,
  data: string,
  now: Date,
  print: (line: string) => void,
): Promise<readonly ImportedLayer[]> => {
  const imported: ImportedLayer[] = [];
  for (const layer of REAL_LAYERS) {
    const started = performance.now();
    const done = await importOne(store, data, layer, now, print);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(`  Layer ${done.layer}: ${done.taken} features, ${done.leftOut} left out, ${done.refused.length} refused, ${seconds} s`);
    imported.push(done);
  }
  return imported;
};
