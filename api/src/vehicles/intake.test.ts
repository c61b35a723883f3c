import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import SqliteConnection from 'better-sqlite3';
import { ProblemError } from '../http/problem.ts';
import { openStore, type Store } from '../store/connect.ts';
import { createIntake } from './intake.ts';
import { openLiveVehicles } from './live.ts';
import { openRegister } from './register.ts';
import type { VehicleReport } from './reports.ts';
import { createVehicleRepository } from './repository.ts';
import { seedVehicles } from './seed.ts';
import { openStreets } from './streets.ts';

const NOW = Date.parse('2026-11-24T05:40:00Z');
let folder: string;
let store: Store;
const streets = openStreets({ sources: [async () => ({ name: 'High Street, Belper', distanceM: 10 })], points: [], towns: async () => [] });
const report = (secondsAgo: number, treating = false): VehicleReport => ({
  vehicle: 'sample-gritter-1',
  fix: { at: NOW - secondsAgo * 1000, onDuty: true, lat: 53, lng: -1.5, speed: null, heading: null, treating },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-intake-'));
  store = openStore(join(folder, 'record.sqlite'), { waitMs: 200 });
  await store.write(db => seedVehicles(db, new Date(NOW)));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});
const intake = () => createIntake({ store, streets, onRecord: () => undefined });

test('says nothing is on record that is not: while another process writes, a batch is turned away whole', async () => {
  const other = new SqliteConnection(store.file);
  other.exec('BEGIN IMMEDIATE');
  const refused = intake().receive([report(1)]);
  await assert.rejects(
    refused,
    (fault: unknown) => fault instanceof ProblemError && fault.problem.status === 503 && fault.headers['retry-after'] === '5',
  );
  other.exec('ROLLBACK');
  other.close();
  assert.deepEqual(await intake().receive([report(1)]), { accepted: 1, duplicates: 0 });
});

test('waits for a short write of another process without holding anyone up', async () => {
  const other = new SqliteConnection(store.file);
  other.exec('BEGIN IMMEDIATE');
  const received = intake().receive([report(1)]);
  // The event loop goes on meanwhile: this runs, though the record is taken.
  setTimeout(() => other.exec('COMMIT'), 150);
  assert.deepEqual(await received, { accepted: 1, duplicates: 0 });
  other.close();
});

test('notes the first treatment of a pass, in whatever order its fixes come', async () => {
  await intake().receive([report(10, true), report(30, true), report(20, true), report(5)]);
  const last = await createVehicleRepository(store.read).lastTreatment('high street belper', NOW);
  assert.deepEqual([last?.name, last?.at], ['High Street, Belper', '2026-11-24T05:39:30.000Z']);
});

test('a node that starts knows where vehicles were last', async () => {
  await intake().receive([report(90), report(20), report(5)]);
  const repository = createVehicleRepository(store.read);
  const live = await openLiveVehicles(repository, await openRegister(repository), NOW);
  const seen = live.one('sample-gritter-1', NOW);
  assert.equal(seen?.shown.state !== 'off-duty' && seen?.shown.fix.at, NOW - 20_000);
  const later = live.one('sample-gritter-1', NOW + 12_000);
  assert.equal(later?.shown.state !== 'off-duty' && later?.shown.fix.at, NOW - 5000);
});
