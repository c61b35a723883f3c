import type { Layer, NearestReply, NearFeature } from '@dtp/contract/map.ts';
import { distanceWords } from './distance.ts';
import { asFeature } from './features.ts';
import { type Found, gridSpot } from './locating.ts';
import type { MapModel } from './model.ts';
import type { MapRepository } from './repository.ts';

export type NearestDeps = { map: MapModel; mapRecord: MapRepository; now: () => Date };

/**
 * The nearest features of a layer to a spot, nearest first. In the moment after an import the record is ahead of the index, and a number may be
 * another feature's: one that does not stand where the index has it is left out, so that no distance is said of the wrong thing.
 */
export const createNearest =
  ({ map, mapRecord, now }: NearestDeps) =>
  async (layer: Layer, found: Found, limit: number): Promise<NearestReply> => {
    const near = map.nearest(layer.id, gridSpot(found), limit);
    const metres = new Map(near.map(one => [one.number, one.metres]));
    const rows = await mapRecord.byNumber(
      layer.id,
      near.map(one => one.number),
    );
    const at = now();
    const items = rows.flatMap((row): NearFeature[] => {
      const feature = asFeature(row, at);
      const pin = map.pin(layer.id, row.number);
      const stands = pin?.lat === feature.point.lat && pin.lng === feature.point.lng;
      const distanceM = Math.round(metres.get(row.number) ?? 0);
      return stands ? [{ ...feature, distanceM, distance: distanceWords(distanceM, found.spot.precision) }] : [];
    });
    return { layer, from: found.spot, items, total: layer.count, source: found.source };
  };
