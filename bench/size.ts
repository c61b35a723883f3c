import { readFileSync } from 'node:fs';
import type { BenchRow } from './bench.ts';

type BuiltFile = { path: string; gzip: number; brotli: number };
type Manifest = { version: string; loader: string; widgets: { tag: string; scripts: string[] }[]; files: BuiltFile[] };

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

const row = (name: string, files: readonly BuiltFile[], budget: number): BenchRow => {
  const sum = (kind: 'gzip' | 'brotli') => files.reduce((total, file) => total + file[kind], 0);
  return {
    name,
    figure: `${kB(sum('gzip'))} gzip, ${kB(sum('brotli'))} brotli`,
    target: `≤ ${kB(budget)} gzip`,
    met: files.length > 0 && sum('gzip') <= budget,
  };
};

/** Bytes of the built embed, as its manifest has them. The budgets themselves are held by `npm test` (packages/embed). */
export const run = async (): Promise<BenchRow[]> => {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('../dist/embed/manifest.json', import.meta.url), 'utf8'));
  const named = (paths: readonly string[]) => manifest.files.filter(file => paths.includes(file.path));
  const widgets = manifest.widgets.map(({ tag, scripts }) =>
    row(`Loader and all that ${tag} needs`, named([manifest.loader, ...scripts]), 20_000),
  );
  return [row('Loader dtp.js', named([manifest.loader]), 2000), ...widgets];
};
