import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { AuthorityRef } from '@dtp/contract/authorities.ts';
import type { StreamPositions, StreamSnapshot } from '@dtp/contract/vehicles.ts';
import { type Listening, listen } from '../serve.ts';
import type { Fix } from './duty.ts';
import type { Seen } from './live.ts';
import { listOf, type Told } from './shape.ts';
import { createVehicleStream } from './stream.ts';
import { eventReader } from './testing/event-reader.ts';
import { BELPER, type Gateway, startGateway } from './testing/gateway.ts';

const GRITTER = 'sample-gritter-1';

describe('the live stream, over a server', () => {
  let gateway: Gateway;
  let key: string;
  let server: Listening;
  before(async () => {
    gateway = await startGateway({ STREAM_LISTENERS: '3' });
    ({ key } = await gateway.key());
    server = await listen({ ...gateway.deps, app: gateway.app, port: 0, hostname: '127.0.0.1' });
  });
  after(async () => {
    gateway.endStreams();
    await server.close(1000);
    await gateway.stop();
  });
  const open = async (query = '') => {
    const reply = await fetch(`http://127.0.0.1:${server.port}/api/v1/vehicles/stream${query}`);
    assert.equal(reply.status, 200, await (reply.status === 200 ? '' : reply.text()));
    assert.ok(reply.body);
    return { reply, events: eventReader(reply.body) };
  };
  const listened = () => gateway.deps.fleet.stream.listeners();
  /** Until the server has noticed that listeners went. */
  const untilListened = async (count: number) => {
    while (listened() > count) await new Promise(setImmediate);
  };

  test('is for every page, kept by nobody, and not gathered on the way', async () => {
    const { reply, events } = await open();
    assert.equal(reply.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal(reply.headers.get('content-encoding'), null);
    await events.cancel();
    await untilListened(0);
  });

  test('begins with all vehicles, then tells what changes, and goes on when one is off duty', async () => {
    const { events } = await open();
    assert.equal((await events.next())?.name, 'retry: 3000');
    const first = await events.next();
    assert.equal(first?.name, 'snapshot');
    assert.equal((JSON.parse(first.data) as StreamSnapshot).items.length, 6);

    await gateway.send([{ vehicle: GRITTER, at: gateway.clock.secondsAgo(0), ...BELPER, treating: true }], key);
    gateway.clock.forward(16);
    await gateway.deps.fleet.tick();
    const moved = await events.next();
    assert.equal(moved?.name, 'positions');
    const { items } = JSON.parse(moved.data) as StreamPositions;
    const row = items.find(([id]) => id === GRITTER);
    assert.deepEqual(row?.slice(1, 7), ['on-duty', gateway.clock.secondsAgo(16), BELPER.lat, BELPER.lng, null, 1]);
    assert.match(String(row?.[7]), /^near .*Belper/);

    await gateway.send([{ vehicle: GRITTER, at: gateway.clock.secondsAgo(0), onDuty: false }], key);
    await gateway.deps.fleet.tick();
    const ended = await events.next();
    assert.deepEqual((JSON.parse(ended?.data ?? '') as StreamPositions).items, [[GRITTER, 'off-duty']]);
    await events.cancel();
    await untilListened(0);
  });

  test('tells each listener of the partner it asked for', async () => {
    const { events } = await open('?authority=derby');
    await events.next();
    const first = await events.next();
    assert.deepEqual((JSON.parse(first?.data ?? '') as StreamSnapshot).items, []);
    await events.cancel();
    await untilListened(0);
    const unknown = await fetch(`http://127.0.0.1:${server.port}/api/v1/vehicles/stream?authority=atlantis`);
    assert.equal(unknown.status, 400);
    await unknown.body?.cancel();
  });

  test('says that it lives', async () => {
    const { events } = await open();
    await events.next();
    await events.next();
    gateway.deps.fleet.stream.beat();
    assert.equal((await events.next())?.name, ':');
    await events.cancel();
    await untilListened(0);
  });

  test('takes no more listeners than there may be, until one goes', async () => {
    const streams = await Promise.all([open(), open(), open()]);
    const full = await fetch(`http://127.0.0.1:${server.port}/api/v1/vehicles/stream`);
    assert.equal(full.status, 503);
    assert.equal(full.headers.get('retry-after'), '60');
    await full.body?.cancel();
    await streams[0].events.cancel();
    await untilListened(2);
    const { events } = await open();
    await Promise.all([events, ...streams.slice(1).map(stream => stream.events)].map(each => each.cancel()));
    await untilListened(0);
  });

  test('ends when the server stops, so that nothing is waited for', async () => {
    const { events } = await open();
    await events.next();
    await events.next();
    gateway.endStreams();
    assert.equal(await events.next(), undefined);
    const stopping = await fetch(`http://127.0.0.1:${server.port}/api/v1/vehicles/stream`);
    assert.equal(stopping.status, 503);
    await stopping.body?.cancel();
  });
});

describe('the stream', () => {
  const NOW = Date.parse('2026-11-24T05:40:00Z');
  const row = (id: string) => ({
    id,
    name: id,
    kind: 'gritter',
    authority: 'derbyshire',
    isSample: false,
    delaySeconds: 0,
    addedAt: '2026-11-24T00:00:00.000Z',
  });
  const authority = AuthorityRef.parse({
    id: 'derbyshire',
    name: 'Derbyshire',
    shortName: 'Derbyshire',
    kind: 'county',
    homeUrl: 'https://example.org/',
  });

  /** A stream of which the test moves vehicles and clock. */
  const setUp = () => {
    const state = { now: NOW, step: 0, vehicles: ['a', 'b'] };
    const look = (): Seen[] =>
      state.vehicles.map(id => {
        const fix: Fix = {
          at: state.now,
          onDuty: true,
          lat: 53,
          lng: -1.5 + state.step * 1e-3,
          speed: null,
          heading: null,
          treating: false,
        };
        return { vehicle: row(id), shown: { state: 'on-duty', fix } };
      });
    let made = 0;
    const stream = createVehicleStream({
      now: () => new Date(state.now),
      look,
      tell: async seen => seen.map((one): Told => ({ ...one, where: null })),
      list: (told, at) => {
        made++;
        return listOf(told, () => authority, at);
      },
      mostListeners: 10,
    });
    const tick = async (seconds = 1) => {
      state.now += seconds * 1000;
      state.step++;
      await stream.tick();
    };
    return { state, stream, tick, made: () => made };
  };
  const listenTo = async (stream: ReturnType<typeof setUp>['stream'], cut = () => undefined) => {
    const body = await stream.open(null, cut);
    assert.ok(body);
    return eventReader(body);
  };

  test('makes what many want only once', async () => {
    const { stream, made } = setUp();
    const listeners = await Promise.all([listenTo(stream), listenTo(stream), listenTo(stream)]);
    for (const events of listeners) {
      await events.next();
      assert.equal((await events.next())?.name, 'snapshot');
    }
    assert.equal(made(), 1);
  });

  test('keeps nothing for a listener that is too slow, and gives it a whole picture when it is back', async () => {
    const { stream, tick } = setUp();
    const events = await listenTo(stream);
    for (let second = 0; second < 20; second++) await tick();
    assert.equal((await events.next())?.name, 'retry: 3000');
    assert.equal((await events.next())?.name, 'snapshot');
    await tick();
    const caughtUp = await events.next();
    assert.equal(caughtUp?.name, 'snapshot');
    assert.equal((JSON.parse(caughtUp.data) as StreamSnapshot).items[0]?.fix?.point.lng, -1.479);
    await tick();
    assert.equal((await events.next())?.name, 'positions');
  });

  test('lets go of one that takes nothing for half a minute', async () => {
    const { stream, tick } = setUp();
    const cut = new EventTarget();
    const isCut = once(cut, 'cut');
    await listenTo(stream, () => void cut.dispatchEvent(new Event('cut')));
    await tick();
    await tick(29);
    assert.equal(stream.listeners(), 1);
    await tick(2);
    await isCut;
    assert.equal(stream.listeners(), 0);
  });

  test('says nothing while nothing changes, and gives a new list when vehicles come or go', async () => {
    const { stream, state, tick } = setUp();
    const events = await listenTo(stream);
    await events.next();
    await events.next();
    await tick();
    assert.equal((await events.next())?.name, 'positions');
    await stream.tick();
    state.vehicles.push('c');
    await tick();
    const next = await events.next();
    assert.equal(next?.name, 'snapshot');
    assert.equal((JSON.parse(next.data) as StreamSnapshot).total, 3);
  });

  test('tells of very many vehicles every other time', async () => {
    const { stream, state, tick } = setUp();
    state.vehicles = Array.from({ length: 300 }, (_, at) => `v${at}`);
    const events = await listenTo(stream);
    await events.next();
    await events.next();
    const told: string[] = [];
    for (let second = 0; second < 4; second++) {
      const next = second % 2 === 0 ? events.next() : undefined;
      await tick();
      const event = await next;
      if (event) told.push((JSON.parse(event.data) as StreamPositions).asOf);
    }
    assert.deepEqual(told, ['2026-11-24T05:40:01.000Z', '2026-11-24T05:40:03.000Z']);
  });
});
