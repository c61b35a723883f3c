import { type BoundaryMap, NOTHING_DERIVED } from './boundary-map.ts';
import type { IncomingPostcode } from './postcode-files.ts';
import type { PostcodeRow } from './repository.ts';

const isSamePosition = (stored: PostcodeRow, incoming: IncomingPostcode): boolean =>
  stored.easting === incoming.easting && stored.northing === incoming.northing && stored.gss === incoming.gss;

/**
 * The row to store for an incoming one. A file that is silent on the park leaves what another file said, unless the postcode has moved.
 * Pure but for the map, which is asked only when the position is new.
 */
export const mergeRow = (stored: PostcodeRow | undefined, incoming: IncomingPostcode, map: BoundaryMap): PostcodeRow => {
  const { easting, northing, gss } = incoming;
  const stays = stored !== undefined && isSamePosition(stored, incoming);
  const derived = stays
    ? { inPark: stored.inPark, parkEdgeM: stored.parkEdgeM, nearGss: stored.nearGss, nearM: stored.nearM }
    : easting === null || northing === null
      ? NOTHING_DERIVED
      : map.measure({ easting, northing }, gss);
  const statedInPark = incoming.statedInPark === undefined ? (stays ? stored.statedInPark : null) : incoming.statedInPark;
  return { ...incoming, statedInPark, ...derived };
};

/** Whether storing `fresh` would change nothing. */
export const isSameRow = (stored: PostcodeRow, fresh: PostcodeRow): boolean =>
  (Object.keys(fresh) as (keyof PostcodeRow)[]).every(key => stored[key] === fresh[key]);
