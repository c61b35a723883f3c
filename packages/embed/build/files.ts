import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** A file the server can send, and what it weighs on the wire. Sizes in bytes. */
export type Weight = { readonly bytes: number; readonly gzip: number; readonly brotli: number };

/**
 * Writes a text file with `.gz` and `.br` beside it, so that the server compresses nothing while it answers.
 * The same text always gives the same bytes: neither format is given a time stamp.
 */
export async function writeCompressed(path: string, text: string): Promise<Weight> {
  const body = Buffer.from(text);
  const [gz, br] = await Promise.all([
    gzipped(body, { level: 9 }),
    brotlied(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  ]);
  await mkdir(dirname(path), { recursive: true });
  await Promise.all([writeFile(path, body), writeFile(`${path}.gz`, gz), writeFile(`${path}.br`, br)]);
  return { bytes: body.length, gzip: gz.length, brotli: br.length };
}

/** The value for an `integrity` attribute: https://www.w3.org/TR/SRI/ */
export const integrityOf = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;

const filesUnder = async (path: string): Promise<string[]> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOTDIR') return undefined;
    throw fault;
  });
  if (!entries) return [path];
  return entries
    .filter(entry => entry.isFile() && !/\.(test\.ts|md)$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map(entry => join(entry.parentPath, entry.name));
};

/** A hash over the names and contents of files and folders, tests and READMEs aside, to tell whether what is built from them is still good. */
export async function hashOf(root: string, paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(path => filesUnder(join(root, path))))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}
