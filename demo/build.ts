import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbedManifest } from '@dtp/embed/manifest.ts';
import { type Theme, theme } from '@dtp/themes/theme-css.ts';
import { bundle } from '../packages/embed/build/embed.ts';
import { writeCompressed } from '../packages/embed/build/files.ts';
import { demoConfig } from '../vite.config.ts';
import { AUTHORITIES } from './src/authorities.ts';
import type { Page } from './src/page.ts';
import { azAndMapPage } from './src/pages/az-and-map.ts';
import { divFormPage } from './src/pages/div-form.ts';
import { indexPage } from './src/pages/index.ts';
import { reportPage } from './src/pages/report.ts';
import { sitePages } from './src/pages/site.ts';
import { snippetPage } from './src/pages/snippet.ts';
import { threeWidgetsPage } from './src/pages/three-widgets.ts';
import { twoWidgetsPage } from './src/pages/two-widgets.ts';
import { SITES } from './src/sites.ts';

/** A mock site's own custom properties and the tokens of its sample palette they take their colours from. */
const SITE_COLOURS = {
  '--site-brand': 'color.brand.600',
  '--site-dark': 'color.brand.800',
  '--site-tint': 'color.brand.100',
  '--site-accent': 'color.accent.600',
  '--site-radius': 'radius',
} as const;

const colourRule = ({ id, values }: Theme): string => {
  const declarations = Object.entries(SITE_COLOURS).map(([property, token]) => `${property}:${values.get(token)}`);
  return `[data-site="${id}"]{${declarations.join(';')}}`;
};

function pages(manifest: EmbedManifest): Page[] {
  const exact = manifest.files.find(({ path }) => path === manifest.loader);
  if (!exact) throw new Error(`The embed manifest does not list its own loader, ${manifest.loader}`);
  const sites = AUTHORITIES.flatMap(authority => {
    const site = SITES[authority.id];
    if (!site) throw new Error(`demo/src/sites.ts has no mock site for "${authority.id}"`);
    return sitePages(authority, site);
  });
  return [
    indexPage(),
    snippetPage(exact),
    divFormPage(),
    twoWidgetsPage(manifest.version),
    azAndMapPage(),
    threeWidgetsPage(),
    reportPage(),
    ...sites,
  ];
}

/**
 * Builds `dist/demo`: static pages from one set of templates, two style sheets, and the scripts of the snippet builder and the report form.
 * @param dist The folder to build into, which already has the embed bundle.
 * @returns How many pages there are.
 */
export async function buildDemo(root: string, dist: string, manifest: EmbedManifest): Promise<number> {
  const folder = join(dist, 'demo');
  const source = (name: string) => readFile(join(root, 'demo/src/styles', name), 'utf8');
  const [scripts, site, demo] = await Promise.all([
    bundle(demoConfig({ 'snippet/builder': 'demo/src/snippet/builder.ts', 'report/report': 'demo/src/report/report.ts' })),
    source('site.css'),
    source('demo.css'),
  ]);
  const all = pages(manifest);
  const texts: readonly (readonly [path: string, text: string])[] = [
    ...all.map(({ path, text }) => [`${path}index.html`, text] as const),
    ...scripts.map(({ fileName, code }) => [fileName, code] as const),
    ['colours.css', AUTHORITIES.map(({ id }) => colourRule(theme(id))).join('\n')],
    ['site.css', site],
    ['demo.css', demo],
  ];
  await rm(folder, { recursive: true, force: true });
  await Promise.all(texts.map(([path, text]) => writeCompressed(join(folder, path), text)));
  return all.length;
}
