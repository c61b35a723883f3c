import type { Outlines } from '../places/spot-finder.ts';
import type { MapModel } from './model.ts';
import type { MapRepository } from './repository.ts';

/** The starter layers that outline the districts and the park; their features' ids are GSS codes. */
const DISTRICTS = 'districts';
const PARK = 'park';
/** How far a generalised outline may be off, in metres: twice what scripts/build-outlines.ts measures at most (62 m on 24 November 2026). */
const UNSURE_M = 130;

/**
 * A first answer to "whose ground is this" from the outlines of the starter record, for as long as no full boundaries have been imported.
 * A point near an outline may be on either side of it. `codes` are the GSS codes of the districts' features by number.
 */
export const openOutlines = (map: MapModel, record: MapRepository) => {
  let codes: ReadonlyMap<number, string> = new Map();
  const outlines: Outlines = point => {
    const near = map.nearest(DISTRICTS, point, 4).filter(({ metres }) => metres <= UNSURE_M);
    const isInPark = map.containing(PARK, point).length > 0;
    // Within the park the nearest edge of it is not known by its area: the points around it tell.
    const around = [0, 90, 180, 270].map(degrees => {
      const turn = (degrees * Math.PI) / 180;
      const beside = { easting: point.easting + UNSURE_M * Math.cos(turn), northing: point.northing + UNSURE_M * Math.sin(turn) };
      return map.containing(PARK, beside).length > 0;
    });
    return {
      districts: near.flatMap(({ number }) => codes.get(number) ?? []),
      park: around.every(inside => inside === isInPark) ? [isInPark] : [isInPark, !isInPark],
    };
  };
  return {
    outlines,
    /** Reads the codes anew. */
    rebuild: async (): Promise<void> => {
      const rows = await record.byNumber(DISTRICTS, [...map.numbers(DISTRICTS)]);
      codes = new Map(rows.map(row => [row.number, row.id]));
    },
  };
};
