import proj4 from 'proj4';

/**
 * The British National Grid by the seven-parameter Helmert shift of OS ("A guide to coordinate systems in Great Britain", section
 * 6.6): within about 5 m of the truth, which is enough here. Boundaries and points go through the same shift, so between them it cancels out.
 */
const NATIONAL_GRID =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';
const grid = proj4('WGS84', NATIONAL_GRID);

/** Easting and northing in metres. */
export type GridPoint = { readonly easting: number; readonly northing: number };
/** WGS84 degrees. */
export type LatLng = { readonly lat: number; readonly lng: number };

export const toGrid = ({ lat, lng }: LatLng): GridPoint => {
  const [easting = Number.NaN, northing = Number.NaN] = grid.forward([lng, lat]);
  return { easting, northing };
};

export const fromGrid = ({ easting, northing }: GridPoint): LatLng => {
  const [lng = Number.NaN, lat = Number.NaN] = grid.inverse([easting, northing]);
  return { lat, lng };
};

/** Whether a point can lie in Great Britain, as far as the grid's own extent says. */
export const isOnGrid = ({ easting, northing }: GridPoint): boolean =>
  easting > 0 && easting < 700_000 && northing > 0 && northing < 1_300_000;
