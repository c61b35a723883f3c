import type { PlaceSource } from '@dtp/contract/places.ts';
import { londonDay } from '../http/clock.ts';
import type { Basis, PostcodeFacts } from './evidence.ts';
import { postcodeArea } from './postcode.ts';
import type { DatasetRow } from './repository.ts';

/** The kinds of postcode file, which are also the first part of their ids in `datasets`. */
export type PostcodeFileKind = 'code-point-open' | 'nspl' | 'nsul';

export const STARTER_DATASET = 'starter';
export const ADDRESS_DATASET = 'nsul';
/** The gazetteer, and places of properties without their names. */
export const GAZETTEER_DATASET = 'gazetteer';
export const OPEN_UPRN_DATASET = 'open-uprn';

/** Datasets of full postcodes are kept by postcode area, because files come by area: "code-point-open.DE". */
export const datasetId = (kind: Exclude<PostcodeFileKind, 'nsul'>, area: string): string => `${kind}.${area}`;

export type Datasets = ReadonlyMap<string, DatasetRow>;

/** Whether full postcodes of this postcode's area are on record. */
export const isCovered = (datasets: Datasets, postcode: string): boolean => {
  const area = postcodeArea(postcode);
  return datasets.has(datasetId('code-point-open', area)) || datasets.has(datasetId('nspl', area));
};

/**
 * The file that last spoke of a postcode. Only ONS files say when a postcode ended, and all of them state the park; a row with
 * neither is known from Code-Point alone.
 */
const pointDataset = (datasets: Datasets, row: PostcodeFacts): DatasetRow | undefined => {
  const area = postcodeArea(row.postcode);
  const ons = datasets.get(datasetId('nspl', area));
  const os = datasets.get(datasetId('code-point-open', area));
  if (!ons || !os) return ons ?? os;
  if (row.retiredOn !== null) return ons;
  if (row.statedInPark === null) return os;
  return ons.importedAt > os.importedAt ? ons : os;
};

/** Addresses are counted from both, and the later one stands. */
const addressDataset = (datasets: Datasets): DatasetRow | undefined => {
  const [gazetteer, ons] = [datasets.get(GAZETTEER_DATASET), datasets.get(ADDRESS_DATASET)];
  if (!gazetteer || !ons) return gazetteer ?? ons;
  return ons.importedAt > gazetteer.importedAt ? ons : gazetteer;
};

const NO_DATASET: PlaceSource = { name: 'Not recorded', edition: null, importedOn: '1970-01-01', attribution: '' };

const asSource = (dataset: DatasetRow): PlaceSource => ({
  name: dataset.name,
  edition: dataset.edition,
  importedOn: londonDay(new Date(dataset.importedAt)),
  attribution: dataset.attribution,
});

/** The data an answer rests on. `row` is the postcode's own row, where there is one. */
export const sourceOf = (datasets: Datasets, row: PostcodeFacts | undefined, basis: Basis): PlaceSource => {
  const starter = datasets.get(STARTER_DATASET);
  const dataset = basis === 'addresses' ? addressDataset(datasets) : basis === 'point' && row ? pointDataset(datasets, row) : starter;
  const found = dataset ?? starter ?? [...datasets.values()][0];
  return found ? asSource(found) : NO_DATASET;
};

/** The gazetteer, where one is on record. */
export const gazetteerSource = (datasets: Datasets): PlaceSource | null => {
  const gazetteer = datasets.get(GAZETTEER_DATASET);
  return gazetteer ? asSource(gazetteer) : null;
};
