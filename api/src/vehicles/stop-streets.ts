import type { LatLng } from '@dtp/contract/map.ts';
import { plainCase } from '../places/street-names.ts';
import type { StreetSource } from './streets.ts';

/** A bus stop of the map, as its layer has it, and how far it is in metres. */
export type NearStop = {
  readonly title: string;
  readonly address: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metres: number;
};

const textOf = (properties: NearStop['properties'], names: readonly string[]): string | undefined => {
  for (const [name, value] of Object.entries(properties))
    if (names.includes(name.toLowerCase()) && typeof value === 'string' && value.trim() !== '') return plainCase(value.trim());
  return undefined;
};

/** Streets by the stops along them (NaPTAN has Street and LocalityName for most), for as long as no gazetteer is on record. */
export const stopStreets =
  (nearestStop: (point: LatLng) => Promise<NearStop | undefined>): StreetSource =>
  async point => {
    const stop = await nearestStop(point);
    const street = stop && textOf(stop.properties, ['street']);
    if (!street) return null;
    const place = textOf(stop.properties, ['localityname', 'locality', 'town', 'place']);
    return { name: place ? `${street}, ${place}` : street, distanceM: stop.metres };
  };
