import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PositionReport, VehicleList } from '@dtp/contract/vehicles.ts';
import { metresBetween } from './ground.ts';
import { readSampleRoads } from './sample-roads.ts';
import { driven, simulate } from './simulator.ts';
import { startGateway } from './testing/gateway.ts';

const road = {
  name: 'Test',
  points: [
    { name: 'a', lat: 53, lng: -1.5 },
    { name: 'b', lat: 53.01, lng: -1.5 },
    { name: 'c', lat: 53.01, lng: -1.48 },
  ],
};

test('a gritter goes up the road and down again, and treats on the way out', () => {
  assert.deepEqual(driven(road, 0), { lat: 53, lng: -1.5, heading: 0, treating: true });
  const half = driven(road, 556.6);
  assert.ok(Math.abs(half.lat - 53.005) < 1e-5 && half.heading === 0);
  assert.equal(driven(road, 1200).heading, 90);
  const back = driven(road, 3000);
  assert.deepEqual([back.treating, back.heading], [false, 270]);
  const length =
    2 * (metresBetween(road.points[0] ?? back, road.points[1] ?? back) + metresBetween(road.points[1] ?? back, road.points[2] ?? back));
  assert.ok(metresBetween(driven(road, length + 10), driven(road, 10)) < 1);
});

test('the roads of the starter data are in Derbyshire, and no hop on them is longer than the moors are wide', () => {
  const roads = readSampleRoads();
  assert.equal(roads.length, 6);
  for (const { points } of roads)
    for (const [at, point] of points.entries()) {
      assert.ok(point.lat > 52.6 && point.lat < 53.6 && point.lng > -2.1 && point.lng < -1.1);
      assert.match(point.name, /^[A-Z].+, [A-Z].+$/);
      const next = points[at + 1];
      if (next) assert.ok(metresBetween(point, next) < 4500);
    }
});

test('the simulator drives vehicles that the server shows, and takes them off duty at the end', async () => {
  const gateway = await startGateway();
  const { clock } = gateway;
  const { key } = await gateway.key();
  const stopping = new AbortController();
  const sent: (readonly PositionReport[])[] = [];
  const states: string[] = [];
  await simulate({
    roads: readSampleRoads(),
    vehicles: ['sample-gritter-1', 'sample-gritter-2'],
    speed: 10,
    now: () => clock.now,
    wait: async ms => {
      clock.forward(ms / 1000);
      const list = await gateway.get<VehicleList>('/api/v1/vehicles');
      states.push(list.items.map(({ state }) => (state === 'on-duty' ? '1' : '0')).join(''));
      if (sent.length === 20) stopping.abort();
    },
    send: async positions => {
      sent.push(positions);
      const { refused } = await gateway.send(positions, key);
      assert.deepEqual(refused, []);
    },
    signal: stopping.signal,
  });
  assert.equal(sent.length, 21);
  assert.equal(states[0], '000000');
  assert.equal(states.at(-1), '110000');
  const [first, second] = [sent[0]?.[0], sent[1]?.[0]];
  const from = { lat: first?.lat ?? 0, lng: first?.lng ?? 0 };
  assert.ok(metresBetween(from, { lat: second?.lat ?? 0, lng: second?.lng ?? 0 }) > 50);
  const after = await gateway.get<VehicleList>('/api/v1/vehicles');
  assert.ok(after.items.every(({ state, fix }) => state === 'off-duty' && fix === null));
  await gateway.stop();
});
