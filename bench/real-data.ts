import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findSharedData } from '../scripts/shared-data.ts';

const exec = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));

/** The commands that import the real open data, in the order in which it is best imported: boundaries first, so that places are derived once. */
const imports = (data: string): string[][] => {
  const folder = join(data, 'postcodes', 'code-point-open-2025-11');
  const boundaries = (name: string) => join(data, 'boundaries', name);
  const codePoint = readdirSync(folder).filter(name => /^[a-z]{1,2}\.csv$/.test(name));
  return [
    ['seed'],
    ['import', 'boundaries', boundaries('districts.geojson'), '--kind', 'district'],
    ['import', 'boundaries', boundaries('neighbouring-districts.geojson'), '--kind', 'neighbour'],
    ['import', 'boundaries', boundaries('peak-district-national-park.geojson'), '--kind', 'park'],
    ['import', 'postcodes', ...codePoint.map(name => join(folder, name)), '--edition', '2025-11'],
  ];
};

/** Fills an SQLite file through the command line, as an operator would. Throws when the open data is neither beside the project nor where `--shared` says. */
export const loadRealData = async (file: string): Promise<void> => {
  const { folder, data } = findSharedData(process.argv.slice(2));
  if (!data) throw new Error(`The open data is not at ${folder}. Name its folder with --shared.`);
  for (const words of imports(data)) {
    await exec(process.execPath, ['api/src/cli/main.ts', ...words], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: `file:${file}` },
      maxBuffer: 2 ** 26,
    });
  }
};
