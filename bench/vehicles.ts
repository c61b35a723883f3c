import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type PositionReport, PositionsReply, VehicleId } from '@dtp/contract/vehicles.ts';
import { seed } from '../api/src/cli/seed.ts';
import { makeKey } from '../api/src/keys/access-key.ts';
import { openStore } from '../api/src/store/connect.ts';
import { createVehicleRepository } from '../api/src/vehicles/repository.ts';
import { createVehicleWriter } from '../api/src/vehicles/repository.write.ts';
import { readSampleRoads } from '../api/src/vehicles/sample-roads.ts';
import { driven } from '../api/src/vehicles/simulator.ts';
import type { BenchRow } from './bench.ts';
import type { Heard } from './vehicle-listeners.ts';

const VEHICLES = 1000;
const LISTENERS = 500;
const SECONDS = 20;
const BATCH = 100;
const POST_TARGET_MS = 250;
const LAG_TARGET_MS = 3000;

const root = fileURLToPath(new URL('../', import.meta.url));
const ids = Array.from({ length: VEHICLES }, (_, at) => VehicleId.parse(`bench-${at}`));
const roads = readSampleRoads();

/** Seconds of processor time that a process has used, from /proc. Its clock ticks a hundred times a second. */
const processorSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** A record with the vehicles, shown without delay so that the lag is ours alone; answers a key for them. */
const prepare = async (file: string): Promise<string> => {
  const store = openStore(file);
  const now = new Date();
  await seed(store, now);
  const { id, key, hash } = makeKey();
  await store.write(async db => {
    const writer = createVehicleWriter(db);
    for (const vehicle of ids)
      await writer.saveVehicle({
        id: vehicle,
        name: vehicle,
        kind: 'gritter',
        authority: 'derbyshire',
        isSample: true,
        delaySeconds: 0,
        addedAt: now.toISOString(),
      });
    await writer.addKey({ id, authority: 'derbyshire', name: 'Bench', hash, createdAt: now.toISOString(), revokedAt: null });
  });
  store.close();
  return key;
};

const positionsAt = (second: number, from: number): PositionReport[] => {
  const at = new Date().toISOString();
  return ids.slice(from, from + BATCH).flatMap((vehicle, offset) => {
    const road = roads[(from + offset) % roads.length];
    return road ? [{ vehicle, at, onDuty: true, ...driven(road, (from + offset) * 37 + second * 13) }] : [];
  });
};

/** Sends a fix a second of every vehicle, spread over the second. Answers how long each batch took, and what of it was taken. */
const drive = async (url: string, key: string): Promise<{ readonly times: number[]; readonly accepted: number }> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const times: number[] = [];
  let accepted = 0;
  const send = async (second: number, from: number) => {
    const body = JSON.stringify({ positions: positionsAt(second, from) });
    const began = performance.now();
    const reply = await fetch(`${url}/api/v1/vehicles/positions`, { method: 'POST', headers, body });
    times.push(performance.now() - began);
    if (reply.status !== 200) throw new Error(`The server answered ${reply.status}`);
    accepted += PositionsReply.parse(await reply.json()).accepted;
  };
  const began = performance.now();
  const sending: Promise<void>[] = [];
  const batches = VEHICLES / BATCH;
  for (let turn = 0; turn < SECONDS * batches; turn++) {
    await wait(Math.max(0, began + (turn * 1000) / batches - performance.now()));
    sending.push(send(Math.floor(turn / batches), (turn % batches) * BATCH));
  }
  await Promise.all(sending);
  return { times, accepted };
};

/** Counts what of the vehicles' fixes is on record. */
const countStored = async (file: string): Promise<number> => {
  const store = openStore(file);
  const repository = createVehicleRepository(store.read);
  let stored = 0;
  for (const id of ids) stored += (await repository.between(id, 0, Date.now(), 1000)).length;
  store.close();
  return stored;
};

export const run = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-bench-vehicles-'));
  const file = join(folder, 'record.sqlite');
  const key = await prepare(file);
  const server = spawn(process.execPath, ['api/src/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: `file:${file}`, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const [{ listening }] = (await once(server, 'message')) as [{ listening: number }];
    const url = `http://127.0.0.1:${listening}`;
    const crowd = new Worker(new URL('vehicle-listeners.ts', import.meta.url), {
      workerData: { url: `${url}/api/v1/vehicles/stream`, listeners: LISTENERS },
    });
    await once(crowd, 'message');
    const before = { processor: processorSeconds(server.pid ?? 0), at: performance.now() };
    const { times, accepted } = await drive(url, key);
    const share = (processorSeconds(server.pid ?? 0) - before.processor) / ((performance.now() - before.at) / 1000);
    // The last fixes are told within two ticks.
    await wait(LAG_TARGET_MS);
    crowd.postMessage('enough');
    const [heard] = (await once(crowd, 'message')) as [Heard];
    await crowd.terminate();
    server.kill('SIGTERM');
    await once(server, 'exit');
    const stored = await countStored(file);
    const post = percentile(times, 0.95);
    const lag = percentile(heard.lags, 0.95);
    const sent = VEHICLES * SECONDS;
    const told = Object.keys(heard.last).length;
    return [
      {
        name: `${VEHICLES} vehicles at 1 fix/s for ${SECONDS} s, ${LISTENERS} listeners: processor time of the server`,
        figure: `${Math.round(share * 100)} % of one core, ${Math.round(heard.megabytes / SECONDS)} MB/s sent`,
        target: '< 100 % of one core',
        met: share < 1,
      },
      {
        name: `POST of ${BATCH} positions, acknowledged when on record, p95`,
        figure: `${Math.round(post)} ms`,
        target: `< ${POST_TARGET_MS} ms`,
        met: post < POST_TARGET_MS,
      },
      {
        name: 'From fix to listener, p95',
        figure: `${(lag / 1000).toFixed(1)} s`,
        target: `< ${LAG_TARGET_MS / 1000} s`,
        met: lag < LAG_TARGET_MS,
      },
      {
        name: 'Nothing lost: acknowledged, on record; vehicles told; fewest events to one listener',
        figure: `${accepted} of ${sent}, ${stored}; ${told} of ${VEHICLES}; ${heard.fewestEvents}`,
        target: `${sent}, ${sent}; ${VEHICLES}; ≥ ${SECONDS / 2}`,
        met: accepted === sent && stored === sent && told === VEHICLES && heard.fewestEvents >= SECONDS / 2,
      },
    ];
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
};
