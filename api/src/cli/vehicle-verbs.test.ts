import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { matchKey } from '../keys/access-key.ts';
import { openStore, type Store } from '../store/connect.ts';
import { readVersion } from '../store/versions.ts';
import { createVehicleRepository } from '../vehicles/repository.ts';
import { createKeyVerb, keysVerb, revokeKeyVerb } from './keys.ts';
import { collectedOutput } from './output.ts';
import { seedIfEmpty } from './seed.ts';
import { simulateGrittersVerb } from './simulate-gritters.ts';
import { addVehicleVerb, removeVehicleVerb, thinPositionsVerb, vehiclesVerb } from './vehicles.ts';
import { CliFault, UsageError, type Verb } from './verb.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
let folder: string;
let store: Store;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dtp-vehicle-verbs-'));
  store = openStore(join(folder, 'record.sqlite'));
  await seedIfEmpty(store, NOW);
});
after(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** Runs a verb and answers what it printed. */
const run = async (verb: Verb, ...words: string[]) => {
  const out = collectedOutput();
  assert.equal(await verb.run(words, { store, out, now: () => NOW, path: typed => typed, reportsFolder: folder }), 0);
  return { lines: out.lines, notes: out.notes };
};
const refused = (verb: Verb, words: string[], kind: typeof UsageError | typeof CliFault, why: RegExp) =>
  assert.rejects(run(verb, ...words), (fault: unknown) => fault instanceof kind && why.test(fault.message));

describe('device keys', () => {
  test('are printed once, alone, and kept as a digest only', async () => {
    const { lines, notes } = await run(createKeyVerb, '--authority', 'derbyshire', '--name', 'Depot gateway');
    const [key = ''] = lines;
    assert.equal(lines.length, 1);
    assert.match(key, /^dtp_/);
    assert.match(notes.join(), /cannot be shown again/);
    const keys = await createVehicleRepository(store.read).keys();
    assert.equal(matchKey(keys, `Bearer ${key}`)?.name, 'Depot gateway');
    for (const file of [store.file, `${store.file}-wal`]) assert.ok(!readFileSync(file).includes(key));
  });

  test('are listed, and revoked by their id, which a running server hears of', async () => {
    const { lines } = await run(keysVerb);
    const id = lines[0]?.slice(0, 8) ?? '';
    assert.match(lines[0] ?? '', /derbyshire {2}Depot gateway, for vehicles, made on 24 November 2026, in use$/);
    const version = await readVersion(store.read, 'vehicles');
    await run(revokeKeyVerb, id);
    assert.equal(await readVersion(store.read, 'vehicles'), version + 1);
    assert.match((await run(keysVerb)).lines[0] ?? '', /revoked on 24 November 2026$/);
    await refused(revokeKeyVerb, [id], CliFault, /no key .* in use/);
  });

  test('need an authority and a name', async () => {
    await refused(createKeyVerb, ['--name', 'Depot'], UsageError, /--authority/);
    await refused(createKeyVerb, ['--authority', 'derbyshire'], UsageError, /--name/);
    await refused(
      createKeyVerb,
      ['--authority', 'atlantis', '--name', 'Depot'],
      UsageError,
      /no authority atlantis\. There are: .*derbyshire/,
    );
    await refused(revokeKeyVerb, [], UsageError, /Name one key/);
  });
});

describe('vehicles', () => {
  test('are added with the delay of their fleet, listed and removed', async () => {
    const { lines } = await run(addVehicleVerb, '--id', 'gritter-12', '--name', 'Gritter 12', '--authority', 'derby', '--delay', '300');
    assert.match(lines.join(), /shown 300 seconds late/);
    assert.ok((await run(vehiclesVerb)).lines.includes('gritter-12  derby  Gritter 12, shown 300 seconds late'));
    await run(removeVehicleVerb, 'gritter-12');
    assert.equal((await run(vehiclesVerb)).lines.length, 6);
    await refused(removeVehicleVerb, ['gritter-12'], CliFault, /no vehicle gritter-12/);
  });

  test('need an id, a name, an owner and a sensible delay', async () => {
    const rest = ['--name', 'G', '--authority', 'derby'];
    await refused(addVehicleVerb, rest, UsageError, /--id/);
    await refused(addVehicleVerb, ['--id', 'G 1', ...rest], UsageError, /--id/);
    await refused(addVehicleVerb, ['--id', 'g1', '--authority', 'derby'], UsageError, /--name/);
    await refused(addVehicleVerb, ['--id', 'g1', '--name', 'G'], UsageError, /--authority should be one of/);
    await refused(addVehicleVerb, ['--id', 'g1', ...rest, '--delay', '5000'], UsageError, /--delay/);
  });

  test('have nothing to thin at first', async () => assert.match((await run(thinPositionsVerb)).lines.join(), /nothing to remove/));
});

test('the simulator refuses what it cannot drive', async () => {
  await refused(simulateGrittersVerb, ['--url', 'nowhere'], UsageError, /--url/);
  await refused(simulateGrittersVerb, ['--vehicles', '0'], UsageError, /--vehicles/);
  await refused(simulateGrittersVerb, ['--speed', 'fast'], UsageError, /--speed/);
});
