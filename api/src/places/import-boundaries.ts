import { readFileSync } from 'node:fs';
import type { Authority } from '@dtp/contract/authorities.ts';
import { createAuthorityRepository } from '../authorities/repository.ts';
import type { Database, Store } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { attributionOf } from './attribution.ts';
import { deriveAll } from './derive.ts';
import { deriveAddresses } from './derive-addresses.ts';
import { editionOf } from './edition.ts';
import { type BoundaryFeature, identify, readBoundaryFile } from './geojson.ts';
import { importWords } from './import-messages.ts';
import { totalSize } from './import-postcodes.ts';
import { ImportRefused } from './import-run.ts';
import type { BoundaryRow } from './repository.ts';
import { createPlaceWriter } from './repository.write.ts';

export const BOUNDARY_KINDS = ['district', 'neighbour', 'county', 'ward', 'park'] as const;
export type BoundaryKind = (typeof BOUNDARY_KINDS)[number];

export type BoundaryImport = {
  readonly file: string;
  readonly kind: BoundaryKind;
  readonly edition: string | undefined;
  readonly now: Date;
  /** Called for each postcode and address measured anew. */
  readonly onRow: () => void;
};

/** A feature that was left out; `number` counts from 1. */
export type RefusedFeature = { readonly number: number; readonly reason: string };
export type BoundaryCounts = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly refused: readonly RefusedFeature[];
  /** Postcodes whose side of a boundary or distance to one is new. */
  readonly postcodes: number;
  /** Addresses whose district or side of the park's boundary is new. */
  readonly addresses: number;
};

/** Kinds that postcodes are measured against. */
const MEASURED: readonly BoundaryKind[] = ['district', 'neighbour', 'park'];

const isPartnerDistrict = (gss: string, authorities: readonly Authority[]): boolean =>
  authorities.some(one => one.gss === gss && (one.kind === 'district' || one.kind === 'unitary'));

/** Why a code does not fit the kind it is imported as: nearness to a partner's district has consequences that nearness to another has not. */
const misplaced = (gss: string, kind: BoundaryKind, authorities: readonly Authority[]): string | undefined => {
  if (kind === 'district' && !isPartnerDistrict(gss, authorities)) return importWords.notAPartner(gss);
  if (kind === 'neighbour' && isPartnerDistrict(gss, authorities)) return importWords.isAPartner(gss);
  return undefined;
};

/** The row of a feature, or why it is left out. A feature without a code is known by a partner's name. */
const rowOf = (feature: BoundaryFeature, kind: BoundaryKind, authorities: readonly Authority[]): BoundaryRow | RefusedFeature => {
  const { gss: given, name } = identify(feature.properties, kind);
  const byName = authorities.find(one => name !== undefined && (one.name === name || one.shortName === name));
  const gss = given ?? byName?.gss;
  if (!gss) return { number: feature.number, reason: importWords.noCode };
  const reason = misplaced(gss, kind, authorities);
  if (reason || !feature.area) return { number: feature.number, reason: reason ?? feature.fault ?? '' };
  return { kind, gss, name: name ?? authorities.find(one => one.gss === gss)?.shortName ?? gss, geometry: feature.area };
};

const featuresOf = (file: string): BoundaryFeature[] => {
  totalSize([file]);
  const features = readBoundaryFile(readFileSync(file, 'utf8'));
  if (typeof features === 'string') throw new ImportRefused(`${file} ${features}. Nothing was changed.`);
  const faults = features.flatMap(({ number, fault }) => (fault ? [`  feature ${number} ${fault}`] : []));
  if (faults.length > 0) throw new ImportRefused([`${file} cannot be used, and nothing was changed:`, ...faults.slice(0, 20)].join('\n'));
  return features;
};

const importAll = async (db: Database, { file, kind, edition, now, onRow }: BoundaryImport): Promise<BoundaryCounts> => {
  const record = createPlaceWriter(db);
  const authorities = await createAuthorityRepository(db).all();
  const found = featuresOf(file).map(feature => rowOf(feature, kind, authorities));
  const refused = found.filter(one => 'reason' in one);
  const rows = found.filter(one => 'gss' in one);
  if (rows.length === 0)
    throw new ImportRefused(
      [`${file} ${importWords.noBoundaries}`, ...refused.slice(0, 20).map(one => `  feature ${one.number} ${one.reason}`)].join('\n'),
    );

  const added: string[] = [];
  const changed: string[] = [];
  for (const row of rows) {
    const stored = await record.boundary(row.kind, row.gss);
    if (stored && stored.name === row.name && JSON.stringify(stored.geometry) === JSON.stringify(row.geometry)) continue;
    await record.saveBoundary(row);
    (stored ? changed : added).push(row.name);
  }
  const fresh = added.length + changed.length;
  const counts = { added, changed, unchanged: rows.length - fresh, refused };
  if (fresh === 0) return { ...counts, postcodes: 0, addresses: 0 };

  // Names on record stay: a file may call a council what people do not.
  if (kind === 'neighbour') await record.addDistricts(rows.map(({ gss, name }) => ({ gss, name })));
  const parks = new Set(authorities.filter(one => one.kind === 'park').map(one => one.gss));
  const isMeasured = MEASURED.includes(kind);
  const postcodes = isMeasured ? await deriveAll(db, parks, onRow) : 0;
  const addresses = isMeasured ? await deriveAddresses(db, onRow) : 0;
  const year = edition ?? editionOf(file);
  const dataset = {
    id: `boundaries.${kind}`,
    name: `Boundaries: ${kind}`,
    edition: year,
    rows: rows.length,
    attribution: attributionOf('boundaries', year, now),
  };
  await record.saveDataset(dataset, now);
  await bumpVersion(db, 'places', now);
  return { ...counts, postcodes, addresses };
};

/**
 * Imports a GeoJSON file of boundaries in one unit of work, each taking the place of the one with its kind and code, and measures all
 * postcodes and addresses anew. Throws ImportRefused, with the record as it was, when the file or a geometry in it is not right.
 */
export const importBoundaries = (store: Store, options: BoundaryImport): Promise<BoundaryCounts> =>
  store.write(db => importAll(db, options));
