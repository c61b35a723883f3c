import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The release, which is `version` in the root package.json. */
export async function readVersion(root: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  if (typeof version !== 'string' || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('package.json has no version such as 1.0.0');
  return version;
}
