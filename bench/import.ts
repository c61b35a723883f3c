import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findSharedData } from '../scripts/shared-data.ts';
import type { BenchRow } from './bench.ts';

const TARGET_SECONDS = 20;
const TARGET_MB = 300;

const commandLine = fileURLToPath(new URL('../api/src/cli/main.ts', import.meta.url));
const measured = fileURLToPath(new URL('measured-child.ts', import.meta.url));

export type Measured = { readonly seconds: number; readonly peakMb: number };

/** Runs one command in a process of its own, as an operator does; the peak is the kernel's figure for that process. */
export const dtp = (record: string, ...words: readonly string[]): Measured => {
  const started = performance.now();
  const env = { ...process.env, DATABASE_URL: `file:${record}`, PUBLIC_URL: 'https://widgets.example' };
  const child = spawnSync(process.execPath, ['--import', measured, commandLine, ...words], { env, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${words.slice(0, 2).join(' ')} failed: ${child.stderr}`);
  const peak = /peak kilobytes (\d+)/.exec(child.stderr)?.[1];
  return { seconds: (performance.now() - started) / 1000, peakMb: Number(peak) / 1024 };
};

const rowsOf = (name: string, { seconds, peakMb }: Measured): BenchRow[] => [
  { name, figure: `${seconds.toFixed(1)} s`, target: `< ${TARGET_SECONDS} s`, met: seconds < TARGET_SECONDS },
  { name: `${name}, peak memory`, figure: `${Math.round(peakMb)} MB`, target: `< ${TARGET_MB} MB`, met: peakMb < TARGET_MB },
];

/** The six Code-Point Open files with all boundaries on record, from the start of the command to its end; then the same again. */
export const run = async (): Promise<BenchRow[]> => {
  const { folder, data } = findSharedData(process.argv.slice(2));
  if (!data)
    return [
      {
        name: 'Import of six Code-Point files',
        figure: `not measured: no open data at ${folder}`,
        target: `< ${TARGET_SECONDS} s`,
        met: false,
      },
    ];
  const scratch = mkdtempSync(join(tmpdir(), 'dtp-bench-import-'));
  try {
    const record = join(scratch, 'record.sqlite');
    const boundaries = (file: string, kind: string) => dtp(record, 'import', 'boundaries', join(data, 'boundaries', file), '--kind', kind);
    boundaries('districts.geojson', 'district');
    boundaries('neighbouring-districts.geojson', 'neighbour');
    boundaries('peak-district-national-park.geojson', 'park');
    const codePoint = join(data, 'postcodes', 'code-point-open-2025-11');
    const files = readdirSync(codePoint)
      .filter(name => /^[a-z]{1,2}\.csv$/.test(name))
      .map(name => join(codePoint, name));
    return [
      ...rowsOf('Import of six Code-Point files, 139,851 rows', dtp(record, 'import', 'postcodes', ...files)),
      ...rowsOf('The same again, nothing changed', dtp(record, 'import', 'postcodes', ...files)),
    ];
  } finally {
    rmSync(scratch, { recursive: true });
  }
};
