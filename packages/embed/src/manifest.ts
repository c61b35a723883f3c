import { z } from 'zod';

/** A file of this release, by its path under `/embed/`, as `1.0.0/dtp.js`. Sizes in bytes; `integrity` is for the script tag's attribute. */
export const EmbedFile = z.object({ path: z.string(), integrity: z.string(), bytes: z.int(), gzip: z.int(), brotli: z.int() });
export type EmbedFile = z.infer<typeof EmbedFile>;

/**
 * `/embed/manifest.json`: what a release holds. `loader` is the exact version's script, `moving` the address that follows releases and so
 * has no integrity; each widget lists all the scripts it loads, its own first, and those it loads later, when they are needed.
 */
export const EmbedManifest = z.object({
  version: z.string(),
  loader: z.string(),
  moving: z.string(),
  widgets: z.array(z.object({ name: z.string(), tag: z.string(), scripts: z.array(z.string()), later: z.array(z.string()) })),
  files: z.array(EmbedFile),
});
export type EmbedManifest = z.infer<typeof EmbedManifest>;
