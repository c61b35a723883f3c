import type { LatLng } from '@dtp/contract/map.ts';

const coordinate = (text: string, most: number): number | null => {
  const value = text === '' ? Number.NaN : Number(text);
  return Math.abs(value) <= most ? value : null;
};

/** A spot as a form or an app sends it, in degrees of WGS 84; null where there is none, or what came is none. */
export const readPosition = (latitude: string, longitude: string): LatLng | null => {
  const [lat, lng] = [coordinate(latitude, 90), coordinate(longitude, 180)];
  return lat === null || lng === null ? null : { lat, lng };
};
