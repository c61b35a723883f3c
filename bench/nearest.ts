// "Find my nearest": the cached answer beside bare node:http, a position asked for anew each time, and the opening hours in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WeeklySpan } from '@dtp/contract/hours.ts';
import pino from 'pino';
import { seedIfEmpty } from '../api/src/cli/seed.ts';
import { readConfig } from '../api/src/config.ts';
import { openState } from '../api/src/hours/open-state.ts';
import type { IncomingFeature } from '../api/src/map/repository.write.ts';
import { createMapWriter } from '../api/src/map/repository.write.ts';
import { startApp } from '../api/src/start.ts';
import { openStore, type Store } from '../api/src/store/connect.ts';
import { bumpVersion } from '../api/src/store/versions.ts';
import type { BenchRow } from './bench.ts';
import { besideBare } from './http.ts';

const CACHED = ['/api/v1/map/nearest?layer=libraries&postcode=DE45+1ES'];
const CACHED_TARGET = 0.6;
const FEATURES = 10_000;
const ROUNDS = 2000;
const WARM_UP = 200;
const TARGET_POST_MS = 5;
const TARGET_STATES = 100_000;
const STATES = 200_000;

const HOURS: readonly WeeklySpan[] = [1, 2, 3, 4, 5].flatMap(day => [
  { day, opens: '09:00', closes: '12:30' },
  { day, opens: '13:30', closes: '17:00' },
]);

/** The R2 sequence (Roberts, 2018): points as evenly strewn as chance would have it, the same each run. */
const strewn = (at: number): { lat: number; lng: number } => ({
  lat: 52.7 + ((at * 0.7548776662) % 1) * 0.85,
  lng: -2.03 + ((at * 0.5698402909) % 1) * 0.86,
});

const place = (at: number): IncomingFeature => {
  const { lat, lng } = strewn(at);
  return {
    id: `place-${at}`,
    title: `Place ${at}`,
    summary: null,
    geometry: { type: 'Point', coordinates: [lng, lat] },
    address: `${at} High Street`,
    postcode: null,
    phone: null,
    email: null,
    url: null,
    hours: [...HOURS],
    properties: {},
    source: null,
    verifiedOn: null,
  };
};

const fill = (store: Store): Promise<void> =>
  store.write(async db => {
    const now = new Date();
    const writer = createMapWriter(db);
    const libraries = await writer.layer('libraries');
    if (!libraries) throw new Error('The starter layers are not on record.');
    const { version, count, updatedAt, lastTriedAt, fault, sourceUrl, refreshMinutes, reading, validators, ...description } = libraries;
    await writer.describeLayer({ ...description, id: 'bench' }, now);
    for (let at = 0; at < FEATURES; at++) await writer.saveFeature('bench', place(at), now);
    await writer.touchLayer('bench', now);
    await bumpVersion(db, 'map', now);
  });

/** Whole answers to a POST as the app makes them, without the network: index, record, hours and JSON. */
const positions = async (): Promise<BenchRow> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-nearest-'));
  const store = openStore(join(folder, 'record.sqlite'));
  try {
    await seedIfEmpty(store, new Date());
    await fill(store);
    const log = pino({ level: 'silent' });
    const running = await startApp({ config: readConfig({}), store, log, dist: join(folder, 'dist'), build: 'bench' });
    const times: number[] = [];
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      const body = JSON.stringify({ layer: 'bench', at: strewn(round + 0.5), limit: 10 });
      const start = performance.now();
      const reply = await running.app.request('/api/v1/map/nearest', { method: 'POST', body });
      await reply.arrayBuffer();
      if (reply.status !== 200) throw new Error(`The answer was ${reply.status}.`);
      if (round >= WARM_UP) times.push(performance.now() - start);
    }
    await running.close();
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    return {
      name: `POST nearest 10 of ${FEATURES} with hours, ${ROUNDS} different positions`,
      figure: `p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms`,
      target: `p95 < ${TARGET_POST_MS} ms`,
      met: at(0.95) < TARGET_POST_MS,
    };
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
};

/** Open or closed, in words, at instants all through a year. */
const states = (): BenchRow => {
  const first = Date.UTC(2026, 0, 1);
  const step = Math.floor((365 * 86_400_000) / STATES);
  let letters = 0;
  const start = performance.now();
  for (let at = 0; at < STATES; at++) letters += openState(HOURS, new Date(first + at * step)).text.length;
  const perSecond = Math.round(STATES / ((performance.now() - start) / 1000));
  return {
    name: `open or closed at ${STATES} instants of a year, ${letters} letters of words`,
    figure: `${perSecond} a second`,
    target: `≥ ${TARGET_STATES} a second`,
    met: perSecond >= TARGET_STATES,
  };
};

export const run = async (): Promise<BenchRow[]> => [states(), await positions(), ...(await besideBare(CACHED, CACHED_TARGET))];
