// `npm run bench [-- name… --shared DIR]`: every figure that the docs give, beside its target. It only measures: nothing here passes or fails a build.
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench.ts';

const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>>> = {
  'search-quality': () => import('./search-quality.ts'),
  'search-speed': () => import('./search-speed.ts'),
  places: () => import('./places.ts'),
  import: () => import('./import.ts'),
  addresses: () => import('./addresses.ts'),
  memory: () => import('./memory.ts'),
  http: () => import('./http.ts'),
  tiles: () => import('./tiles.ts'),
  warehouse: () => import('./warehouse.ts'),
  nearest: () => import('./nearest.ts'),
  vehicles: () => import('./vehicles.ts'),
  contact: () => import('./contact.ts'),
  jobs: () => import('./jobs.ts'),
  digests: () => import('./digests.ts'),
  size: () => import('./size.ts'),
};

// `--shared DIR` and `--misses` are read by the benches that know them.
const { positionals: wanted } = parseArgs({
  options: { shared: { type: 'string' }, misses: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
});
const unknown = wanted.filter(name => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(2);
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;
process.stdout.write(`${new Date().toISOString().slice(0, 10)}, ${machine}\n`);

let missed = 0;
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  for (const row of await (await load()).run()) {
    if (!row.met) missed++;
    process.stdout.write(`  ${row.met ? 'met   ' : 'MISSED'}  ${row.name}: ${row.figure} (target ${row.target})\n`);
  }
}
process.stdout.write(missed === 0 ? '\nEvery target is met.\n' : `\n${missed} target${missed === 1 ? ' is' : 's are'} missed.\n`);
