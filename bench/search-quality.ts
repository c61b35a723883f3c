// How often the search answers a citizen's words with the right service, beside plain MiniSearch over titles and summaries.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { azReadModel } from '../api/src/az/read-model.ts';
import type { ServiceRecord } from '../api/src/az/record.ts';
import { starterCatalogue } from '../api/src/az/seed.ts';
import { findSharedData } from '../scripts/shared-data.ts';
import type { BenchRow } from './bench.ts';

/** A query and the test that says whether a service answers it. */
type Query = { text: string; accepts(service: ServiceRecord): boolean };
type Search = (text: string) => readonly ServiceRecord[];
type Score = { first: number; topThree: number; misses: { query: string; place: number; shown: readonly string[] }[] };

const HeldOut = z.array(z.strictObject({ query: z.string(), services: z.array(z.string()).min(1) }));
const GovUk = z.array(z.object({ query: z.string(), acceptable_lgsl_ids: z.string() }));

const govUkQueries = (data: string): Query[] =>
  GovUk.parse(parse(readFileSync(join(data, 'search', 'citizen-queries.csv')), { columns: true, bom: true })).map(
    ({ query, acceptable_lgsl_ids }) => {
      const numbers = new Set(acceptable_lgsl_ids.split(/\D+/).filter(Boolean).map(Number));
      return { text: query, accepts: service => service.lgsl !== null && numbers.has(service.lgsl) };
    },
  );

const heldOutQueries = (): Query[] =>
  HeldOut.parse(JSON.parse(readFileSync(new URL('../api/src/az/citizen-queries.test-data.json', import.meta.url), 'utf8'))).map(
    ({ query, services }) => ({
      text: query,
      accepts: service => services.includes(service.id),
    }),
  );

const scoreOf = (queries: readonly Query[], search: Search): Score => {
  const score: Score = { first: 0, topThree: 0, misses: [] };
  for (const { text, accepts } of queries) {
    const found = search(text);
    const place = found.findIndex(accepts) + 1;
    if (place === 1) score.first++;
    if (place >= 1 && place <= 3) score.topThree++;
    if (place !== 1) score.misses.push({ query: text, place, shown: found.slice(0, 3).map(service => service.id) });
  }
  return score;
};

const plainSearch = (services: readonly ServiceRecord[]): Search => {
  const index = new MiniSearch<ServiceRecord>({ fields: ['title', 'summary'], searchOptions: { prefix: true, fuzzy: 0.2 } });
  index.addAll(services);
  const byId = new Map(services.map(service => [service.id as string, service]));
  return text => index.search(text).flatMap(({ id }) => byId.get(String(id)) ?? []);
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const listsMisses = (): boolean =>
  parseArgs({ options: { misses: { type: 'boolean' }, shared: { type: 'string' } }, allowPositionals: true, strict: false }).values
    .misses === true;

const FIRST_TARGET = 0.85;
const TOP_THREE_TARGET = 0.95;
const GOV_UK = 'citizen queries (GOV.UK)';

/** Both query sets against both searches. `--misses` lists what ours does not put first; `--shared DIR` says where the shared data lies, without which only our own set is measured. */
export const run = async (): Promise<BenchRow[]> => {
  const misses = listsMisses();
  const { folder, data } = findSharedData(process.argv.slice(2));
  const catalogue = starterCatalogue();
  const model = azReadModel({ ...catalogue, answers: [] });
  const ours: Search = text => model.search(text, { hostKind: null, inPark: false }).services;
  const plain = plainSearch(catalogue.services);
  const sets = [
    ...(data ? [{ name: GOV_UK, queries: govUkQueries(data) }] : []),
    { name: 'our own queries, written before the tuning', queries: heldOutQueries() },
  ];
  const rows = sets.flatMap(({ name, queries }) => {
    const own = scoreOf(queries, ours);
    const beside = scoreOf(queries, plain);
    if (misses) {
      process.stdout.write(`  ${name}: not first\n`);
      for (const miss of own.misses)
        process.stdout.write(`    ${miss.place || '–'}  ${miss.query}  →  ${miss.shown.join(', ') || 'nothing'}\n`);
    }
    const row = (label: string, count: number, besideCount: number, target: number): BenchRow => ({
      name: `${name}, ${queries.length}, ${label}`,
      figure: `${percent(count, queries.length)} (plain MiniSearch: ${percent(besideCount, queries.length)})`,
      target: `≥ ${percent(target, 1)}`,
      met: count >= target * queries.length,
    });
    return [
      row('right service first', own.first, beside.first, FIRST_TARGET),
      row('in the first three', own.topThree, beside.topThree, TOP_THREE_TARGET),
    ];
  });
  if (data) return rows;
  const target = `≥ ${percent(FIRST_TARGET, 1)}`;
  return [...rows, { name: `${GOV_UK}, right service first`, figure: `not measured: no open data at ${folder}`, target, met: false }];
};
