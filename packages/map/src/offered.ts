import type { LatLng, Layer } from '@dtp/contract/map.ts';

/** The ids in the `layers` attribute, in its order. */
export const idsIn = (layers: string): readonly string[] => layers.split(/[\s,]+/).filter(Boolean);

/**
 * The layers to choose from: those that can be searched by distance, limited to the attribute and in its order. Names that are no layer are
 * left out; where nothing is left of them all are offered.
 */
export function offeredLayers(all: readonly Layer[], layers: string): readonly Layer[] {
  const places = all.filter(({ role }) => role === 'places');
  const named = idsIn(layers).flatMap(id => places.filter(layer => layer.id === id));
  return named.length > 0 ? named : places;
}

/** The `centre` attribute: "53.21,-1.67", degrees north and east; null for anything else. */
export function centreIn(centre: string): LatLng | null {
  const [lat, lng] = /^-?\d+(\.\d+)?\s*,\s*-?\d+(\.\d+)?$/.test(centre.trim()) ? centre.split(',').map(Number) : [];
  return lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}
