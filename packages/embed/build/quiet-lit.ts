import { join } from 'node:path';
import type { Plugin } from 'vite';

type Cut = { readonly what: RegExp; readonly by: string };

/**
 * What Lit 3 leaves on `window` of the page it runs in: lists of versions, for a warning of its development build, and a table for standard
 * decorators, which we do not use. A host page should find nothing of ours there.
 */
const VERSIONS: Cut = { what: /\(\w\.\w+Versions\?\?=\[\]\)\.push\("[\d.]+"\)/, by: '0' };
/** What it lets the page change it by, through a function on `window`: polyfills of old browsers, and of a server's rendering. */
const hook = (name: string): Cut => ({ what: new RegExp(`\\w\\.${name}`), by: '(void 0)' });
const CUTS: Readonly<Record<string, readonly Cut[]>> = {
  'lit-html/lit-html.js': [VERSIONS, hook('litHtmlPolyfillSupport')],
  'lit-element/lit-element.js': [VERSIONS, hook('litElementPolyfillSupport'), hook('litElementHydrateSupport')],
  '@lit/reactive-element/reactive-element.js': [
    VERSIONS,
    hook('reactiveElementPolyfillSupport'),
    { what: /Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap;/, by: '' },
    { what: /this\[Symbol\.metadata\]/, by: 'null' },
  ],
};

/** Cuts them out of Lit's code. @throws where Lit no longer reads as expected, so that an upgrade cannot bring them back unseen. */
export const cutGlobals = (code: string, cuts: readonly Cut[], file: string): string =>
  cuts.reduce((text, { what, by }) => {
    if (!what.test(text)) throw new Error(`${file} no longer contains ${what}: see packages/embed/build/quiet-lit.ts`);
    return text.replace(what, by);
  }, code);

const CSS_TAG = '/node_modules/@lit/reactive-element/css-tag.js';

/** Vite plugin: keeps Lit from leaving anything on the host's `window`, and from what only browsers need that cannot run our scripts. */
export const quietLit = (): Plugin => ({
  name: 'dtp:quiet-lit',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!source.endsWith('css-tag.js')) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found?.id.endsWith(CSS_TAG) ? join(import.meta.dirname, 'css-tag.ts') : found;
  },
  transform(code, id) {
    const file = Object.keys(CUTS).find(name => id.endsWith(`/node_modules/${name}`));
    const cuts = file && CUTS[file];
    return cuts ? { code: cutGlobals(code, cuts, file), map: null } : null;
  },
});
