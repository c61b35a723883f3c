import type { Bounds, LatLng } from '@dtp/contract/map.ts';

/** Units of the picture: half again as many as the pixels it is mostly shown at on a phone, so that its text is not too small there. */
export const WIDTH = 480;
export const HEIGHT = 600;

/** A point of the picture: x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** What part of the ground the picture shows, and where a point of it comes. */
export type Frame = {
  readonly project: (lng: number, lat: number) => Point;
  /** Degrees, to the edges of the picture. */
  readonly bounds: Bounds;
};

const RADIAN = Math.PI / 180;
/** Web Mercator, as the drawn map has it, so that one looks like the other; in degrees of longitude. */
const northing = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * RADIAN) / 2)) / RADIAN;
const latitude = (north: number): number => (2 * Math.atan(Math.exp(north * RADIAN)) - Math.PI / 2) / RADIAN;

/** The frame in which all of `bounds` is seen, `margin` units from the edges. */
export const frameOf = ([west, south, east, north]: Bounds, margin: number): Frame => {
  const [low, high] = [northing(south), northing(north)];
  const scale = Math.min((WIDTH - 2 * margin) / (east - west), (HEIGHT - 2 * margin) / (high - low));
  const [middleX, middleY] = [(west + east) / 2, (low + high) / 2];
  const [halfX, halfY] = [WIDTH / 2 / scale, HEIGHT / 2 / scale];
  return {
    project: (lng, lat) => [WIDTH / 2 + (lng - middleX) * scale, HEIGHT / 2 - (northing(lat) - middleY) * scale],
    bounds: [middleX - halfX, latitude(middleY - halfY), middleX + halfX, latitude(middleY + halfY)],
  };
};

/** Bounds that hold all points and reach at least `degrees` of latitude from the first. */
export const boundsAround = (points: readonly LatLng[], degrees: number): Bounds => {
  const [first] = points;
  const lats = points.map(point => point.lat);
  const lngs = points.map(point => point.lng);
  if (!first) throw new Error('There is nothing to see around');
  const wide = degrees / Math.cos(first.lat * RADIAN);
  return [
    Math.min(...lngs, first.lng - wide),
    Math.min(...lats, first.lat - degrees),
    Math.max(...lngs, first.lng + wide),
    Math.max(...lats, first.lat + degrees),
  ];
};
