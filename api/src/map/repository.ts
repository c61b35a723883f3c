import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '../store/connect.ts';
import { features, layers } from '../store/schema.ts';

export type LayerRow = typeof layers.$inferSelect;
export type FeatureRow = typeof features.$inferSelect;
/** What of a feature an index needs. */
export type ShapeRow = Pick<FeatureRow, 'number' | 'id' | 'title' | 'geometry'>;

/** What the map reads to answer. Every query is prepared once; features are found by primary key or an index. */
export type MapRepository = {
  layers(): Promise<readonly LayerRow[]>;
  feature(layer: string, id: string): Promise<FeatureRow | undefined>;
  /** The features with these numbers, in the order of `numbers`; a number that is no more is left out. */
  byNumber(layer: string, numbers: readonly number[]): Promise<readonly FeatureRow[]>;
  /** Shapes after a number in order, at most `limit`: the way to walk a layer without holding it. Begin with -1. */
  shapesAfter(layer: string, number: number, limit: number): Promise<readonly ShapeRow[]>;
  /** When features after a number were last changed, in order, at most `limit`. Begin with -1. */
  timesAfter(layer: string, number: number, limit: number): Promise<readonly Pick<FeatureRow, 'number' | 'updatedAt'>[]>;
  byTitle(layer: string, offset: number, limit: number): Promise<readonly FeatureRow[]>;
  /** Those with `words` somewhere in title, address or postcode, by title, and how many there are. */
  search(layer: string, words: string, offset: number, limit: number): Promise<{ total: number; rows: readonly FeatureRow[] }>;
};

/** SQLite's pattern characters in a person's words stand for themselves. */
const pattern = (words: string): string => `%${words.replace(/[\\%_]/g, found => `\\${found}`)}%`;

export const createMapRepository = (db: Database): MapRepository => {
  const slot = sql.placeholder;
  const allLayers = db.select().from(layers).orderBy(asc(layers.title), asc(layers.id)).prepare();
  const one = db
    .select()
    .from(features)
    .where(and(eq(features.layer, slot('layer')), eq(features.id, slot('id'))))
    .prepare();
  const shapes = db
    .select({ number: features.number, id: features.id, title: features.title, geometry: features.geometry })
    .from(features)
    .where(and(eq(features.layer, slot('layer')), gt(features.number, slot('after'))))
    .orderBy(asc(features.number))
    .limit(slot('limit'))
    .prepare();
  const times = db
    .select({ number: features.number, updatedAt: features.updatedAt })
    .from(features)
    .where(and(eq(features.layer, slot('layer')), gt(features.number, slot('after'))))
    .orderBy(asc(features.number))
    .limit(slot('limit'))
    .prepare();
  const inTitleOrder = db
    .select()
    .from(features)
    .where(eq(features.layer, slot('layer')))
    .orderBy(asc(features.title), asc(features.number))
    .limit(slot('limit'))
    .offset(slot('offset'))
    .prepare();
  const like = (column: typeof features.title | typeof features.address | typeof features.postcode) =>
    sql`lower(${column}) like ${slot('pattern')} escape '\\'`;
  const matching = and(
    eq(features.layer, slot('layer')),
    sql`(${like(features.title)} or ${like(features.address)} or ${like(features.postcode)})`,
  );
  const found = db
    .select()
    .from(features)
    .where(matching)
    .orderBy(asc(features.title), asc(features.number))
    .limit(slot('limit'))
    .offset(slot('offset'))
    .prepare();
  const foundCount = db.select({ count: sql<number>`count(*)` }).from(features).where(matching).prepare();

  return {
    layers: async () => allLayers.execute(),
    feature: async (layer, id) => (await one.execute({ layer, id }))[0],
    byNumber: async (layer, numbers) => {
      if (numbers.length === 0) return [];
      const rows = await db
        .select()
        .from(features)
        .where(and(eq(features.layer, layer), inArray(features.number, [...numbers])));
      const byNumber = new Map(rows.map(row => [row.number, row]));
      return numbers.flatMap(number => byNumber.get(number) ?? []);
    },
    shapesAfter: async (layer, after, limit) => shapes.execute({ layer, after, limit }),
    timesAfter: async (layer, after, limit) => times.execute({ layer, after, limit }),
    byTitle: async (layer, offset, limit) => inTitleOrder.execute({ layer, offset, limit }),
    search: async (layer, words, offset, limit) => {
      const asked = { layer, pattern: pattern(words.toLowerCase()) };
      const rows = await found.execute({ ...asked, offset, limit });
      return { total: (await foundCount.execute(asked))[0]?.count ?? 0, rows };
    },
  };
};

const SHAPES_A_PAGE = 2000;

/** All shapes of a layer, in the order of their numbers. For a thread that may hold them. */
export const readShapes = async (record: MapRepository, layer: string): Promise<ShapeRow[]> => {
  const rows: ShapeRow[] = [];
  for (;;) {
    const page = await record.shapesAfter(layer, rows.at(-1)?.number ?? -1, SHAPES_A_PAGE);
    rows.push(...page);
    if (page.length < SHAPES_A_PAGE) return rows;
  }
};
