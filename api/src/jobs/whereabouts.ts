import { parsePostcode } from '../places/postcode.ts';
import type { PlaceRepository } from '../places/repository.ts';

export type JobPoint = { readonly lat: number; readonly lng: number };

/** Finds where a job is by its postcode, or else by the name of its town. */
export type FindJobPoint = (postcode: string | null, place: string | null) => Promise<JobPoint | null>;

const plain = (name: string): string => name.trim().toLowerCase();

/**
 * A postcode's own point, or the middle of its sector where only the starter data is there; a town's middle where one town alone has the
 * name. Null for what is not known, which only costs the job its place in a search by distance.
 */
export const jobPoints = async (places: Pick<PlaceRepository, 'pointOf' | 'sectors' | 'towns'>): Promise<FindJobPoint> => {
  const sectors = new Map((await places.sectors()).map(({ sector, lat, lng }) => [sector, { lat, lng }]));
  const towns = Map.groupBy(await places.towns(), ({ name }) => plain(name));
  const ofPostcode = async (typed: string): Promise<JobPoint | null> => {
    const read = parsePostcode(typed);
    if (read.kind !== 'postcode') return null;
    const found = await places.pointOf(read.postcode);
    if (found && found.lat !== null && found.lng !== null) return { lat: found.lat, lng: found.lng };
    return sectors.get(read.sector) ?? null;
  };
  const ofTown = (name: string): JobPoint | null => {
    const [town, ...others] = towns.get(plain(name)) ?? [];
    return town && others.length === 0 ? { lat: town.lat, lng: town.lng } : null;
  };
  return async (postcode, place) => (postcode === null ? null : await ofPostcode(postcode)) ?? (place === null ? null : ofTown(place));
};
