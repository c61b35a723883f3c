import { isRecord } from '../http/json-record.ts';
import type { GeoJsonArea } from '../store/schema.ts';

/** One feature of a boundary file: its properties, and its area or what is wrong with it. */
export type BoundaryFeature = { readonly number: number; readonly properties: Readonly<Record<string, unknown>> } & (
  | { readonly area: GeoJsonArea; readonly fault?: never }
  | { readonly fault: string; readonly area?: never }
);

/** Great Britain and its waters in degrees, with room to spare. */
const GB = { lng: [-9, 3], lat: [49, 61.5] } as const;
const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;

/** Why a position cannot be [longitude, latitude] in Great Britain; undefined when it can. */
export const positionFault = (position: unknown): string | undefined => {
  if (!Array.isArray(position) || position.length < 2) return 'has a position that is not a pair of numbers';
  const [lng, lat]: unknown[] = position;
  if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat))
    return 'has a position that is not a pair of numbers';
  if (within(lng, GB.lng) && within(lat, GB.lat)) return undefined;
  if (within(lat, GB.lng) && within(lng, GB.lat))
    return `has latitude and longitude the wrong way round: [${lng}, ${lat}] should be [${lat}, ${lng}]`;
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
    return `has [${lng}, ${lat}], which is not in degrees: export the file as WGS84 (EPSG:4326)`;
  return `has [${lng}, ${lat}], which is not in Great Britain`;
};

const ringFault = (ring: unknown): string | undefined => {
  if (!Array.isArray(ring) || ring.length < 4) return 'has a ring of fewer than four positions';
  for (const position of ring) {
    const fault = positionFault(position);
    if (fault) return fault;
  }
  const [first, last]: unknown[] = [ring[0], ring.at(-1)];
  const isClosed = Array.isArray(first) && Array.isArray(last) && first[0] === last[0] && first[1] === last[1];
  return isClosed ? undefined : 'has a ring that is not closed: its last position should repeat its first';
};

const polygonFault = (rings: unknown): string | undefined => {
  if (!Array.isArray(rings) || rings.length === 0) return 'has a polygon without rings';
  for (const ring of rings) {
    const fault = ringFault(ring);
    if (fault) return fault;
  }
  return undefined;
};

/** Longitude and latitude only: some files carry a height. */
const flat = (ring: number[][]): number[][] => ring.map(([lng = 0, lat = 0]) => [lng, lat]);

const areaOf = (geometry: unknown): GeoJsonArea | string => {
  if (!isRecord(geometry)) return 'has no geometry';
  const { type, coordinates } = geometry;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return `is a ${String(type).slice(0, 20)}: a boundary should be a Polygon or MultiPolygon`;
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : Array.isArray(coordinates) ? coordinates : [];
  if (polygons.length === 0) return 'has no coordinates';
  for (const polygon of polygons) {
    const fault = polygonFault(polygon);
    if (fault) return fault;
  }
  // Every ring has just been checked.
  const checked = polygons as number[][][][];
  const [only, ...more] = checked;
  return only && more.length === 0
    ? { type: 'Polygon', coordinates: only.map(flat) }
    : { type: 'MultiPolygon', coordinates: checked.map(polygon => polygon.map(flat)) };
};

const featureOf = (value: unknown, number: number): BoundaryFeature => {
  if (!isRecord(value) || value.type !== 'Feature') return { number, properties: {}, fault: 'is not a GeoJSON Feature' };
  const properties = isRecord(value.properties) ? value.properties : {};
  const area = areaOf(value.geometry);
  return typeof area === 'string' ? { number, properties, fault: area } : { number, properties, area };
};

/** A file's coordinate system, where it names one: RFC 7946 allows WGS84 only, but older files say otherwise. */
const foreignSystem = (file: Record<string, unknown>): string | undefined => {
  const crs = file.crs;
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined;
  return typeof name === 'string' && !/CRS84|4326/.test(name) ? name : undefined;
};

/** The features of a GeoJSON text (RFC 7946), numbered from 1; or why it is none. */
export const readBoundaryFile = (text: string): BoundaryFeature[] | string => {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (fault) {
    return `is not JSON: ${fault instanceof Error ? fault.message : String(fault)}`;
  }
  if (!isRecord(file)) return 'is not GeoJSON';
  const system = foreignSystem(file);
  if (system) return `is in the coordinate system ${system}: export it as WGS84 (EPSG:4326)`;
  if (file.type === 'Feature') return [featureOf(file, 1)];
  const features = file.features;
  if (file.type !== 'FeatureCollection' || !Array.isArray(features)) return 'is not a GeoJSON FeatureCollection';
  return features.map((feature, at) => featureOf(feature, at + 1));
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

const GSS = /^[EWSN]\d{8}$/;
/** ONS names its columns by kind and year: LAD25CD and LAD25NM, CTY, CTYUA, WD, NPARK. Others say gss, code, name. */
const CODE_NAMES: Readonly<Record<string, RegExp>> = {
  district: /^(lad|ltla|utla|ctyua)\d\dcd$/i,
  neighbour: /^(lad|ltla|utla|ctyua)\d\dcd$/i,
  county: /^(cty|ctyua|utla)\d\dcd$/i,
  ward: /^wd\d\dcd$/i,
  park: /^npark\d\dcd$/i,
};
const PLAIN_CODE = /^(gss|gss_code|gsscode|code|reference)$/i;
const PLAIN_NAME = /^(name|label)$/i;

const byName = (properties: Readonly<Record<string, unknown>>, name: RegExp): string | undefined =>
  Object.entries(properties)
    .filter(([key]) => name.test(key))
    .map(([, value]) => text(value))
    .find(value => value !== undefined);

/** A feature's GSS code and name by the property names of its kind; undefined where it has none. */
export const identify = (
  properties: Readonly<Record<string, unknown>>,
  kind: string,
): { gss: string | undefined; name: string | undefined } => {
  const codeName = CODE_NAMES[kind] ?? PLAIN_CODE;
  const gss = byName(properties, codeName) ?? byName(properties, PLAIN_CODE);
  const name = byName(properties, new RegExp(codeName.source.replace('cd$', 'nm$'), 'i')) ?? byName(properties, PLAIN_NAME);
  return { gss: gss && GSS.test(gss) ? gss : undefined, name };
};
