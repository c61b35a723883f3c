import { createAuthorityRepository } from '../../authorities/repository.ts';
import { FileFault } from '../../places/csv-file.ts';
import { isBroken } from '../../places/import-file.ts';
import { ImportRefused, type RefusedRow } from '../../places/import-run.ts';
import type { Database, Store } from '../../store/connect.ts';
import type { LayerReading } from '../../store/schema.ts';
import { bumpVersion } from '../../store/versions.ts';
import type { LayerRow } from '../repository.ts';
import { createMapWriter, type IncomingFeature, type LayerDescription, type MapWriter } from '../repository.write.ts';
import { shapeOf } from '../shape.ts';
import { fieldAt } from './columns.ts';
import { describe, descriptionFaults, GeometryKind, type GivenLayer } from './describe-layer.ts';
import { type FileFeature, NO_READING, type UnreadFeature } from './file-feature.ts';
import { featureWords, fileWords, importWords } from './import-words.ts';
import { createFeatureReader, type FeatureReader, MOST_PROPERTIES } from './incoming-feature.ts';
import { openFile } from './open-file.ts';
import { createPointFinder, type PointFinder } from './point-finder.ts';

export type LayerImport = {
  readonly layer: string;
  /** Read as one list. */
  readonly files: readonly string[];
  /** `replace`: the files are the whole layer, and what they leave out is taken off. `upsert`: they add and change only. */
  readonly mode: 'replace' | 'upsert';
  readonly given: GivenLayer;
  /** How the files are read, where that differs from the last import of the layer. */
  readonly reading: Partial<LayerReading>;
  readonly allowShrink: boolean;
  readonly now: Date;
  readonly onBytes: (bytes: number) => void;
  readonly onRow: () => void;
  readonly onRefused: (row: RefusedRow) => void;
  readonly onNote: (note: string) => void;
};

export type LayerCounts = {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  leftOut: number;
  refused: number;
  isNew: boolean;
  isDescribedAnew: boolean;
};

/** The files list far fewer features than the layer has. */
export class ListShrunken extends ImportRefused {
  readonly features: number;
  readonly before: number;

  constructor(features: number, before: number) {
    super(importWords.shrunken(features, before));
    this.features = features;
    this.before = before;
  }
}

/** A layer is not taken to have lost more than this of its features at once. */
const LEAST_SHARE_KEPT = 0.7;

type LayerRun = {
  readonly options: LayerImport;
  readonly writer: MapWriter;
  readonly finder: PointFinder;
  readonly reading: LayerReading;
  readonly read: FeatureReader;
  /** What the layer holds; undefined for a new one of which nobody has said it. */
  readonly geometry: GeometryKind | undefined;
  readonly counts: LayerCounts;
  /** Ids in the files; also of features that were refused, so that they are not taken off. */
  readonly seen: Set<string>;
  /** The last number given behind each id that was made of a title. */
  readonly numbered: Map<string, number>;
  readonly kinds: Set<GeometryKind>;
  /** Something was refused of which not even the id is known. */
  isUnsure: boolean;
  hasMoreProperties: boolean;
};

/** Ids that are made of titles get a number where several are alike, in the order of the file. */
const freeId = (id: string, { seen, numbered }: LayerRun): string => {
  if (!seen.has(id)) return id;
  let number = (numbered.get(id) ?? 1) + 1;
  while (seen.has(`${id}-${number}`)) number++;
  numbered.set(id, number);
  return `${id}-${number}`;
};

const takeFeature = async (run: LayerRun, { id: given, ...said }: IncomingFeature, hasOwnId: boolean): Promise<string | undefined> => {
  const { kind } = shapeOf(said.geometry);
  if (run.geometry && run.geometry !== 'mixed' && run.geometry !== kind) return featureWords.otherKind(kind, run.geometry);
  if (hasOwnId && run.seen.has(given)) return featureWords.twice(given);
  const id = hasOwnId ? given : freeId(given, run);
  run.seen.add(id);
  run.kinds.add(kind);
  run.counts[await run.writer.mergeFeature(run.options.layer, { id, ...said }, run.options.now)]++;
  return undefined;
};

/** Takes one in; answers why it is refused, if it is. */
const take = async (run: LayerRun, raw: FileFeature | UnreadFeature): Promise<string | undefined> => {
  const read = run.read(raw);
  if (read.kind === 'left-out') {
    run.counts.leftOut++;
    return undefined;
  }
  if (read.kind === 'feature') {
    run.hasMoreProperties ||= read.hasMore;
    return takeFeature(run, read.feature, read.hasOwnId);
  }
  if (read.id === undefined) run.isUnsure = true;
  else run.seen.add(read.id);
  return read.reason;
};

/** The fields that a person has named and a file has shown no sign of yet. */
const createFieldCheck = ({ idField, titleField, leaveOut }: LayerReading) => {
  const missing = new Set([idField, titleField, ...leaveOut.map(one => one.field)].filter(field => field !== null));
  return {
    missing,
    look: ({ properties }: FileFeature | UnreadFeature): void => {
      if (missing.size === 0) return;
      const names = properties.map(([name]) => name);
      for (const field of missing) if (fieldAt(names, field) >= 0) missing.delete(field);
    },
  };
};

const wordsOf = ({ properties }: FileFeature | UnreadFeature): string =>
  properties.map(([, value]) => (typeof value === 'object' ? '' : String(value ?? ''))).join(',');

const importFile = async (run: LayerRun, file: string): Promise<void> => {
  const { options, counts } = run;
  const fields = createFieldCheck(run.reading);
  const { unit, features } = await openFile(file, { reading: run.reading, finder: run.finder, onBytes: options.onBytes });
  let rows = 0;
  let refused = 0;
  for await (const raw of features) {
    rows++;
    options.onRow();
    fields.look(raw);
    const reason = await take(run, raw);
    if (reason === undefined) continue;
    refused++;
    options.onRefused({ file, line: raw.place, unit, reason, text: wordsOf(raw) });
  }
  counts.rows += rows;
  counts.refused += refused;
  if (rows === 0) throw new FileFault(fileWords.noFeatures);
  const [missing] = fields.missing;
  if (missing !== undefined) throw new FileFault(fileWords.noSuchField(missing));
  if (isBroken(refused, rows)) throw new FileFault(fileWords.broken(refused, rows));
};

const importFiles = async (run: LayerRun): Promise<void> => {
  for (const file of run.options.files) {
    try {
      await importFile(run, file);
    } catch (fault) {
      throw fault instanceof FileFault ? new ImportRefused(`${file} ${fault.message}`) : fault;
    }
  }
  if (run.hasMoreProperties) run.options.onNote(importWords.manyProperties(MOST_PROPERTIES));
};

const IDS_A_PAGE = 1000;

/** Takes off what the files leave out. Where something is unsure, nothing. */
const removeUnlisted = async ({ options, writer, seen, counts, isUnsure }: LayerRun): Promise<void> => {
  if (isUnsure) {
    options.onNote(importWords.notRemoved);
    return;
  }
  let last = '';
  for (;;) {
    const ids = await writer.idsAfter(options.layer, last, IDS_A_PAGE);
    for (const id of ids) {
      if (seen.has(id)) continue;
      await writer.removeFeature(options.layer, id);
      counts.removed++;
    }
    if (ids.length < IDS_A_PAGE) return;
    last = ids.at(-1) ?? '';
  }
};

/** Features that are listed but could not be used count: they stay as they were. */
const refuseShrunken = ({ options, seen }: LayerRun, known: LayerRow | undefined): void => {
  if (options.allowShrink || !known || seen.size >= known.count * LEAST_SHARE_KEPT) return;
  throw new ListShrunken(seen.size, known.count);
};

const isDescribedBy = (known: LayerRow, description: LayerDescription): boolean => {
  const told: Record<string, unknown> = { ...known };
  return Object.entries(description).every(([name, value]) => JSON.stringify(told[name]) === JSON.stringify(value));
};

/** Writes what is new about the layer itself, and moves its version where anything has changed. */
const saveLayer = async (db: Database, run: LayerRun, known: LayerRow | undefined): Promise<void> => {
  const { options, writer, counts, kinds, reading } = run;
  const [kind, ...others] = kinds;
  const found = { geometry: kind !== undefined && others.length === 0 ? kind : 'mixed', count: run.seen.size } as const;
  const description = describe(options.layer, options.given, known, found);
  counts.isDescribedAnew = !known || !isDescribedBy(known, description);
  if (counts.isDescribedAnew) await writer.describeLayer(description, options.now);
  if (JSON.stringify(known?.reading ?? NO_READING) !== JSON.stringify(reading)) await writer.saveReading(options.layer, reading);
  const isChanged = counts.added + counts.changed + counts.removed > 0;
  if (isChanged) {
    await writer.touchLayer(options.layer, options.now);
    // What its source said before is no longer about what the layer holds.
    await writer.saveStatus(options.layer, { validators: null });
  }
  if (isChanged || counts.isDescribedAnew) await bumpVersion(db, 'map', options.now);
};

const importAll = async (db: Database, options: LayerImport): Promise<LayerCounts> => {
  const writer = createMapWriter(db);
  const known = await writer.layer(options.layer);
  const authorities = (await createAuthorityRepository(db).all()).map(({ id }) => id);
  const faults = descriptionFaults(options.given, !known, authorities);
  if (faults.length > 0) throw new ImportRefused(importWords.incomplete(options.layer, faults));
  const reading = { ...(known?.reading ?? NO_READING), ...options.reading };
  const run: LayerRun = {
    options,
    writer,
    finder: createPointFinder(db),
    reading,
    read: createFeatureReader(reading),
    geometry: options.given.geometry ?? GeometryKind.optional().catch(undefined).parse(known?.geometry),
    counts: { rows: 0, added: 0, changed: 0, unchanged: 0, removed: 0, leftOut: 0, refused: 0, isNew: !known, isDescribedAnew: false },
    seen: new Set(),
    numbered: new Map(),
    kinds: new Set(),
    isUnsure: false,
    hasMoreProperties: false,
  };
  await importFiles(run);
  if (options.mode === 'replace') {
    refuseShrunken(run, known);
    if (known) await removeUnlisted(run);
  }
  await saveLayer(db, run, known);
  return run.counts;
};

/**
 * Imports files of features into a layer, new or known, in one unit of work: all or nothing, and nothing at all where they say what the record
 * holds. Throws ImportRefused, with the record as it was, when a file is not what it should be.
 */
export const importLayer = (store: Store, options: LayerImport): Promise<LayerCounts> => store.write(db => importAll(db, options));
