import { feature } from 'topojson-client';
import { createBoundaryMap, projectBoundary } from '../api/src/places/boundary-map.ts';
import { toGrid } from '../api/src/places/grid.ts';
import type { GeoJsonArea } from '../api/src/store/schema.ts';
import type { Outline, Outlines } from './outlines.ts';

/** An outline that is off by more than a boundary map measures is off by this, in metres, at least. */
const MEASURED_M = 1000;

const cornersOf = ({ type, coordinates }: GeoJsonArea): number[][] => (type === 'Polygon' ? coordinates.flat() : coordinates.flat(2));

/** Metres from the corner of the full boundary that lies farthest from the outline as drawn. */
const farthestCorner = (full: GeoJsonArea, drawn: GeoJsonArea): number => {
  const map = createBoundaryMap([projectBoundary({ kind: 'park', gss: '', name: '', geometry: drawn })], () => undefined);
  const off = ([lng = Number.NaN, lat = Number.NaN]: number[]): number => map.measure(toGrid({ lat, lng }), null).parkEdgeM ?? MEASURED_M;
  return cornersOf(full).reduce((most, corner) => Math.max(most, off(corner)), 0);
};

/** How far each outline is from the full boundary that it stands for. */
export const measureOutlines = (outlines: Outlines, full: readonly Outline[]): { full: Outline; farthestM: number }[] => {
  const { districts, park } = outlines.objects;
  const drawn = [districts, park].flatMap(object => feature(outlines, object).features);
  return full.map(outline => {
    const geometry = drawn.find(({ id }) => id === outline.gss)?.geometry;
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') throw new Error(`${outline.title} was lost`);
    return { full: outline, farthestM: farthestCorner(outline.geometry, geometry) };
  });
};
