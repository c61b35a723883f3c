import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isRecordBusy, openStore, type Store } from './connect.ts';
import { categories } from './schema.ts';
import { bumpVersion, openVersionBook, readVersion } from './versions.ts';

let folder: string;
let store: Store;
const now = new Date('2026-11-22T12:00:00Z');
const category = (id: string) => ({ id, title: id, summary: '', position: 0 });
const stored = async (from: Store) => (await from.read.select().from(categories)).map(row => row.id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-store-'));
  store = openStore(join(folder, 'record.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

test('a unit of work is all or nothing', async () => {
  await assert.rejects(
    store.write(async db => {
      await db.insert(categories).values(category('half'));
      throw new Error('power cut');
    }),
    /power cut/,
  );
  assert.deepEqual(await stored(store), []);
  await store.write(async db => void (await db.insert(categories).values(category('whole'))));
  assert.deepEqual(await stored(store), ['whole']);
});

test('readers never see half of a unit of work, and units of work queue', async () => {
  const seen: string[][] = [];
  const one = store.write(async db => {
    await db.insert(categories).values(category('a'));
    seen.push(await stored(store));
    await db.insert(categories).values(category('b'));
  });
  const two = store.write(async db => void (await db.insert(categories).values(category('c'))));
  await Promise.all([one, two]);
  assert.deepEqual(seen, [[]]);
  assert.deepEqual(await stored(store), ['a', 'b', 'c']);
});

test('synchronous is FULL: an acknowledged write survives a power cut', async () => {
  const [row] = await store.write(async db => db.all<{ synchronous: number }>('pragma synchronous'));
  assert.equal(row?.synchronous, 2);
});

test('a write elsewhere is seen, and a version is in force only when the listener has caught up', async () => {
  const book = await openVersionBook(store, fault => assert.fail(String(fault)), 60_000);
  const other = openStore(join(folder, 'record.sqlite'));
  const order: string[] = [];
  book.onChange(async service => {
    await Promise.resolve();
    order.push(`${service} rebuilt while ${book.of('az')}`);
  });
  await other.write(db => bumpVersion(db, 'az', now));
  await book.refresh();
  assert.deepEqual(order, ['az rebuilt while 0']);
  assert.equal(book.of('az'), 1);
  assert.equal(book.of('places'), 0);
  other.close();
  book.close();
});

test('a rebuild that fails leaves the old version in force and is tried again', async () => {
  const book = await openVersionBook(store, () => undefined, 60_000);
  let tries = 0;
  book.onChange(async () => {
    tries++;
    if (tries === 1) throw new Error('no memory');
  });
  await store.write(db => bumpVersion(db, 'places', now));
  await assert.rejects(book.refresh(), /no memory/);
  assert.equal(book.of('places'), 0);
  await book.refresh();
  assert.equal(book.of('places'), 1);
  book.close();
});

test('versions count up, and start at 0', async () => {
  assert.equal(await readVersion(store.read, 'az'), 0);
  await store.write(db => bumpVersion(db, 'az', now));
  await store.write(db => bumpVersion(db, 'az', now));
  assert.equal(await readVersion(store.read, 'az'), 2);
});

test('a backup holds the record as it stood', async () => {
  await store.write(async db => void (await db.insert(categories).values(category('kept'))));
  await store.backup(join(folder, 'copy.sqlite'));
  const copy = openStore(join(folder, 'copy.sqlite'));
  assert.deepEqual(await stored(copy), ['kept']);
  copy.close();
});

test('a file that is no database is refused, and left as it is', () => {
  const file = join(folder, 'notes.sqlite');
  writeFileSync(file, 'These are my notes, not a database. '.repeat(100));
  assert.throws(() => openStore(file), /not a database/);
});

test('a write that another process keeps waiting for too long fails, and it can be told why', async () => {
  const other = openStore(join(folder, 'record.sqlite'), { waitMs: 20 });
  try {
    await store.write(async () => {
      await assert.rejects(
        other.write(async () => undefined),
        isRecordBusy,
      );
    });
    await other.write(db => bumpVersion(db, 'az', now));
    assert.equal(isRecordBusy(new Error('no memory')), false);
  } finally {
    other.close();
  }
});

test('several processes may start on one new file at once', async () => {
  const script = fileURLToPath(new URL('testing/open-and-close.ts', import.meta.url));
  const file = join(folder, 'new', 'record.sqlite');
  const ends = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'ignore', 'pipe'] });
      const said = text(child.stderr);
      const [code] = await once(child, 'close');
      return `${code} ${await said}`.trim();
    }),
  );
  assert.deepEqual(ends, ['0', '0', '0', '0']);
});
