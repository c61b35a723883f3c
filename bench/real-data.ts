import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const shared = fileURLToPath(new URL('../../shared/data/', import.meta.url));

/** The real open data beside the project, in the order in which it is best imported: boundaries first, so that places are derived once. */
const imports = (): string[][] => {
  const folder = `${shared}postcodes/code-point-open-2025-11`;
  const codePoint = readdirSync(folder).filter(name => /^[a-z]{1,2}\.csv$/.test(name));
  return [
    ['seed'],
    ['import', 'boundaries', `${shared}boundaries/districts.geojson`, '--kind', 'district'],
    ['import', 'boundaries', `${shared}boundaries/neighbouring-districts.geojson`, '--kind', 'neighbour'],
    ['import', 'boundaries', `${shared}boundaries/peak-district-national-park.geojson`, '--kind', 'park'],
    ['import', 'postcodes', ...codePoint.map(name => `${folder}/${name}`), '--edition', '2025-11'],
  ];
};

/** Fills an SQLite file through the command line, as an operator would. Throws when the open data is not beside the project. */
export const loadRealData = async (file: string): Promise<void> => {
  for (const words of imports()) {
    await exec(process.execPath, ['api/src/cli/main.ts', ...words], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: `file:${file}` },
      maxBuffer: 2 ** 26,
    });
  }
};
