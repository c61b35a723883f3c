import { readFileSync } from 'node:fs';
import { WeeklySpan } from '@dtp/contract/hours.ts';
import { FeatureId, LayerId, LayerRole, LayerStyle } from '@dtp/contract/map.ts';
import type { Geometry } from 'geojson';
import { feature as featureOf } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { z } from 'zod';
import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { createMapWriter, type IncomingFeature, type LayerDescription, type MapWriter } from './repository.write.ts';

/** The starter layers: one file that describes them all, and one a layer with its features. Written by scripts/build-layers.ts. */
const FOLDER = new URL('../../data/layers/', import.meta.url);

const IndexFile = z.object({
  layers: z.array(
    z.object({
      id: LayerId,
      title: z.string(),
      singular: z.string(),
      description: z.string(),
      owner: z.string().nullable(),
      category: z.string(),
      role: LayerRole,
      geometry: z.enum(['point', 'line', 'polygon', 'mixed']),
      licence: z.string(),
      licenceUrl: z.url().nullable(),
      attribution: z.string(),
      source: z.string(),
      isVerified: z.boolean(),
      isSample: z.boolean(),
      style: LayerStyle,
      edition: z.string().nullable(),
    }),
  ),
});

const text = z.string().nullable().default(null);
const properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({});
const FeatureEntry = z.object({
  id: FeatureId,
  title: z.string(),
  // Our own script wrote it from a geometry.
  geometry: z.custom<Geometry>(value => typeof value === 'object' && value !== null && 'type' in value && 'coordinates' in value),
  summary: text,
  address: text,
  postcode: text,
  phone: text,
  email: text,
  url: text,
  hours: z.array(WeeklySpan).nullable().default(null),
  properties,
  source: text,
  verifiedOn: text,
});
/** Outlines that share their edges are one TopoJSON file (topojson-specification 1.0), of which a layer is one object. */
const LayerFile = z.union([z.object({ features: z.array(FeatureEntry) }), z.object({ topology: z.string(), object: z.string() })]);

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

const TopologyFile = z.custom<Topology<Record<string, GeometryCollection<{ title: string }>>>>(
  value => typeof value === 'object' && value !== null && 'type' in value && value.type === 'Topology',
);

const outlinesOf = (file: string, object: string): IncomingFeature[] => {
  const topology = TopologyFile.parse(read(file));
  const geometries = topology.objects[object];
  if (!geometries) throw new Error(`${file} has no object ${object}`);
  return featureOf(topology, geometries).features.map(({ id, geometry, properties: { title } }) =>
    FeatureEntry.parse({ id: String(id), title, geometry }),
  );
};

const featuresOf = (layer: string): IncomingFeature[] => {
  const file = LayerFile.parse(read(`${layer}.json`));
  return 'features' in file ? file.features : outlinesOf(file.topology, file.object);
};

const seedLayer = async (writer: MapWriter, description: LayerDescription, now: Date): Promise<void> => {
  await writer.describeLayer(description, now);
  for (const incoming of featuresOf(description.id)) await writer.saveFeature(description.id, incoming, now);
  await writer.touchLayer(description.id, now);
};

/** Writes the starter layers that are not on record; one that is there, changed or not, stays. Call inside a unit of work. Answers their number. */
export const seedLayers = async (db: Database, now: Date): Promise<number> => {
  const writer = createMapWriter(db);
  const { layers } = IndexFile.parse(read('index.json'));
  let added = 0;
  for (const description of layers) {
    if (await writer.layer(description.id)) continue;
    await seedLayer(writer, description, now);
    added++;
  }
  if (added > 0) await bumpVersion(db, 'map', now);
  return layers.length;
};
