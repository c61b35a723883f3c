import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '@dtp/contract/problem.ts';
import { MOST_POSITIONS, type Trail, type TreatedReply, type VehicleList } from '@dtp/contract/vehicles.ts';
import { createVehicleWriter } from './repository.write.ts';
import { BELPER, type Gateway, MATLOCK, startGateway } from './testing/gateway.ts';

const GRITTER = 'sample-gritter-1';
/** The samples' delay, and what is surely past it. */
const SHOWN_AFTER = 16;

describe('sending positions', () => {
  let gateway: Gateway;
  let key: string;
  before(async () => {
    gateway = await startGateway();
    ({ key } = await gateway.key());
  });
  after(() => gateway.stop());
  const fix = (secondsAgo: number, more: object = {}) => ({
    vehicle: GRITTER,
    at: gateway.clock.secondsAgo(secondsAgo),
    ...BELPER,
    ...more,
  });

  test('takes them in any order, and counts what was there already', async () => {
    const batch = [fix(5), fix(20), fix(10), fix(20)];
    assert.deepEqual(await gateway.send(batch, key), { accepted: 3, duplicates: 1, refused: [] });
    assert.deepEqual(await gateway.send([...batch, fix(1)], key), { accepted: 1, duplicates: 4, refused: [] });
  });

  test('keeps the good ones of a batch, and says what is wrong with the others', async () => {
    const reply = await gateway.send([fix(40), fix(41, { lat: 0 }), 'no position', fix(42, { vehicle: 'nobody' })], key);
    assert.equal(reply.accepted, 1);
    assert.deepEqual(
      reply.refused.map(({ index, path }) => [index, path]),
      [
        [1, 'lat'],
        [2, 'position'],
        [3, 'vehicle'],
      ],
    );
  });

  test('that are acknowledged stand on record', async () => {
    await gateway.send([fix(50)], key);
    const at = Date.parse(gateway.clock.secondsAgo(50));
    assert.equal((await gateway.deps.fleet.repository.lastUntil(GRITTER, at))?.at, at);
  });

  test('takes many batches at the same time, and loses none', async () => {
    const { key: own } = await gateway.key();
    const batches = Array.from({ length: 20 }, (_, batch) => Array.from({ length: 50 }, (_, at) => fix(100 + batch * 50 + at)));
    const replies = await Promise.all(batches.map(batch => gateway.send(batch, own)));
    assert.equal(
      replies.reduce((sum, { accepted }) => sum + accepted, 0),
      1000,
    );
    const stored = await gateway.deps.fleet.repository.between(
      GRITTER,
      gateway.clock.now.getTime() - 1_100_000,
      gateway.clock.now.getTime() - 100_000,
      5000,
    );
    assert.equal(stored.length, 1000);
  });

  test('asks for a key, and gives no hint what is wrong with one', async () => {
    const { key: revoked, id } = await gateway.key();
    await gateway.revoke(id);
    const bodies: string[] = [];
    for (const authorization of [undefined, 'Bearer', 'Bearer dtp_wrong', `Bearer ${revoked}`, `Basic ${key}`]) {
      const reply = await gateway.post({ positions: [fix(1)] }, authorization);
      assert.equal(reply.status, 401);
      assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
      bodies.push((await reply.text()).replace(/"requestId":"[^"]*"/, ''));
    }
    assert.equal(new Set(bodies).size, 1);
  });

  test('reads no body of who has no key', async () => {
    const reply = await gateway.post('not even JSON', undefined);
    assert.equal(reply.status, 401);
  });

  test('lets nobody send for another authority', async () => {
    const { key: theirs } = await gateway.key('derby');
    const reply = await gateway.send([fix(60)], theirs);
    assert.deepEqual(reply, {
      accepted: 0,
      duplicates: 0,
      refused: [{ index: 0, path: 'vehicle', message: 'belongs to another authority than the device key' }],
    });
  });

  for (const [what, body, status] of [
    ['no JSON', 'positions', 400],
    ['no positions', { positions: [] }, 400],
    ['a list at the top', [], 400],
    ['other fields', { positions: [{}], secret: 1 }, 400],
    ['too many positions', { positions: Array.from({ length: MOST_POSITIONS + 1 }, () => ({})) }, 400],
    ['too many bytes', { positions: ['x'.repeat(500_000)] }, 413],
  ] as const)
    test(`refuses ${what}`, async () => {
      const { key: own } = await gateway.key();
      const reply = await gateway.post(body, `Bearer ${own}`);
      assert.equal(reply.status, status);
      assert.match(reply.headers.get('content-type') ?? '', /problem\+json/);
    });

  test('limits a flood from one key, and no other', async () => {
    const [{ key: flooding }, { key: calm }] = [await gateway.key(), await gateway.key()];
    const statuses: number[] = [];
    for (let sent = 0; sent < 45; sent++) statuses.push((await gateway.post({ positions: [fix(1)] }, `Bearer ${flooding}`)).status);
    assert.deepEqual(statuses.slice(0, 40), Array(40).fill(200));
    const refused = await gateway.post({ positions: [fix(1)] }, `Bearer ${flooding}`);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal((await gateway.post({ positions: [fix(1)] }, `Bearer ${calm}`)).status, 200);
    gateway.clock.forward(1);
    assert.equal((await gateway.post({ positions: [fix(1)] }, `Bearer ${flooding}`)).status, 200);
  });

  test('limits positions too: four full batches at once, then two a second', async () => {
    const { key: own } = await gateway.key();
    const batch = { positions: Array.from({ length: MOST_POSITIONS }, () => ({})) };
    for (let sent = 0; sent < 4; sent++) assert.equal((await gateway.post(batch, `Bearer ${own}`)).status, 200);
    assert.equal((await gateway.post(batch, `Bearer ${own}`)).status, 429);
    gateway.clock.forward(1);
    assert.equal((await gateway.post(batch, `Bearer ${own}`)).status, 200);
  });

  test('logs neither keys nor places', () => {
    assert.ok(!gateway.logged().includes('dtp_'));
    assert.ok(!gateway.logged().includes(String(BELPER.lat)));
  });
});

describe('reading vehicles', () => {
  let gateway: Gateway;
  let key: string;
  before(async () => {
    gateway = await startGateway();
    ({ key } = await gateway.key());
  });
  after(() => gateway.stop());
  const send = (more: object = {}) => gateway.send([{ vehicle: GRITTER, at: gateway.clock.secondsAgo(0), ...BELPER, ...more }], key);
  const list = () => gateway.get<VehicleList>('/api/v1/vehicles');
  const gritter = async () => (await list()).items.find(({ id }) => id === GRITTER);

  test('lists samples, marked as such, off duty while nothing is known', async () => {
    const { items, total, disclaimer } = await list();
    assert.equal(total, 6);
    assert.ok(items.every(({ isSample, state, fix }) => isSample && state === 'off-duty' && fix === null));
    assert.match(disclaimer, /can still be icy/);
  });

  test('shows a position only after the delay of the fleet, with its age and the street in words', async () => {
    await send({ treating: true, heading: 90 });
    assert.equal((await gritter())?.state, 'off-duty');
    gateway.clock.forward(14);
    assert.equal((await gritter())?.fix, null);
    gateway.clock.forward(2);
    const seen = await gritter();
    assert.equal(seen?.state, 'on-duty');
    assert.equal(seen?.fix?.ageSeconds, SHOWN_AFTER);
    assert.deepEqual(seen?.fix?.point, BELPER);
    assert.equal(seen?.fix?.treating, true);
    assert.match(seen?.fix?.where ?? '', /^near .*Belper/);
  });

  test('hides it the moment that the vehicle is off duty, and its trail', async () => {
    const before = await gateway.get<Trail>(`/api/v1/vehicles/${GRITTER}/trail`);
    assert.equal(before.points.length, 1);
    gateway.clock.forward(1);
    await send({ onDuty: false });
    assert.deepEqual([(await gritter())?.state, (await gritter())?.fix], ['off-duty', null]);
    assert.deepEqual((await gateway.get<Trail>(`/api/v1/vehicles/${GRITTER}/trail`)).points, []);
  });

  test('never stores where a vehicle is off duty', async () => {
    const { repository } = gateway.deps.fleet;
    const fixes = await repository.between(GRITTER, 0, gateway.clock.now.getTime(), 100);
    assert.deepEqual(fixes.at(-1), { at: gateway.clock.now.getTime(), onDuty: false });
  });

  test('calls a vehicle silent after ten minutes, and off duty after two hours', async () => {
    gateway.clock.forward(1);
    await send();
    gateway.clock.forward(601);
    assert.equal((await gritter())?.state, 'silent');
    gateway.clock.forward(7200);
    assert.deepEqual([(await gritter())?.state, (await gritter())?.fix], ['off-duty', null]);
  });

  test('gives the trail since it came on duty, and no later than the delay', async () => {
    await send({ ...MATLOCK });
    gateway.clock.forward(60);
    await send();
    gateway.clock.forward(10);
    await send({ lat: 53.03 });
    const trail = await gateway.get<Trail>(`/api/v1/vehicles/${GRITTER}/trail?minutes=5`);
    assert.deepEqual(
      trail.points.map(({ lat }) => lat),
      [MATLOCK.lat],
    );
    gateway.clock.forward(SHOWN_AFTER);
    const later = await gateway.get<Trail>(`/api/v1/vehicles/${GRITTER}/trail?minutes=5`);
    assert.equal(later.points.length, 3);
  });

  test('can be narrowed to a partner, and refuses what is not one', async () => {
    assert.equal((await gateway.get<VehicleList>('/api/v1/vehicles?authority=derbyshire')).total, 6);
    assert.equal((await gateway.get<VehicleList>('/api/v1/vehicles?authority=derby')).total, 0);
    const unknown = await gateway.app.request('/api/v1/vehicles?authority=atlantis');
    assert.equal(unknown.status, 400);
    assert.equal((await gateway.app.request('/api/v1/vehicles?colour=red')).status, 400);
  });

  test('is kept by nobody, and open to every page', async () => {
    const reply = await gateway.app.request('/api/v1/vehicles');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  });

  test('knows no other vehicle', async () => {
    assert.equal((await gateway.app.request('/api/v1/vehicles/gritter-9/trail')).status, 404);
    assert.equal((await gateway.app.request(`/api/v1/vehicles/${GRITTER}/trail?minutes=9000`)).status, 400);
  });

  test('sees what another node took in', async () => {
    const at = gateway.clock.now.getTime();
    await gateway.store.write(async db => {
      const elsewhere = { at, onDuty: true as const, ...MATLOCK, speed: null, heading: null, treating: false };
      await createVehicleWriter(db).addPosition({ vehicle: 'sample-gritter-2', fix: elsewhere });
    });
    gateway.clock.forward(SHOWN_AFTER);
    await gateway.deps.fleet.tick();
    assert.deepEqual((await list()).items.find(({ id }) => id === 'sample-gritter-2')?.fix?.point, MATLOCK);
  });
});

describe('when a street was last treated', () => {
  let gateway: Gateway;
  let key: string;
  before(async () => {
    gateway = await startGateway();
    ({ key } = await gateway.key());
  });
  after(() => gateway.stop());
  const ask = (query: string) => gateway.get<TreatedReply>(`/api/v1/vehicles/treated?${query}`);
  /** A stop of the starter data on a street that is known by name. */
  const STREET = 'Dale Road, Matlock';

  test('says since when there is no record of it', async () => {
    const answer = await ask(`near=${encodeURIComponent(STREET)}`);
    assert.equal(answer.street, STREET);
    assert.equal(answer.lastTreatedAt, null);
    assert.match(answer.message, /^We have no record of Dale Road, Matlock being treated since 22 November 2026\./);
    assert.match(answer.disclaimer, /drive to the conditions/);
  });

  test('says when, as people say it, with the delay of the fleet', async () => {
    const point = gateway.deps.fleet.streets;
    assert.equal(point.named(STREET), STREET);
    const { readSampleRoads } = await import('./sample-roads.ts');
    const stop = readSampleRoads()
      .flatMap(({ points }) => points)
      .find(({ name }) => name === STREET);
    assert.ok(stop);
    await gateway.send([{ vehicle: GRITTER, at: gateway.clock.secondsAgo(0), lat: stop.lat, lng: stop.lng, treating: true }], key);
    assert.equal((await ask(`near=${encodeURIComponent(STREET)}`)).lastTreatedAt, null);
    gateway.clock.forward(SHOWN_AFTER);
    const answer = await ask('near=dale%20road%20matlock');
    assert.equal(answer.message, 'Dale Road, Matlock was last treated today at noon. This is a made-up example.');
    assert.deepEqual(answer.vehicle, { id: GRITTER, name: 'Sample gritter 1', isSample: true });
    gateway.clock.forward(24 * 3600);
    assert.match((await ask('near=Dale+Road,+Matlock')).message, /was last treated yesterday at noon\./);
    gateway.clock.forward(24 * 3600);
    assert.match((await ask('near=Dale+Road,+Matlock')).message, /on 22 November 2026 at noon\./);
  });

  test('does not guess where a town or a rough place has many streets', async () => {
    const answer = await ask('near=Bakewell');
    assert.deepEqual([answer.street, answer.lastTreatedAt], [null, null]);
    assert.match(answer.message, /Bakewell has many streets/);
    assert.match((await ask('postcode=DE45+1ES')).message, /only know roughly where DE45 1ES is/);
  });

  test('says so when it does not know the place, or was given none or two', async () => {
    const lost = await gateway.app.request('/api/v1/vehicles/treated?near=Atlantis+Street');
    assert.equal(lost.status, 404);
    assert.equal(((await lost.json()) as Problem).kind, 'not-found');
    for (const query of ['', '?near=a&postcode=b', '?near=', '?near=a&colour=b'])
      assert.equal((await gateway.app.request(`/api/v1/vehicles/treated${query}`)).status, 400);
  });

  test('says that there are no gritters where there are none', async () => {
    await gateway.store.write(async db => {
      const writer = createVehicleWriter(db);
      for (const { id } of gateway.deps.fleet.register.vehicles()) await writer.removeVehicle(id);
    });
    await gateway.deps.fleet.rebuild();
    assert.match((await ask('near=Bakewell')).message, /do not get the positions of any gritters/);
    assert.equal((await gateway.get<VehicleList>('/api/v1/vehicles')).total, 0);
  });
});
