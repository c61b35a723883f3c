import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openStore, type Store } from '../store/connect.ts';
import { createVehicleRepository } from './repository.ts';
import { createVehicleWriter } from './repository.write.ts';
import { thinPositions } from './retention.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const DAY = 24 * 60 * 60_000;
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-retention-'));
  store = openStore(join(folder, 'record.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** A fix each `seconds` for `minutes`, from `daysAgo` on. */
const drive = (vehicle: string, daysAgo: number, minutes: number, seconds: number) =>
  store.write(async db => {
    const writer = createVehicleWriter(db);
    for (let passed = 0; passed < minutes * 60; passed += seconds) {
      const at = NOW.getTime() - daysAgo * DAY + passed * 1000;
      await writer.addPosition({ vehicle, fix: { at, onDuty: true, lat: 53, lng: -1.5, speed: null, heading: null, treating: true } });
      await writer.noteTreatment({ street: 'high street', name: 'High Street', at, vehicle });
    }
  });
const kept = async (vehicle: string) =>
  (await createVehicleRepository(store.read).between(vehicle, 0, NOW.getTime(), 100_000)).map(({ at }) => at);
const thin = () => thinPositions(store, createVehicleRepository(store.read), NOW);

test('all positions of the last day stay', async () => {
  await drive('a', 0.9, 20, 10);
  assert.equal(await thin(), 0);
  assert.equal((await kept('a')).length, 120);
});

test('after a day the first of each minute stays, for each vehicle', async () => {
  await drive('a', 3, 20, 10);
  await drive('b', 3, 5, 10);
  await thin();
  const times = await kept('a');
  assert.equal(times.length, 20);
  assert.ok(times.every(at => at % 60_000 === 0));
  assert.equal((await kept('b')).length, 5);
});

test('after a week the first of each ten minutes stays', async () => {
  await drive('a', 8, 60, 30);
  await thin();
  const times = await kept('a');
  assert.equal(times.length, 6);
  assert.ok(times.every(at => at % 600_000 === 0));
});

test('after 28 days nothing stays, also of a vehicle that is no longer on record, and in steps', async () => {
  await drive('a', 30, 60, 2);
  await drive('gone', 29, 1, 10);
  await drive('gone', 1.5, 1, 30);
  assert.equal(await thin(), 1800 + 6 + 1);
  assert.deepEqual([(await kept('a')).length, (await kept('gone')).length], [0, 1]);
});

test('a second time changes nothing', async () => {
  await drive('a', 3, 20, 10);
  await thin();
  assert.equal(await thin(), 0);
});

test('treatments are known for 60 days', async () => {
  await drive('a', 61, 1, 30);
  await drive('a', 59, 1, 30);
  await thin();
  const last = (days: number) => createVehicleRepository(store.read).lastTreatment('high street', NOW.getTime() - days * DAY);
  assert.equal(await last(60), undefined);
  assert.equal((await last(0))?.at, new Date(NOW.getTime() - 59 * DAY).toISOString());
});
