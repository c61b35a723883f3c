import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { WIDGETS } from '../src/widgets.ts';

const run = promisify(execFile);

/**
 * Describes our elements in the Custom Elements Manifest format, which editors read for completion: attributes, events, slots, parts.
 * @returns The text of custom-elements.json.
 */
export async function describeElements(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dtp-elements-'));
  try {
    const sources = [...Object.keys(WIDGETS), 'kit'].map(name => `packages/${name}/src/**/*.ts`);
    const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    const config = join(import.meta.dirname, 'elements.config.mjs');
    const args = ['analyze', '--quiet', '--config', relative(root, config), '--globs', ...sources];
    await run(process.execPath, [analyzer, ...args, '--outdir', relative(root, folder)], { cwd: root });
    return await readFile(join(folder, 'custom-elements.json'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
