import { type GridPoint, isOnGrid, toGrid } from './grid.ts';
import type { Read } from './postcode-files.ts';

/** One property of OS Open UPRN: a number and a place, without a name. */
export type PlacedUprn = { readonly uprn: string; readonly point: GridPoint };

const COLUMNS = ['UPRN', 'X_COORDINATE', 'Y_COORDINATE'] as const;
const WGS84 = ['LATITUDE', 'LONGITUDE'] as const;

export type UprnReader = (cells: readonly string[]) => Read<PlacedUprn>;

const quoted = (text: string): string => `“${text.slice(0, 30)}”`;

/** The reader for a file with this header; where it is not OS Open UPRN, the columns it lacks. Extracts have been seen with latitude and longitude only. */
export const recogniseOpenUprn = (header: readonly string[]): { readonly read: UprnReader } | { readonly missing: readonly string[] } => {
  const names = header.map(name => name.trim().toUpperCase());
  const at = (name: string) => names.indexOf(name);
  const missing = COLUMNS.filter(name => at(name) < 0);
  const hasDegrees = WGS84.every(name => at(name) >= 0);
  if (missing.length > 0 && !(hasDegrees && at('UPRN') >= 0)) return { missing };

  const pointOf = (cells: readonly string[]): GridPoint => {
    const value = (name: string) => {
      const text = cells[at(name)] ?? '';
      return text === '' ? Number.NaN : Number(text);
    };
    return missing.length === 0
      ? { easting: value('X_COORDINATE'), northing: value('Y_COORDINATE') }
      : toGrid({ lat: value('LATITUDE'), lng: value('LONGITUDE') });
  };
  return {
    read: cells => {
      const typed = cells[at('UPRN')] ?? '';
      if (!/^\d{1,12}$/.test(typed)) return { refused: `has ${quoted(typed)} as UPRN, which should be a number of up to 12 digits` };
      const point = pointOf(cells);
      if (!isOnGrid(point)) return { refused: 'has a place that is not in Great Britain' };
      return { value: { uprn: typed.replace(/^0+(?=\d)/, ''), point } };
    },
  };
};
