import type { Geometry, Position } from 'geojson';
import { hoursText } from '../../hours/week-table.ts';
import type { FeatureProperties } from '../../store/schema.ts';
import type { FeatureRow } from '../repository.ts';
import type { Crs } from './crs.ts';
import type { Link } from './links.ts';

/** RFC 7946 section 3.2, with the links of 17-069r4 as a foreign member where it stands alone. */
export type OgcFeature = {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: Geometry;
  readonly properties: FeatureProperties;
  readonly links?: readonly Link[];
};

const projected = (geometry: Geometry, crs: Crs): Geometry => {
  const point = ([lng = Number.NaN, lat = Number.NaN]: Position): Position => crs.project(lng, lat);
  const path = (positions: Position[]): Position[] => positions.map(point);
  const area = (rings: Position[][]): Position[][] => rings.map(path);
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: point(geometry.coordinates) };
    case 'MultiPoint':
      return { type: 'MultiPoint', coordinates: path(geometry.coordinates) };
    case 'LineString':
      return { type: 'LineString', coordinates: path(geometry.coordinates) };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: area(geometry.coordinates) };
    case 'Polygon':
      return { type: 'Polygon', coordinates: area(geometry.coordinates) };
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(area) };
    case 'GeometryCollection':
      throw new Error('A geometry collection is no feature of a layer');
  }
};

const OWNERS = ' (owner)';

/** Ours by our names, then whatever else the owner says by the owner's; one that has a name of ours is told apart. */
const propertiesOf = (row: FeatureRow): FeatureProperties => {
  const ours: FeatureProperties = {
    title: row.title,
    summary: row.summary,
    address: row.address,
    postcode: row.postcode,
    phone: row.phone,
    email: row.email,
    url: row.url,
    hours: row.hours ? hoursText(row.hours) : null,
    source: row.source,
    verifiedOn: row.verifiedOn,
    updatedAt: row.updatedAt,
  };
  const theirs = Object.entries(row.properties).map(([name, value]): [string, FeatureProperties[string]] => [
    Object.hasOwn(ours, name) ? name + OWNERS : name,
    value,
  ]);
  // From entries and not by assignment: an owner may call a property __proto__.
  return Object.fromEntries([...Object.entries(ours), ...theirs]);
};

export const ogcFeature = (row: FeatureRow, crs: Crs): OgcFeature => ({
  type: 'Feature',
  id: row.id,
  geometry: projected(row.geometry, crs),
  properties: propertiesOf(row),
});
