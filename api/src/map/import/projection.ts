import proj4 from 'proj4';
import { FileFault } from '../../places/csv-file.ts';
import { fromGrid } from '../../places/grid.ts';
import { fileWords } from './import-words.ts';

/** A coordinate system that can be turned into WGS84 degrees. */
export type Projection = {
  readonly name: string;
  readonly unit: 'degrees' | 'metres';
  /** Longitude and latitude; NaN for what is beyond the system. */
  toDegrees(x: number, y: number): readonly [lng: number, lat: number];
};

export const WGS84: Projection = { name: 'WGS84', unit: 'degrees', toDegrees: (x, y) => [x, y] };

export const NATIONAL_GRID: Projection = {
  name: 'British National Grid',
  unit: 'metres',
  toDegrees: (easting, northing) => {
    const { lat, lng } = fromGrid({ easting, northing });
    return [lng, lat];
  },
};

const by = (name: string, definition: string, unit: Projection['unit']): Projection => {
  const converter = proj4(definition, 'WGS84');
  return {
    name,
    unit,
    toDegrees: (x, y) => {
      const [lng = Number.NaN, lat = Number.NaN] = converter.forward([x, y]);
      return [lng, lat];
    },
  };
};

const WEB_MERCATOR = by('Web Mercator', 'EPSG:3857', 'metres');

/** By EPSG code. ETRS89 (4258) and WGS84 are within a metre of each other in Britain. */
const BY_CODE: Readonly<Record<string, Projection>> = {
  4326: WGS84,
  4258: WGS84,
  84: WGS84,
  27700: NATIONAL_GRID,
  3857: WEB_MERCATOR,
  900913: WEB_MERCATOR,
};

/** "27700", "EPSG:27700", "urn:ogc:def:crs:EPSG::27700", "http://www.opengis.net/def/crs/EPSG/0/27700", "OGC:CRS84". */
const codeOf = (text: string): string | undefined => {
  if (/\bCRS:?84$/i.test(text)) return '84';
  return /^(?:.*\bEPSG\b.*[:/])?(\d{4,6})$/i.exec(text)?.[1];
};

const ofWkt = (wkt: string): Projection | undefined => {
  // OS's grid as WKT names its datum but seldom the shift from it: read as it stands, everything would lie 100 m to the side.
  if (/British[ _]National[ _]Grid|"27700"|\b27700\b/i.test(wkt)) return NATIONAL_GRID;
  const isGeographic = /^\s*GEOG/i.test(wkt);
  const isSameDatum = /WGS[ _]?(19)?84|ETRS[ _]?(19)?89/i.test(wkt);
  if (isGeographic && isSameDatum) return WGS84;
  if (/Web[ _]Mercator|Pseudo-Mercator/i.test(wkt)) return WEB_MERCATOR;
  if (!isSameDatum && !/TOWGS84/i.test(wkt)) return undefined;
  try {
    const name = /^[^"]*"([^"]{1,60})"/.exec(wkt)?.[1] ?? 'its own system';
    return by(name, wkt, isGeographic ? 'degrees' : 'metres');
  } catch {
    return undefined;
  }
};

/**
 * The coordinate system that a file or a person names: "EPSG:27700", "urn:ogc:def:crs:OGC:1.3:CRS84", or well-known text (WKT 1).
 * Undefined where the way to degrees is not known for sure.
 */
export const projectionOf = (said: string): Projection | undefined => {
  const text = said.trim();
  const code = codeOf(text);
  if (code) return BY_CODE[code];
  return text.includes('[') ? ofWkt(text) : undefined;
};

/** The system that a person names, which goes before the file's own. Throws FileFault for one that we do not know. */
export const givenProjection = (crs: string | null): Projection | undefined => {
  if (crs === null) return undefined;
  const projection = projectionOf(crs);
  if (!projection) throw new FileFault(fileWords.system(crs));
  return projection;
};
