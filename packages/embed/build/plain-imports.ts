import type { Plugin } from 'vite';

/** What wraps every dynamic import in Vite's build, so that style sheets and scripts are preloaded with it. */
const WRAPPER = 'native:import-analysis-build';

/** The plugins without the one that wraps. @throws where there is none of that name, so that an upgrade cannot bring it back unseen. */
export function withoutWrapper<Named extends { readonly name: string }>(plugins: readonly Named[]): Named[] {
  const rest = plugins.filter(({ name }) => name !== WRAPPER);
  if (rest.length === plugins.length) throw new Error(`Vite has no plugin ${WRAPPER} any more: see packages/embed/build/plain-imports.ts`);
  return rest;
}

/**
 * Vite plugin: leaves dynamic imports as they are. Vite would preload what they need through links in the host's head; our styles are in the
 * scripts, and the host's head is not ours.
 */
export const plainImports = (): Plugin => ({
  name: 'dtp:plain-imports',
  apply: 'build',
  configResolved: config => {
    const plugins: Plugin[] = [...config.plugins];
    Object.assign(config, { plugins: withoutWrapper(plugins) });
  },
});
