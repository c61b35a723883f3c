import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { fromGrid, type GridPoint, type LatLng } from '../../api/src/places/grid.ts';

/** The middle of a live postcode, and the GSS code of its district. */
export type PostcodePoint = { readonly grid: GridPoint; readonly point: LatLng; readonly gss: string };
/** By postcode, spaces aside. Undefined for one that is not live. */
export type PostcodePoints = (postcode: string) => PostcodePoint | undefined;

const FOLDER = 'postcodes/code-point-open-2025-11';
/** OS positional quality of a postcode without a position. */
const NO_POSITION = 90;

const squeezed = (postcode: string): string => postcode.replace(/\s+/g, '').toUpperCase();

/** Reads Code-Point Open, which has ten columns and no header (domain.md, "Files"). */
export const readPostcodePoints = async (data: string): Promise<PostcodePoints> => {
  const points = new Map<string, PostcodePoint>();
  const files = (await readdir(join(data, FOLDER))).filter(name => /^[a-z]{1,2}\.csv$/.test(name));
  for (const file of files) {
    const rows: AsyncIterable<string[]> = createReadStream(join(data, FOLDER, file)).pipe(parse());
    for await (const [postcode = '', quality, easting, northing, , , , , gss = ''] of rows) {
      if (Number(quality) >= NO_POSITION) continue;
      const grid = { easting: Number(easting), northing: Number(northing) };
      points.set(squeezed(postcode), { grid, point: fromGrid(grid), gss });
    }
  }
  return postcode => points.get(squeezed(postcode));
};
