import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { hashOf } from './files.ts';

const root = await mkdtemp(join(tmpdir(), 'dtp-files-'));
after(() => rm(root, { recursive: true, force: true }));

test('the hash follows names and contents, of files and of folders, and leaves tests aside', async () => {
  await mkdir(join(root, 'src/deep'), { recursive: true });
  await Promise.all([writeFile(join(root, 'one.json'), '{}'), writeFile(join(root, 'src/deep/two.ts'), 'a')]);
  const inputs = ['one.json', 'src'];
  const first = await hashOf(root, inputs);
  await writeFile(join(root, 'src/two.test.ts'), 'test');
  assert.equal(await hashOf(root, inputs), first);
  await writeFile(join(root, 'src/deep/two.ts'), 'b');
  const second = await hashOf(root, inputs);
  assert.notEqual(second, first);
  await writeFile(join(root, 'src/deep/three.ts'), '');
  assert.notEqual(await hashOf(root, inputs), second);
});
