import { closeSync, createReadStream, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { open } from 'shapefile';
import { FileFault, fileSize } from '../../places/csv-file.ts';
import { unpackArchive } from './archive.ts';
import type { FileContents, FileFeature, ReadOptions, UnreadFeature } from './file-feature.ts';
import { fileWords } from './import-words.ts';
import { givenProjection, type Projection, projectionOf } from './projection.ts';

/** A file of the same name with another extension, in whatever case; undefined where there is none. */
const beside = (file: string, extension: string): string | undefined => {
  const wanted = `${basename(file, extname(file))}${extension}`.toLowerCase();
  const found = readdirSync(dirname(file)).find(name => name.toLowerCase() === wanted);
  return found === undefined ? undefined : join(dirname(file), found);
};

const textBeside = (file: string, extension: string): string | undefined => {
  const found = beside(file, extension);
  return found === undefined ? undefined : readFileSync(found, 'utf8').trim();
};

const projectionOfFile = (file: string, { reading }: ReadOptions): Projection => {
  const given = givenProjection(reading.crs);
  if (given) return given;
  const wkt = textBeside(file, '.prj');
  if (!wkt) throw new FileFault(fileWords.noSystem);
  const projection = projectionOf(wkt);
  if (!projection) throw new FileFault(fileWords.system(wkt));
  return projection;
};

/** A .cpg names the table's encoding: "UTF-8", "ISO 8859-1", "ANSI 1252", "1252". Without one it is Windows-1252 for all that matters here. */
const encodingOf = (file: string): string => {
  const said = (textBeside(file, '.cpg') ?? '')
    .toLowerCase()
    .replace(/^ansi ?|^cp/, '')
    .replace(/^(\d{3,4})$/, 'windows-$1');
  const label = said
    .replace(/^(utf|iso)[ _]?/, '$1-')
    .replace('--', '-')
    .replace('8859_', '8859-');
  try {
    return new TextDecoder(label === 'windows-65001' ? 'utf-8' : label).encoding;
  } catch {
    return 'windows-1252';
  }
};

const headOf = (file: string, size: number): Buffer => {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(size);
    if (readSync(descriptor, bytes, 0, size, 0) < size) throw new FileFault(fileWords.cutOff);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
};

/** A .shp says its own length in 16-bit words (ESRI Shapefile Technical Description, page 4), a .dbf by its rows. Answers how many there are. */
const rowsOf = (shp: string, dbf: string): number => {
  if (fileSize(shp) < headOf(shp, 100).readInt32BE(24) * 2) throw new FileFault(fileWords.cutOff);
  const table = headOf(dbf, 32);
  const rows = table.readUInt32LE(4);
  if (fileSize(dbf) < table.readUInt16LE(8) + rows * table.readUInt16LE(10)) throw new FileFault(fileWords.cutOff);
  return rows;
};

/** The table's days come as instants. */
const withoutTime = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

async function* features(shp: string, bytes: number, options: ReadOptions): AsyncGenerator<FileFeature | UnreadFeature> {
  const dbf = beside(shp, '.dbf');
  if (!dbf) throw new FileFault(fileWords.noTableBeside);
  const projection = projectionOfFile(shp, options);
  const rows = rowsOf(shp, dbf);
  try {
    const source = await open(createReadStream(shp), createReadStream(dbf), { encoding: encodingOf(shp) });
    for (let place = 1; ; place++) {
      const { done, value } = await source.read();
      if (done) return;
      options.onBytes(bytes / rows);
      const properties = Object.entries(value.properties ?? {}).map(([name, one]) => [name, withoutTime(one)] as const);
      yield { place, id: undefined, geometry: value.geometry, projection, properties };
    }
  } catch (fault) {
    throw fault instanceof FileFault ? fault : new FileFault(fileWords.damaged(fault instanceof Error ? fault.message : String(fault)));
  }
}

/** A Shapefile (ESRI Shapefile Technical Description, 1998) that lies open, with its table beside it. */
export const openShapefile = (file: string, options: ReadOptions): FileContents => ({
  unit: 'feature',
  features: features(file, fileSize(file), options),
});

async function* unpackedFeatures(file: string, options: ReadOptions): AsyncGenerator<FileFeature | UnreadFeature> {
  const folder = mkdtempSync(join(tmpdir(), 'dtp-shapefile-'));
  try {
    yield* features(await unpackArchive(file, folder), fileSize(file), options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A Shapefile in a zip archive. It is unpacked into a temporary folder while it is read. */
export const openZippedShapefile = (file: string, options: ReadOptions): FileContents => ({
  unit: 'feature',
  features: unpackedFeatures(file, options),
});
