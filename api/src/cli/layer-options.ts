import { readFileSync } from 'node:fs';
import { LayerId } from '@dtp/contract/map.ts';
import { faultsOf, GivenLayer } from '../map/import/describe-layer.ts';
import type { LayerImport } from '../map/import/import-layer.ts';
import { importWords } from '../map/import/import-words.ts';
import { projectionOf } from '../map/import/projection.ts';
import { createMapRepository, type LayerRow } from '../map/repository.ts';
import type { Store } from '../store/connect.ts';
import { CliFault, UsageError } from './verb.ts';

const text = { type: 'string' } as const;
const yes = { type: 'boolean', default: false } as const;

export const LAYER_OPTIONS = {
  layer: text,
  describe: text,
  title: text,
  singular: text,
  description: text,
  owner: text,
  category: text,
  role: text,
  geometry: text,
  licence: text,
  'licence-url': text,
  attribution: text,
  source: text,
  edition: text,
  tone: text,
  'min-zoom': text,
  verified: yes,
  sample: yes,
  'id-field': text,
  'title-field': text,
  table: text,
  crs: text,
  'leave-out': { type: 'string', multiple: true },
  replace: yes,
  upsert: yes,
  'allow-shrink': yes,
} as const;

/** The options as node:util reads them. */
export type TypedOptions = {
  readonly [Name in keyof typeof LAYER_OPTIONS]?: (typeof LAYER_OPTIONS)[Name] extends { type: 'boolean' }
    ? boolean
    : Name extends 'leave-out'
      ? string[]
      : string;
};

export const LAYER_USAGE = `FILE… --layer ID [--replace | --upsert] [--allow-shrink]
  a new layer: --title … --licence … --attribution … --source … [--describe FILE.json] [--singular …] [--description …] [--owner ID]
    [--category …] [--role places|areas|background] [--geometry point|line|polygon|mixed] [--licence-url …] [--edition …] [--verified] [--sample]
    [--tone accent|strong|muted|green|boundary] [--min-zoom 0]
  how to read it: [--id-field …] [--title-field …] [--crs EPSG:27700] [--table …] [--leave-out FIELD=VALUE]…`;

/** A layer's id as it was typed. Throws UsageError for what is none. */
export const layerIdOf = (typed: string | undefined): string => {
  const id = LayerId.safeParse(typed);
  if (id.success) return id.data;
  throw new UsageError(typed === undefined ? 'Say which layer: --layer ID.' : `“${typed}” should be a layer id such as libraries.`);
};

/** The layer that was typed. Throws UsageError for what is no id, CliFault naming the layers there are for one that is not on record. */
export const knownLayer = async (store: Store, positionals: readonly string[]): Promise<LayerRow> => {
  if (positionals.length !== 1) throw new UsageError('Name one layer.');
  const id = layerIdOf(positionals[0]);
  const known = await createMapRepository(store.read).layers();
  const row = known.find(one => one.id === id);
  if (row) return row;
  const ids = known.map(one => one.id);
  throw new CliFault(importWords.noLayer(id, ids));
};

/** Options that were typed, under the names of a description. */
const described = (typed: TypedOptions): Record<string, unknown> => {
  const style = {
    ...(typed.tone === undefined ? {} : { tone: typed.tone }),
    ...(typed['min-zoom'] === undefined ? {} : { minZoom: Number(typed['min-zoom']) }),
  };
  const { title, singular, description, owner, category, role, geometry, licence, attribution, source, edition } = typed;
  const licenceUrl = typed['licence-url'];
  const texts = { title, singular, description, owner, category, role, geometry, licence, licenceUrl, attribution, source, edition };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    ...(typed.verified ? { isVerified: true } : {}),
    ...(typed.sample ? { isSample: true } : {}),
    ...(Object.keys(style).length > 0 ? { style } : {}),
  };
};

const readDescription = (file: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw new CliFault(`${file} cannot be read as JSON: ${fault instanceof Error ? fault.message : String(fault)}. Nothing was changed.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new CliFault(`${file} should hold one JSON object that describes the layer. Nothing was changed.`);
};

/** What a person says of the layer: options go before the file of --describe. Throws CliFault with every fault. */
const givenLayer = (typed: TypedOptions, path: (typed: string) => string): GivenLayer => {
  const file = typed.describe === undefined ? {} : readDescription(path(typed.describe));
  const options = described(typed);
  const style = 'style' in options || 'style' in file ? { style: { ...Object(file.style), ...Object(options.style) } } : {};
  const given = GivenLayer.safeParse({ ...file, ...options, ...style });
  if (given.success) return given.data;
  throw new CliFault(
    ['The layer cannot be described like this, and nothing was changed:', ...faultsOf(given.error).map(fault => `  ${fault}`)].join('\n'),
  );
};

const leaveOut = (typed: string): { field: string; value: string } => {
  const at = typed.lastIndexOf('=');
  if (at < 1) throw new UsageError(`--leave-out ${typed} should be FIELD=VALUE, or FIELD=* for any value.`);
  return { field: typed.slice(0, at), value: typed.slice(at + 1) };
};

const readingOf = (typed: TypedOptions): LayerImport['reading'] => {
  if (typed.crs !== undefined && !projectionOf(typed.crs)) throw new UsageError('--crs should be EPSG:27700, EPSG:4326 or EPSG:3857.');
  return {
    ...(typed['id-field'] === undefined ? {} : { idField: typed['id-field'] }),
    ...(typed['title-field'] === undefined ? {} : { titleField: typed['title-field'] }),
    ...(typed.crs === undefined ? {} : { crs: typed.crs }),
    ...(typed.table === undefined ? {} : { table: typed.table }),
    ...(typed['leave-out'] === undefined ? {} : { leaveOut: typed['leave-out'].map(leaveOut) }),
  };
};

/** What an import of a layer is told on the command line. Throws UsageError for arguments that do not fit, CliFault for a description that does not. */
export const layerImportOf = (
  files: readonly string[],
  typed: TypedOptions,
  path: (typed: string) => string,
): Pick<LayerImport, 'layer' | 'files' | 'mode' | 'given' | 'reading' | 'allowShrink'> => {
  if (files.length === 0) throw new UsageError('Name at least one file.');
  if (typed.replace && typed.upsert) throw new UsageError('Choose one of --replace and --upsert.');
  return {
    layer: layerIdOf(typed.layer),
    files: files.map(path),
    mode: typed.upsert ? 'upsert' : 'replace',
    reading: readingOf(typed),
    given: givenLayer(typed, path),
    allowShrink: typed['allow-shrink'] ?? false,
  };
};
