import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { importBoundaries } from '../../api/src/places/import-boundaries.ts';
import { importPostcodes } from '../../api/src/places/import-postcodes.ts';
import type { ImportCounts } from '../../api/src/places/import-run.ts';
import type { Store } from '../../api/src/store/connect.ts';
import { csvRows } from '../shared-data.ts';

const BOUNDARIES = [
  ['districts.geojson', 'district'],
  ['neighbouring-districts.geojson', 'neighbour'],
  ['peak-district-national-park.geojson', 'park'],
] as const;

/** The columns of NSPL that the import wants. The month is made up: the file at hand says only that these are not live in 2025. */
const NSPL_HEADER = 'pcd7,pcds,doterm,east1m,north1m,lad25cd,npark16cd,pfa23cd,lat,long\n';
const MADE_UP_TERMINATION = '202501';

/** The retired postcodes at hand, in the shape in which ONS publishes them. */
async function* asNspl(file: string): AsyncGenerator<string> {
  yield NSPL_HEADER;
  for await (const { postcode = '', lat = '', lng = '', district_gss_pip: gss = '' } of csvRows(file))
    yield `${postcode.replace(' ', '')},${postcode},${MADE_UP_TERMINATION},,,${gss},,,${lat},${lng}\n`;
}

const importFiles = (store: Store, files: readonly string[], now: Date, print: (line: string) => void): Promise<ImportCounts> =>
  importPostcodes(store, {
    files,
    edition: undefined,
    allowShrink: false,
    allowOlder: false,
    now,
    onBytes: () => undefined,
    onRow: () => undefined,
    onRefused: row => print(`  refused: ${row.file}, line ${row.line} ${row.reason}`),
    onNote: print,
  });

/** Imports the real files into a record, as an operator would. `scratch` is a folder for a file made on the way. */
export const fillWithRealData = async (
  store: Store,
  data: string,
  scratch: string,
  now: Date,
  print: (line: string) => void,
): Promise<void> => {
  for (const [file, kind] of BOUNDARIES) {
    const { added } = await importBoundaries(store, {
      file: join(data, 'boundaries', file),
      kind,
      edition: undefined,
      now,
      onRow: () => undefined,
    });
    print(`  ${file}: ${added.length} boundaries`);
  }
  const folder = join(data, 'postcodes', 'code-point-open-2025-11');
  const codePoint = (await readdir(folder)).filter(name => name.endsWith('.csv')).map(name => join(folder, name));
  const started = performance.now();
  const live = await importFiles(store, codePoint, now, () => undefined);
  print(`  Code-Point Open: ${live.added} postcodes, ${live.refused} refused, ${((performance.now() - started) / 1000).toFixed(1)} s`);

  const nspl = join(scratch, 'retired-as-nspl.csv');
  await pipeline(asNspl(join(data, 'postcodes', 'retired-or-non-residential-postcodes.csv')), createWriteStream(nspl));
  const retired = await importFiles(store, [nspl], now, print);
  print(`  Out of use, in the shape of NSPL: ${retired.added} postcodes, ${retired.refused} refused`);
};
