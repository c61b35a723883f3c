import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse';

/** The attribution that the data's licences ask for: ../shared/data/README.md. */
export const OPEN_DATA_ATTRIBUTION =
  'Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database right 2025. ' +
  'Source: Office for National Statistics licensed under the Open Government Licence v3.0.';

const besideTheProject = fileURLToPath(new URL('../../shared', import.meta.url));

/** The folder of open data that `--shared` names; by default `shared` beside the project. Undefined when it is not there. */
export const findSharedData = (words: readonly string[]): { folder: string; data: string | undefined } => {
  const { values } = parseArgs({ args: [...words], options: { shared: { type: 'string' } }, strict: false });
  const folder = typeof values.shared === 'string' ? resolve(values.shared) : besideTheProject;
  const data = join(folder, 'data');
  return { folder, data: existsSync(data) ? data : undefined };
};

/** The same for scripts that cannot go on without: ends the process with a sentence. */
export const sharedData = (words: readonly string[]): string => {
  const { folder, data } = findSharedData(words);
  if (data) return data;
  process.stderr.write(`The open data is not at ${folder}. Name its folder with --shared.\n`);
  process.exit(1);
};

/** Rows of a CSV file with a header, as they stream by. */
export const csvRows = (file: string): AsyncIterable<Record<string, string>> =>
  createReadStream(file).pipe(parse({ columns: true, bom: true }));

export const readGeoJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
