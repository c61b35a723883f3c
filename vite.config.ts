import { resolve } from 'node:path';
import { defineConfig, type InlineConfig } from 'vite';
import { tokensInline } from './packages/embed/build/inline-tokens.ts';
import { plainImports } from './packages/embed/build/plain-imports.ts';
import { quietLit } from './packages/embed/build/quiet-lit.ts';
import { templateWhitespace } from './packages/embed/build/template-whitespace.ts';
import { sharedChunk } from './packages/embed/build/widgets-loading.ts';
import { WIDGETS } from './packages/embed/src/widgets.ts';

/**
 * What all our bundles share. `base: './'` and ES modules make every address resolve against the script, not the page that embeds it.
 * Nothing is written here: scripts/build.ts decides where files go.
 */
const shared = {
  root: import.meta.dirname,
  configFile: false,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    write: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The map's engine is above the usual limit; packages/embed/tests/size.test.ts has ours.
    chunkSizeWarningLimit: 1200,
  },
} satisfies InlineConfig;

const inRoot = (path: string): string => resolve(import.meta.dirname, path);

/**
 * One entry a widget, what several load from the start in one chunk between them (of several each would compress worse), but for what the
 * A to Z, the widget most pages have, does not need: that is in one more. What is loaded later is in chunks of its own; flat, with a hash
 * in every name.
 */
export const widgetsConfig: InlineConfig = {
  ...shared,
  plugins: [plainImports(), quietLit(), tokensInline(), templateWhitespace()],
  build: {
    ...shared.build,
    rolldownOptions: {
      input: WIDGETS,
      preserveEntrySignatures: false,
      output: {
        format: 'es',
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: ({ isDynamicEntry }) => (isDynamicEntry ? '[name]-[hash].js' : 'shared-[hash].js'),
        assetFileNames: '[name]-[hash][extname]',
        codeSplitting: {
          groups: [{ debugName: 'shared', name: (id, graph) => sharedChunk(id, graph, 'packages/az-search/src/define.ts') }],
        },
      },
    },
  },
};

/** The loader, for one place it is served from: `chunks` are the widgets' files relative to it. */
export const loaderConfig = (version: string, chunks: Readonly<Record<string, string>>): InlineConfig => ({
  ...shared,
  define: { __DTP_VERSION__: JSON.stringify(version), __DTP_CHUNKS__: JSON.stringify(chunks) },
  build: {
    ...shared.build,
    rolldownOptions: { input: inRoot('packages/embed/src/dtp.ts'), output: { format: 'es', entryFileNames: 'dtp.js' } },
  },
});

/** The demo's own scripts, by the address they get under `/demo/`. */
export const demoConfig = (scripts: Readonly<Record<string, string>>): InlineConfig => ({
  ...shared,
  build: {
    ...shared.build,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(scripts).map(([name, file]) => [name, inRoot(file)])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
    },
  },
});

export default defineConfig(widgetsConfig);
