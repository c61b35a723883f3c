/**
 * `npm run build`: the embed bundle and the demo, into dist/. A step whose inputs have not changed is not done again.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildDemo } from '../demo/build.ts';
import { buildEmbed } from '../packages/embed/build/embed.ts';
import { hashOf } from '../packages/embed/build/files.ts';
import { readManifest, replacedFiles } from '../packages/embed/build/manifest.ts';
import { readVersion } from './version.ts';

type Step = {
  readonly name: string;
  /** Files and folders from which it is built, relative to the root. */
  readonly inputs: readonly string[];
  /** Builds, and says what there is now. */
  readonly run: () => Promise<string>;
};

type Stamps = Readonly<Record<string, unknown>>;

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamps.json');

const shared = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'scripts/build.ts',
  'packages/themes',
  'packages/embed',
];

const steps: readonly Step[] = [
  {
    name: 'embed',
    inputs: [
      ...shared,
      'packages/kit',
      'packages/az-search',
      'packages/map',
      'packages/contact',
      'packages/jobs',
      'api/data/authorities.json',
    ],
    run: async () => {
      const before = await readManifest(dist).catch(() => null);
      const built = await buildEmbed(root, dist, await readVersion(root));
      const replaced = replacedFiles(before, built);
      const warning = replaced.length > 0 ? `, of which ${replaced.length} were replaced. Raise the version before you publish them` : '';
      return `${built.files.length} files of version ${built.version}${warning}`;
    },
  },
  {
    name: 'demo',
    inputs: [...shared, 'demo', 'api/data/authorities.json', 'dist/embed/manifest.json'],
    run: async () => `${await buildDemo(root, dist, await readManifest(dist))} pages`,
  },
];

/** The hashes of the last build; none where dist was removed or the file cannot be read as what it was. */
async function readStamps(): Promise<Stamps> {
  try {
    const stamps: unknown = JSON.parse(await readFile(stampFile, 'utf8'));
    return typeof stamps === 'object' && stamps !== null ? { ...stamps } : {};
  } catch {
    return {};
  }
}

for (const { name, inputs, run } of steps) {
  const began = performance.now();
  const report = (outcome: string) => console.log(`${name.padEnd(8)}${outcome} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  const stamps = await readStamps();
  const stamp = await hashOf(root, inputs);
  if (stamps[name] === stamp) {
    report('unchanged');
    continue;
  }
  const outcome = await run();
  await mkdir(dist, { recursive: true });
  await writeFile(stampFile, JSON.stringify({ ...stamps, [name]: stamp }));
  report(outcome);
}
