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
type Asset = Rolldown.OutputAsset;

/** Runs Vite without writing, and gives the files it made. */
async function output(config: InlineConfig): Promise<{ readonly chunks: Chunk[]; readonly assets: Asset[] }> {
  const result = await build(config);
  if (!Array.isArray(result) && !('output' in result)) throw new Error('Vite is watching, but a single build was asked for');
  const files = (Array.isArray(result) ? result : [result]).flatMap(one => one.output);
  return { chunks: files.filter(file => file.type === 'chunk'), assets: files.filter(file => file.type === 'asset') };
}

/** Runs Vite without writing, and gives the scripts it made. */
export const bundle = async (config: InlineConfig): Promise<Chunk[]> => (await output(config)).chunks;

/** An asset is the worker of the map: a script that others wrote. It would point to a source map that is not served. */
const textOf = ({ source }: Asset): string =>
  Buffer.from(source)
    .toString()
    .replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n');

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

/** The files that a widget's scripts load only when they are needed, such as what draws the map, and the assets of those. */
function laterNeeds(scripts: readonly string[], all: readonly Chunk[]): string[] {
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    const chunk = all.find(other => other.fileName === fileName);
    for (const next of chunk?.dynamicImports ?? []) {
      const begin = all.find(other => other.fileName === next);
      for (const script of begin ? needs(begin, all) : []) {
        if (scripts.includes(script) || found.has(script)) continue;
        found.add(script);
        visit(script);
      }
    }
    for (const asset of chunk?.viteMetadata?.importedAssets ?? []) found.add(asset);
  };
  scripts.forEach(visit);
  return [...found];
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
  const { chunks, assets } = await output(widgetsConfig);
  const widgets = Object.keys(WIDGETS).map(name => {
    const entry = chunks.find(chunk => chunk.isEntry && chunk.name === name);
    if (!entry) throw new Error(`The bundle has no entry for "${name}"`);
    const scripts = needs(entry, chunks);
    return { name, tag: `dtp-${name}`, scripts, later: laterNeeds(scripts, chunks) };
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
    ...assets.map(asset => [asset.fileName, textOf(asset)] as const),
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
    widgets: widgets.map(widget => ({
      ...widget,
      scripts: widget.scripts.map(name => `${version}/${name}`),
      later: widget.later.map(name => `${version}/${name}`),
    })),
    files,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
