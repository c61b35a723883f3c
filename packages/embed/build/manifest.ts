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
