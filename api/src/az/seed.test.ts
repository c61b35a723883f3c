import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { seedAuthorities } from '../authorities/seed.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import type { AzRecord } from './record.ts';
import { createAzRepository } from './repository.ts';
import { seedAz } from './seed.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-az-seed-'));
let store: Store;
let record: AzRecord;

const seed = () =>
  store.write(async db => {
    await seedAuthorities(db, NOW);
    return seedAz(db, NOW);
  });

before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seed();
  record = await createAzRepository(store.read).all();
});

after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const authoritiesOf = (service: string) =>
  record.answers.filter(answer => answer.service === service).map(answer => answer.authority as string);

test('there are at least 260 services, over every tier', () => {
  assert.ok(record.services.length >= 260);
  for (const tier of ['district', 'county', 'all', 'planning', 'police', 'fire', 'park'])
    assert.ok(
      record.services.some(service => service.tier === tier),
      tier,
    );
});

test('each body answers for its own tier', () => {
  assert.equal(authoritiesOf('check-your-bin-day').length, 9);
  assert.deepEqual(authoritiesOf('report-a-pothole'), ['derby', 'derbyshire']);
  assert.equal(authoritiesOf('complain-or-give-praise').length, 10);
  assert.ok(authoritiesOf('apply-for-planning-permission').includes('peak-district'));
  assert.ok(!authoritiesOf('apply-for-building-regulations-approval').includes('peak-district'));
  assert.deepEqual(authoritiesOf('report-a-fire'), ['derbyshire-fire-rescue']);
});

const national = z
  .array(z.object({ services: z.array(z.string()), contact: z.unknown() }))
  .parse(JSON.parse(readFileSync(new URL('../../data/national-lines.json', import.meta.url), 'utf8')));
const withLine = new Set(national.flatMap(line => line.services));

test('a duty is provided, a power is a gap, and nothing is made up', () => {
  const provision = new Map(record.services.map(service => [service.id as string, service.provision]));
  for (const answer of record.answers.filter(({ service }) => !withLine.has(service))) {
    assert.equal(answer.status, provision.get(answer.service) === 'duty' ? 'provided' : 'unknown');
    assert.deepEqual([answer.actions, answer.contact, answer.lastReviewed, answer.cost], [[], null, null, null]);
  }
});

test('a national number is known whoever the body is, and nobody has checked it', () => {
  const ids = record.services.map(service => service.id as string);
  assert.deepEqual(
    [...withLine].filter(id => !ids.includes(id)),
    [],
  );
  assert.equal(withLine.size, national.flatMap(line => line.services).length, 'no service stands under two lines');
  const whole = new Set(national.filter(line => line.contact !== null).flatMap(line => line.services));
  for (const { service, status, contact, lastReviewed } of record.answers.filter(one => whole.has(one.service))) {
    assert.equal(status, 'provided', service);
    assert.deepEqual([contact?.verifiedOn, lastReviewed], [null, null], service);
  }
});

test('no name stands bare in two services, and no LGSL number either', () => {
  const names = record.services.flatMap(service => [service.title, ...service.synonyms].map(name => name.toLowerCase()));
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
  const numbers = record.services.flatMap(service => service.lgsl ?? []);
  assert.equal(new Set(numbers).size, numbers.length);
});

test('seeding again changes nothing, and leaves an editor’s work alone', async () => {
  const [service] = record.services;
  assert.ok(service);
  const edited = { ...service, title: 'Edited by a person' };
  await store.write(db => createAzRepository(db).saveService(edited));
  const version = await readVersion(store.read, 'az');
  await seed();
  assert.equal(await readVersion(store.read, 'az'), version);
  const now = await createAzRepository(store.read).all();
  assert.deepEqual(
    now.services.find(one => one.id === service.id),
    edited,
  );
});
