import { z } from 'zod';
import file from '../../data/gritter-routes.json' with { type: 'json' };
import type { NamedPoint } from './streets.ts';

/** A road from one town to another, as the stops that buses have along it. Real roads and names; that gritters drive them is made up. */
export type SampleRoad = { readonly name: string; readonly points: readonly NamedPoint[] };

const RoadsFile = z.object({
  streets: z.array(z.string()),
  roads: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number(), z.int()])).min(2) })),
});

/** The roads of the starter data, written by scripts/build-gritter-routes.ts. */
export const readSampleRoads = (): readonly SampleRoad[] => {
  const { streets, roads } = RoadsFile.parse(file);
  return roads.map(({ name, points }) => ({
    name,
    points: points.map(([lat, lng, street]) => ({ lat, lng, name: streets[street] ?? name })),
  }));
};
