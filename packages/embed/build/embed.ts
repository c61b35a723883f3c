import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { THEME_IDS } from '@dtp/themes/theme-css.ts';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { loaderConfig, widgetsConfig } from '../../../vite.config.ts';
import type { EmbedFile, EmbedManifest } from '../src/manifest.ts';
import { WIDGETS } from '../src/widgets.ts';
import { describeElements } from './elements-manifest.ts';
import { integrityOf, writeCompressed } from './files.ts';
import { hostFiles } from './hosts.ts';
import { themeSheet } from './theme-sheet.ts';

type Chunk = Rolldown.OutputChunk;

/** Runs Vite without writing, and gives the scripts it made. */
export async function bundle(config: InlineConfig): Promise<Chunk[]> {
  const result = await build(config);
  if (!Array.isArray(result) && !('output' in result)) throw new Error('Vite is watching, but a single build was asked for');
  const outputs = Array.isArray(result) ? result : [result];
  return outputs.flatMap(({ output }) => output).filter(file => file.type === 'chunk');
}

/** The scripts a chunk loads with it, itself first. */
function needs(chunk: Chunk, all: readonly Chunk[], found: string[] = []): string[] {
  if (found.includes(chunk.fileName)) return found;
  found.push(chunk.fileName);
  for (const name of chunk.imports) {
    const next = all.find(other => other.fileName === name);
    if (next) needs(next, all, found);
  }
  return found;
}

const loaderText = async (version: string, chunks: Readonly<Record<string, string>>): Promise<string> => {
  const [loader, ...rest] = await bundle(loaderConfig(version, chunks));
  if (!loader || rest.length > 0) throw new Error('The loader should be one file');
  return loader.code;
};

/**
 * Builds everything under `dist/embed`: the release's own folder, the moving `v1/dtp.js` that points into it, and the manifest.
 * Folders of other versions stay, since pages may have pinned them.
 * @param dist The folder to build into.
 * @param version The release, from the root package.json.
 */
export async function buildEmbed(root: string, dist: string, version: string): Promise<EmbedManifest> {
  const chunks = await bundle(widgetsConfig);
  const widgets = Object.keys(WIDGETS).map(name => {
    const entry = chunks.find(chunk => chunk.isEntry && chunk.name === name);
    if (!entry) throw new Error(`The bundle has no entry for "${name}"`);
    return { name, tag: `dtp-${name}`, scripts: needs(entry, chunks) };
  });
  const chunkTable = (folder: string) => Object.fromEntries(widgets.map(({ name, scripts }) => [name, `${folder}${scripts[0]}`]));

  const [loader, moving, elements] = await Promise.all([
    loaderText(version, chunkTable('./')),
    loaderText(version, chunkTable(`../${version}/`)),
    describeElements(root),
  ]);
  const texts: readonly (readonly [path: string, text: string])[] = [
    ['dtp.js', loader],
    ...chunks.map(chunk => [chunk.fileName, chunk.code] as const),
    ...THEME_IDS.map(id => [`themes/${id}.css`, themeSheet(id)] as const),
    ...hostFiles(),
    ['custom-elements.json', elements],
  ];

  const folder = join(dist, 'embed');
  await rm(join(folder, version), { recursive: true, force: true });
  const files = await Promise.all(
    texts.map(async ([name, text]): Promise<EmbedFile> => {
      const path = `${version}/${name}`;
      return { path, integrity: integrityOf(text), ...(await writeCompressed(join(folder, path), text)) };
    }),
  );
  await writeCompressed(join(folder, 'v1/dtp.js'), moving);

  const manifest: EmbedManifest = {
    version,
    loader: `${version}/dtp.js`,
    moving: 'v1/dtp.js',
    widgets: widgets.map(widget => ({ ...widget, scripts: widget.scripts.map(name => `${version}/${name}`) })),
    files,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
