import { closeSync, openSync, readSync } from 'node:fs';
import { FileFault, fileSize } from '../../places/csv-file.ts';
import type { FileContents, ReadOptions } from './file-feature.ts';
import { openGeoJson } from './geojson-file.ts';
import { openGeoJsonLines, RECORD_SEPARATOR } from './geojson-lines.ts';
import { openGeoPackage } from './geopackage.ts';
import { fileWords } from './import-words.ts';
import { openShapefile, openZippedShapefile } from './shapefile.ts';
import { openTable } from './table.ts';

/** Enough to see whether the first line of a text is a feature by itself. */
const HEAD_BYTES = 1 << 20;

const headOf = (file: string): Buffer => {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
};

/** Newline-delimited GeoJSON, or a text sequence (RFC 8142): features of which each is a JSON text of its own. */
const isLines = (text: string): boolean => {
  if (text.startsWith(RECORD_SEPARATOR)) return true;
  const [first = '', ...more] = text.split('\n');
  if (more.every(line => line.trim() === '')) return false;
  try {
    const value: unknown = JSON.parse(first);
    return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Feature';
  } catch {
    return false;
  }
};

/**
 * Opens a file of features by what is in it, whatever its name: GeoJSON, newline-delimited GeoJSON, a GeoPackage, a Shapefile or an archive
 * with one, and else a table (CSV). Throws FileFault for what is none of them.
 */
export const openFile = async (file: string, options: ReadOptions): Promise<FileContents> => {
  if (fileSize(file) === 0) throw new FileFault(fileWords.empty);
  const head = headOf(file);
  if (head.subarray(0, 16).toString('latin1') === 'SQLite format 3\0') return openGeoPackage(file, options);
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return openZippedShapefile(file, options);
  // ESRI Shapefile Technical Description (1998), page 4: file code 9994.
  if (head.length >= 100 && head.readInt32BE(0) === 9994) return openShapefile(file, options);
  if (head[0] === 0x1f && head[1] === 0x8b) throw new FileFault(fileWords.gzip);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) throw new FileFault(fileWords.utf16);
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text === '') throw new FileFault(fileWords.empty);
  if (text.startsWith('{') || text.startsWith(RECORD_SEPARATOR))
    return isLines(text) ? openGeoJsonLines(file, options) : openGeoJson(file, options);
  if (text.startsWith('[') || text.startsWith('<') || text.includes('\0')) throw new FileFault(fileWords.unknown);
  return openTable(file, text, options);
};
