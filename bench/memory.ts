import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { BenchRow } from './bench.ts';
import { loadRealData } from './real-data.ts';

const TARGET_MB = 250;
const root = fileURLToPath(new URL('../', import.meta.url));

/** Resident memory of a process in MB, from /proc where there is one. */
const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1000;

/** The server with the starter record, six postcode areas and all boundaries on record, after a minute's worth of different questions. */
export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-memory-'));
  const file = join(folder, 'record.sqlite');
  try {
    await loadRealData(file);
    const server = spawn(process.execPath, ['api/src/main.ts'], {
      cwd: root,
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: `file:${file}`, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [{ listening }] = (await once(server, 'message')) as [{ listening: number }];
    const words = ['bin', 'council tax', 'pothole', 'school', 'planning', 'parking fine', 'birth', 'noise', 'library', 'blue badge'];
    const requests = Array.from({ length: 2000 }, (_, at) => ({
      path:
        at % 2
          ? `/api/v1/az/search?q=${encodeURIComponent(`${words[at % words.length]} ${at}`)}`
          : `/api/v1/places/DE${1 + (at % 75)}%20${at % 10}AA`,
    }));
    await autocannon({ url: `http://127.0.0.1:${listening}`, connections: 16, amount: 20_000, requests });
    const resident = residentMb(server.pid ?? 0);
    server.kill('SIGTERM');
    await once(server, 'exit');
    return [
      {
        name: 'Server with everything loaded, after 20,000 requests',
        figure: `${Math.round(resident)} MB resident`,
        target: `< ${TARGET_MB} MB`,
        met: resident < TARGET_MB,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
