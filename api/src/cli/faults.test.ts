import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../store/connect.ts';
import { backup } from './backup.ts';
import { explainFault } from './faults.ts';
import { collectedOutput } from './output.ts';

test('while another import runs, a second one ends with a sentence and no stack', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-faults-'));
  const file = join(folder, 'record.sqlite');
  const running = openStore(file);
  const second = openStore(file, { waitMs: 20 });
  const out = collectedOutput();
  try {
    await running.write(async () => {
      const fault: unknown = await second.write(async () => undefined).catch((reason: unknown) => reason);
      assert.equal(explainFault(fault, backup, out), 1);
    });
    assert.deepEqual(out.notes, [
      'Another import is running on this record. Nothing was changed. Wait until it has finished, then try again.',
    ]);
  } finally {
    second.close();
    running.close();
    rmSync(folder, { recursive: true });
  }
});

test('what nobody foresaw keeps its stack', () => {
  const out = collectedOutput();
  assert.equal(explainFault(new Error('no memory'), backup, out), 1);
  assert.match(out.notes.join(), /no memory\n +at /);
});
