import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { features, type LayerReading, layers } from '../store/schema.ts';
import type { FeatureRow, LayerRow } from './repository.ts';

/** A layer as its owner describes it; the rest of the row is ours to keep. */
export type LayerDescription = Omit<
  LayerRow,
  'version' | 'count' | 'updatedAt' | 'lastTriedAt' | 'fault' | 'sourceUrl' | 'refreshMinutes' | 'reading' | 'validators'
>;
/** A feature as it comes in; its layer, number and time are given when it is saved. */
export type IncomingFeature = Omit<FeatureRow, 'layer' | 'number' | 'updatedAt'>;

/** What imports and seeding read and write. Make it on the unit of work's own handle; every query is prepared once. */
export type MapWriter = {
  layer(id: string): Promise<LayerRow | undefined>;
  /** Adds a layer, or describes one anew. Its features stay. Moves the layer's version. */
  describeLayer(description: LayerDescription, now: Date): Promise<void>;
  /** Where it refreshes itself from; null for never. */
  saveRefresh(layer: string, refresh: { sourceUrl: string; refreshMinutes: number } | null): Promise<void>;
  saveStatus(layer: string, status: Partial<Pick<LayerRow, 'lastTriedAt' | 'fault' | 'validators'>>): Promise<void>;
  /** Notes that a layer is being refreshed now; false when its last try is no longer the one given, because another process has begun one. */
  claimRefresh(layer: string, lastTriedAt: string | null, now: Date): Promise<boolean>;
  saveReading(layer: string, reading: LayerReading): Promise<void>;
  /** Takes a layer and all its features off the record. */
  removeLayer(id: string): Promise<void>;
  feature(layer: string, id: string): Promise<FeatureRow | undefined>;
  /** Adds it at the end, or puts it in the place of the one with its id. */
  saveFeature(layer: string, feature: IncomingFeature, now: Date): Promise<void>;
  /** The same, but leaves a feature alone that says all of this already. */
  mergeFeature(layer: string, feature: IncomingFeature, now: Date): Promise<'added' | 'changed' | 'unchanged'>;
  removeFeature(layer: string, id: string): Promise<void>;
  /** Ids after one in order, at most `limit`. Begin with an empty text. */
  idsAfter(layer: string, id: string, limit: number): Promise<readonly string[]>;
  /** Counts the features, and moves the version and time of a layer whose features have changed. */
  touchLayer(layer: string, now: Date): Promise<void>;
};

const saidBy = (feature: IncomingFeature): string =>
  JSON.stringify([
    feature.title,
    feature.summary,
    feature.geometry,
    feature.address,
    feature.postcode,
    feature.phone,
    feature.email,
    feature.url,
    feature.hours,
    feature.properties,
    feature.source,
    feature.verifiedOn,
  ]);
const saysTheSame = (known: FeatureRow, incoming: IncomingFeature): boolean => saidBy(known) === saidBy(incoming);

const slot = sql.placeholder;

export const createMapWriter = (db: Database): MapWriter => {
  const oneLayer = db
    .select()
    .from(layers)
    .where(eq(layers.id, slot('id')))
    .prepare();
  const oneFeature = db
    .select()
    .from(features)
    .where(and(eq(features.layer, slot('layer')), eq(features.id, slot('id'))))
    .prepare();
  const last = db
    .select({ number: sql<number | null>`max(${features.number})` })
    .from(features)
    .where(eq(features.layer, slot('layer')))
    .prepare();
  const columns = {
    title: slot('title'),
    summary: slot('summary'),
    geometry: slot('geometry'),
    address: slot('address'),
    postcode: slot('postcode'),
    phone: slot('phone'),
    email: slot('email'),
    url: slot('url'),
    hours: sql`${slot('hours')}`,
    properties: slot('properties'),
    source: slot('source'),
    verifiedOn: slot('verifiedOn'),
    updatedAt: slot('updatedAt'),
  };
  const excluded = (name: string) => sql.raw(`excluded.${name}`);
  const save = db
    .insert(features)
    .values({ layer: slot('layer'), number: slot('number'), id: slot('id'), ...columns })
    .onConflictDoUpdate({
      target: [features.layer, features.number],
      set: {
        title: excluded('title'),
        summary: excluded('summary'),
        geometry: excluded('geometry'),
        address: excluded('address'),
        postcode: excluded('postcode'),
        phone: excluded('phone'),
        email: excluded('email'),
        url: excluded('url'),
        hours: excluded('hours'),
        properties: excluded('properties'),
        source: excluded('source'),
        verifiedOn: excluded('verified_on'),
        updatedAt: excluded('updated_at'),
      },
    })
    .prepare();
  const drop = db
    .delete(features)
    .where(and(eq(features.layer, slot('layer')), eq(features.id, slot('id'))))
    .prepare();
  const ids = db
    .select({ id: features.id })
    .from(features)
    .where(and(eq(features.layer, slot('layer')), gt(features.id, slot('after'))))
    .orderBy(features.id)
    .limit(slot('limit'))
    .prepare();
  /** The next number of each layer that this unit of work has added to. */
  const next = new Map<string, number>();
  const nextNumber = async (layer: string): Promise<number> => {
    const number = next.get(layer) ?? ((await last.execute({ layer }))[0]?.number ?? -1) + 1;
    next.set(layer, number + 1);
    return number;
  };
  const feature = async (layer: string, id: string) => (await oneFeature.execute({ layer, id }))[0];
  const put = async (layer: string, incoming: IncomingFeature, number: number | undefined, now: Date): Promise<void> => {
    // A slot within `sql` is not encoded by its column; the column's own slot would turn null into text.
    const hours = incoming.hours === null ? null : JSON.stringify(incoming.hours);
    await save.execute({ ...incoming, hours, layer, number: number ?? (await nextNumber(layer)), updatedAt: now.toISOString() });
  };

  return {
    layer: async id => (await oneLayer.execute({ id }))[0],
    describeLayer: async (description, now) => {
      const updatedAt = now.toISOString();
      await db
        .insert(layers)
        .values({ ...description, version: 1, count: 0, updatedAt })
        .onConflictDoUpdate({ target: layers.id, set: { ...description, version: sql`${layers.version} + 1`, updatedAt } });
    },
    saveRefresh: async (layer, refresh) => {
      await db
        .update(layers)
        .set({ ...(refresh ?? { sourceUrl: null, refreshMinutes: null }), fault: null, validators: null, lastTriedAt: null })
        .where(eq(layers.id, layer));
    },
    claimRefresh: async (layer, lastTriedAt, now) => {
      const isAsRead = lastTriedAt === null ? isNull(layers.lastTriedAt) : eq(layers.lastTriedAt, lastTriedAt);
      const claimed = await db
        .update(layers)
        .set({ lastTriedAt: now.toISOString() })
        .where(and(eq(layers.id, layer), isAsRead))
        .returning({ id: layers.id });
      return claimed.length > 0;
    },
    saveReading: async (layer, reading) => void (await db.update(layers).set({ reading }).where(eq(layers.id, layer))),
    saveStatus: async (layer, status) => void (await db.update(layers).set(status).where(eq(layers.id, layer))),
    removeLayer: async id => {
      await db.delete(features).where(eq(features.layer, id));
      await db.delete(layers).where(eq(layers.id, id));
      next.delete(id);
    },
    feature,
    saveFeature: async (layer, incoming, now) => put(layer, incoming, (await feature(layer, incoming.id))?.number, now),
    mergeFeature: async (layer, incoming, now) => {
      const known = await feature(layer, incoming.id);
      if (known && saysTheSame(known, incoming)) return 'unchanged';
      await put(layer, incoming, known?.number, now);
      return known ? 'changed' : 'added';
    },
    removeFeature: async (layer, id) => void (await drop.execute({ layer, id })),
    idsAfter: async (layer, after, limit) => (await ids.execute({ layer, after, limit })).map(row => row.id),
    touchLayer: async (layer, now) => {
      const count = sql`(select count(*) from ${features} where ${features.layer} = ${layer})`;
      await db
        .update(layers)
        .set({ count, version: sql`${layers.version} + 1`, updatedAt: now.toISOString() })
        .where(eq(layers.id, layer));
    },
  };
};
