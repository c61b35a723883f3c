import type { LatLng } from '@dtp/contract/map.ts';

const METRES_A_DEGREE = 111_320;

/** East and north of an origin in metres; exact enough over a few kilometres, and a thousandth out over the county. */
export const offsetFrom = (origin: LatLng, point: LatLng): { readonly east: number; readonly north: number } => ({
  east: (point.lng - origin.lng) * METRES_A_DEGREE * Math.cos((origin.lat * Math.PI) / 180),
  north: (point.lat - origin.lat) * METRES_A_DEGREE,
});

export const metresBetween = (a: LatLng, b: LatLng): number => {
  const { east, north } = offsetFrom(a, b);
  return Math.hypot(east, north);
};
