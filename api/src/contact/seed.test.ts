import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { seed, seedIfEmpty } from '../cli/seed.ts';
import { openStore, type Store } from '../store/connect.ts';
import { withoutGeneralLine } from './gaps.ts';
import { createContactRepository } from './repository.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'dtp-contact-seed-'));
let store: Store;
before(async () => {
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, NOW);
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});
const all = () => createContactRepository(store.read).all();

test('the starter data is sound, and every body has a general line', async () => {
  const { lines } = await all();
  const authorities = await createAuthorityRepository(store.read).all();
  assert.deepEqual(withoutGeneralLine(lines, authorities, '2026-11-24'), []);
});

test('nobody has checked the starter lines yet, and what is on record of a line has a source', async () => {
  for (const { id, phone, week, source, verifiedOn } of (await all()).lines) {
    assert.equal(verifiedOn, null, id);
    if (phone !== null || week !== null) assert.ok(source, id);
  }
});

test('danger has its numbers, none of them a line of a council', async () => {
  const { signposts } = await all();
  assert.ok(signposts.some(({ phone }) => phone === '999'));
  assert.ok(signposts.every(({ words }) => words.every(word => word === word.toLowerCase())));
});

test('seeding again changes nothing, and leaves an editor’s work alone', async () => {
  const [first] = (await all()).lines;
  assert.ok(first);
  await store.write(db => createContactRepository(db).saveLine({ ...first, title: 'An editor’s title', verifiedOn: '2026-11-01' }));
  const edited = await all();
  await seed(store, NOW);
  assert.deepEqual(await all(), edited);
});
