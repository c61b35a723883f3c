import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbedManifest } from '../src/manifest.ts';

/**
 * Reads the manifest of a build.
 * @param dist The folder that was built into.
 * @throws where there is no build, or one of another shape.
 */
export async function readManifest(dist: string): Promise<EmbedManifest> {
  const text = await readFile(join(dist, 'embed/manifest.json'), 'utf8').catch(() => {
    throw new Error('There is no build yet. Run "npm run build" first.');
  });
  return EmbedManifest.parse(JSON.parse(text));
}

/**
 * The files of an earlier build that a later one of the same version changed or took away. Pages that pinned them by hash, and browsers
 * that keep a version's files for ever, would break over each of them once the version is published. None where the version is another.
 */
export function replacedFiles(before: EmbedManifest | null, after: EmbedManifest): string[] {
  if (before?.version !== after.version) return [];
  const now = new Map(after.files.map(({ path, integrity }) => [path, integrity]));
  return before.files.filter(({ path, integrity }) => now.get(path) !== integrity).map(({ path }) => path);
}
