import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position } from 'geojson';
import { seedIfEmpty } from '../api/src/cli/seed.ts';
import { describedLayer, fillLayer, plainFeature } from '../api/src/map/testing/layers.ts';
import { openStore } from '../api/src/store/connect.ts';
import type { BenchRow } from './bench.ts';
import { compare, startChild } from './http.ts';

/** Share of bare node:http's requests per second that a cached tile must reach. */
const CACHED_TARGET = 0.7;
const UNCACHED_TARGET_MS = 25;
const ACROSS = 100;
const CORNERS = 24;
const DEEPEST = 14;
const TILES_A_ZOOM = 120;
const WEST = -2.1;
const SOUTH = 52.65;
const WIDTH = 0.95;
const HEIGHT = 0.9;

/** A sequence that is the same each time: mulberry32. */
const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Ten thousand ragged areas of 24 corners that cover the county. */
function* areas() {
  const next = random(1);
  for (let at = 0; at < ACROSS * ACROSS; at++) {
    const lng = WEST + ((at % ACROSS) / ACROSS) * WIDTH;
    const lat = SOUTH + (Math.floor(at / ACROSS) / ACROSS) * HEIGHT;
    const ring = Array.from({ length: CORNERS }, (_, corner): Position => {
      const angle = (corner / CORNERS) * 2 * Math.PI;
      const reach = 0.006 * (0.6 + 0.4 * next());
      return [lng + Math.cos(angle) * reach, lat + Math.sin(angle) * reach];
    });
    yield plainFeature(`area-${at}`, { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] });
  }
}

const column = (lng: number, z: number): number => Math.floor(((lng + 180) / 360) * 2 ** z);
const row = (lat: number, z: number): number => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);

/** Paths of tiles that hold some of the county, at most so many a zoom, each once. */
const sample = (layer: string): string[] => {
  const next = random(2);
  return Array.from({ length: DEEPEST + 1 }, (_, z) => {
    const paths = Array.from({ length: TILES_A_ZOOM }, () => {
      const x = column(WEST + next() * WIDTH, z);
      const y = row(SOUTH + next() * HEIGHT, z);
      return `/tiles/${layer}/${z}/${x}/${y}.mvt`;
    });
    return [...new Set(paths)];
  }).flat();
};

const agent = new Agent({ keepAlive: true });

/** Milliseconds until a reply is there whole. */
const timed = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const asked = request(url, { agent, headers: { 'accept-encoding': 'gzip' } }, reply => {
      if (reply.statusCode !== 200) reject(new Error(`${url} answered ${reply.statusCode}`));
      reply.resume().on('end', () => resolve(performance.now() - started));
    });
    asked.on('error', reject).end();
  });

const fill = async (file: string): Promise<void> => {
  const store = openStore(file);
  const now = new Date();
  await seedIfEmpty(store, now);
  const features = Array.from(areas(), area => [area, now] as const);
  await fillLayer(store, describedLayer('bench-areas', { role: 'areas', geometry: 'polygon' }), features, now);
  store.close();
};

export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-tiles-'));
  const file = join(folder, 'record.sqlite');
  await fill(file);
  const server = await startChild('api/src/main.ts', { PORT: '0', HOST: '127.0.0.1', DATABASE_URL: `file:${file}`, LOG_LEVEL: 'info' });
  try {
    const first = await timed(`${server.url}/tiles/bench-areas/15/${column(-1.6, 15)}/${row(53.1, 15)}.mvt`);
    const times: number[] = [];
    for (const path of sample('bench-areas')) times.push(await timed(server.url + path));
    times.sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
    const ms = (value: number | undefined): string => `${(value ?? Number.NaN).toFixed(1)} ms`;
    return [
      {
        name: `Uncached tile of 10,000 polygons, ${times.length} tiles of zoom 0 to ${DEEPEST}, p95`,
        figure: `${ms(p95)} (median ${ms(times[times.length >> 1])}, worst ${ms(times.at(-1))}; the first of the layer ${ms(first)})`,
        target: `< ${UNCACHED_TARGET_MS} ms`,
        met: p95 < UNCACHED_TARGET_MS,
      },
      await compare(server, '/tiles/districts,county,park,settlements/9/253/166.mvt', CACHED_TARGET),
      await compare(server, '/tiles/bench-areas/12/2029/1331.mvt', CACHED_TARGET),
    ];
  } finally {
    agent.destroy();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
};
