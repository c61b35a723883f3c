// The geographic warehouse: taking in a layer, opening a large one beside running requests, and finding what is near.
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { importLayer } from '../api/src/map/import/import-layer.ts';
import type { MapModel } from '../api/src/map/model.ts';
import { openMapModel } from '../api/src/map/read-model.ts';
import { createMapRepository } from '../api/src/map/repository.ts';
import { toGrid } from '../api/src/places/grid.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import type { BenchRow } from './bench.ts';

const POLYGONS = 10_000;
const POINTS = 550_000;
const NEAREST_OF = 10_000;
const QUESTIONS = 5000;
const TARGET_IMPORT_SECONDS = 10;
const TARGET_BLOCK_MS = 50;
const TARGET_NEAREST_MS = 1;
/** Lines that are written at once. */
const LINES = 5000;

/** The R2 sequence (Roberts, 2018): points as evenly strewn as chance would have it, the same each run. */
const strewn = (at: number): { lat: number; lng: number } => ({
  lat: 52.7 + ((at * 0.7548776662) % 1) * 0.85,
  lng: -2.03 + ((at * 0.5698402909) % 1) * 0.86,
});

const CORNERS = 30;

/** A field of about 200 m across, with thirty corners. */
const field = (at: number): unknown => {
  const { lat, lng } = strewn(at);
  const ring = Array.from({ length: CORNERS }, (_, corner) => {
    const angle = (corner / CORNERS) * 2 * Math.PI;
    const reach = 0.0008 + 0.0004 * ((at * corner * 0.618) % 1);
    return [lng + reach * 1.6 * Math.cos(angle), lat + reach * Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
};
const point = (at: number): unknown => ({ type: 'Point', coordinates: [strewn(at).lng, strewn(at).lat] });

/** Newline-delimited GeoJSON. */
const writeFeatures = async (file: string, count: number, geometryOf: (at: number) => unknown): Promise<void> => {
  const target = await open(file, 'w');
  for (let from = 0; from < count; from += LINES) {
    const lines = Array.from({ length: Math.min(LINES, count - from) }, (_, offset) => {
      const at = from + offset;
      return JSON.stringify({
        type: 'Feature',
        id: `f${at}`,
        properties: { name: `Place ${at}`, kind: 'field' },
        geometry: geometryOf(at),
      });
    });
    await target.write(`${lines.join('\n')}\n`);
  }
  await target.close();
};

const nothing = (): void => undefined;
const given = { title: 'Bench', licence: 'None', attribution: 'None', source: 'Made for the bench' } as const;

/** Seconds that an import takes. */
const take = async (store: Store, layer: string, file: string): Promise<number> => {
  const started = performance.now();
  const how = { layer, files: [file], mode: 'replace', given, reading: {}, allowShrink: false, now: new Date() } as const;
  await importLayer(store, { ...how, onBytes: nothing, onRow: nothing, onRefused: nothing, onNote: nothing });
  return (performance.now() - started) / 1000;
};

const importRow = (name: string, seconds: number): BenchRow => ({
  name,
  figure: `${seconds.toFixed(1)} s (${Math.round(POLYGONS / seconds)} a second)`,
  target: `< ${TARGET_IMPORT_SECONDS} s`,
  met: seconds < TARGET_IMPORT_SECONDS,
});

/** The least of so many openings: what other programs of the machine keep from this one is not its own doing. */
const OPENINGS = 3;

type Opening = { readonly seconds: number; readonly blockedMs: number; readonly workedMs: number };

/** The most processor time that this thread uses between two looks of every 5 ms: its own part of a block, without waiting for a processor. */
const watchWork = () => {
  let most = 0;
  let last = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    most = Math.max(most, (user + system) / 1000);
  }, 5);
  return {
    end: (): number => {
      clearInterval(timer);
      return most;
    },
  };
};

/** Opens the warehouse and closes it again while the event loop is watched, as requests would feel it. */
const openWatched = async (store: Store): Promise<Opening> => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const work = watchWork();
  delay.enable();
  const started = performance.now();
  const model = await openModel(store);
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  const workedMs = work.end();
  await model.close();
  return { seconds, blockedMs: delay.max / 1e6, workedMs };
};

const openModel = (store: Store) => openMapModel({ repository: createMapRepository(store.read), file: store.file });

const openingRow = async (store: Store): Promise<BenchRow> => {
  const openings: Opening[] = [];
  for (let at = 0; at < OPENINGS; at++) openings.push(await openWatched(store));
  const least = (figure: keyof Opening): number => Math.min(...openings.map(one => one[figure]));
  const [blockedMs, workedMs, seconds] = [least('blockedMs'), least('workedMs'), least('seconds')];
  return {
    name: `Opening ${POINTS} points and ${POLYGONS} polygons (${seconds.toFixed(1)} s in its thread), longest block of requests, least of ${OPENINGS}`,
    figure: `${blockedMs.toFixed(1)} ms, with at most ${workedMs.toFixed(1)} ms of work of its own at a time`,
    target: `< ${TARGET_BLOCK_MS} ms`,
    met: blockedMs < TARGET_BLOCK_MS,
  };
};

const nearestTimes = (model: MapModel, layer: string): number => {
  const times = Array.from({ length: QUESTIONS }, (_, at) => {
    const from = toGrid(strewn(at + 0.5));
    const started = performance.now();
    model.nearest(layer, from, 10);
    return performance.now() - started;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(QUESTIONS * 0.95)] ?? Number.NaN;
};

const nearestRow = (what: string, ms: number): BenchRow => ({
  name: `Nearest 10 of ${what}, p95 of ${QUESTIONS} questions`,
  figure: `${ms.toFixed(3)} ms`,
  target: `< ${TARGET_NEAREST_MS} ms`,
  met: ms < TARGET_NEAREST_MS,
});

const measure = async (store: Store, folder: string): Promise<BenchRow[]> => {
  const file = (name: string) => join(folder, name);
  await writeFeatures(file('fields'), POLYGONS, field);
  await writeFeatures(file('stops'), NEAREST_OF, point);
  await writeFeatures(file('addresses'), POINTS, point);
  const first = await take(store, 'fields', file('fields'));
  const again = await take(store, 'fields', file('fields'));
  await take(store, 'stops', file('stops'));
  await take(store, 'addresses', file('addresses'));
  const opening = await openingRow(store);
  const model = await openModel(store);
  const rows = [
    importRow(`Import of ${POLYGONS} polygons of ${CORNERS} corners`, first),
    importRow('The same again, nothing changed', again),
    opening,
    nearestRow(`${NEAREST_OF} points`, nearestTimes(model, 'stops')),
    nearestRow(`${POLYGONS} polygons`, nearestTimes(model, 'fields')),
    nearestRow(`${POINTS} points`, nearestTimes(model, 'addresses')),
  ];
  await model.close();
  return rows;
};

export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-warehouse-'));
  const store = openStore(join(folder, 'record.sqlite'));
  try {
    return await measure(store, folder);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
};
