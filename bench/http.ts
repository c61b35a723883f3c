import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { BenchRow } from './bench.ts';

/** Share of bare node:http's requests per second that a cached answer of the API must reach. */
const TARGET = 0.6;
const ROUNDS = 5;
const ROUND_SECONDS = 3;
const PATHS = ['/api/v1/az/search?q=bin+day&authority=amber-valley', '/api/v1/places/DE45%201ES'];
const HEADERS = { 'accept-encoding': 'gzip, br' };

const root = fileURLToPath(new URL('../', import.meta.url));

export type Child = { url: string; stop(): Promise<void> };

/** Starts a TypeScript file that reports `{ listening: port }` to its parent. */
export const startChild = async (file: string, env: Record<string, string>): Promise<Child> => {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stopped = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was listening`)));
  const [message] = (await Promise.race([once(child, 'message'), stopped])) as [{ listening: number }];
  stopped.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${message.listening}`,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

/** The yardstick: node:http that writes the same headers and bytes from memory. */
const serveBare = async (): Promise<void> => {
  const body = Buffer.from(process.env.BARE_BODY ?? '', 'base64');
  const headers: Record<string, string> = JSON.parse(process.env.BARE_HEADERS ?? '{}');
  const server = createServer((_, reply) => reply.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address && typeof address === 'object') process.send?.({ listening: address.port });
  process.once('SIGTERM', () => process.exit(0));
};

const requestsPerSecond = async (url: string): Promise<number> => {
  const result = await autocannon({ url, connections: 32, duration: ROUND_SECONDS, headers: HEADERS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url} answered ${result.non2xx} times other than 2xx, with ${result.errors} errors`);
  return result.requests.average;
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Requests per second of an address that stands ready, beside those of bare node:http with the same headers and bytes. `target` is a share of these. */
export const compare = async (server: Child, path: string, target: number): Promise<BenchRow> => {
  const sample = await fetch(server.url + path, { headers: { 'accept-encoding': 'br' } });
  const raw = await rawBody(server.url + path);
  const headers = Object.fromEntries(
    [...sample.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name)),
  );
  const bare = await startChild('bench/http.ts', {
    BARE_BODY: raw.toString('base64'),
    BARE_HEADERS: JSON.stringify({ ...headers, 'content-length': String(raw.length) }),
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  // Turn about, so that whatever else the machine does falls on both.
  for (let round = 0; round <= ROUNDS; round++) {
    const one = await requestsPerSecond(server.url + path);
    const two = await requestsPerSecond(bare.url);
    if (round === 0) continue;
    ours.push(one);
    theirs.push(two);
  }
  await bare.stop();
  const share = median(ours) / median(theirs);
  return {
    name: `Cached GET ${path.replace(/\?.*/, '')} beside bare node:http, ${raw.length} bytes`,
    figure: `${Math.round(share * 100)} % (${Math.round(median(ours))} to ${Math.round(median(theirs))} requests/s)`,
    target: `≥ ${target * 100} %`,
    met: share >= target,
  };
};

/** The bytes as they cross the wire: fetch would unpack them. */
const rawBody = async (url: string): Promise<Buffer> => {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: HEADERS }, reply => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => resolve(Buffer.concat(chunks)));
    });
    asked.on('error', reject).end();
  });
};

/** Measures cached answers of a server with the starter record beside bare node:http. `target` is the share of its requests a second. */
export const besideBare = async (paths: readonly string[], target: number): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-http-'));
  // As it runs in production: with its request log, here thrown away by the operating system.
  const server = await startChild('api/src/main.ts', {
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: `file:${join(folder, 'record.sqlite')}`,
    LOG_LEVEL: 'info',
  });
  try {
    const rows: BenchRow[] = [];
    for (const path of paths) rows.push(await compare(server, path, target));
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
};

export const run = (): Promise<BenchRow[]> => besideBare(PATHS, TARGET);

if (process.env.BARE_BODY !== undefined) await serveBare();
