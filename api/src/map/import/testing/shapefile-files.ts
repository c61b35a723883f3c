import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

type Place = { readonly name: string; readonly x: number; readonly y: number };

/** A .shp of points (ESRI Shapefile Technical Description, pages 2 to 6). */
export const shpOf = (places: readonly Place[]): Buffer => {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE((100 + places.length * 28) / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(1, 32);
  const records = places.map(({ x, y }, at) => {
    const record = Buffer.alloc(28);
    record.writeInt32BE(at + 1, 0);
    record.writeInt32BE(10, 4);
    record.writeInt32LE(1, 8);
    record.writeDoubleLE(x, 12);
    record.writeDoubleLE(y, 20);
    return record;
  });
  return Buffer.concat([head, ...records]);
};

const NAME_BYTES = 40;

/** A .dbf with one column, NAME, in UTF-8 (dBASE III+). */
export const dbfOf = (places: readonly Place[]): Buffer => {
  const head = Buffer.alloc(32);
  head.writeUInt8(3, 0);
  head.writeUInt32LE(places.length, 4);
  head.writeUInt16LE(65, 8);
  head.writeUInt16LE(1 + NAME_BYTES, 10);
  const field = Buffer.alloc(32);
  field.write('NAME', 0);
  field.write('C', 11);
  field.writeUInt8(NAME_BYTES, 16);
  const rows = places.map(({ name }) => {
    const row = Buffer.alloc(1 + NAME_BYTES, ' ');
    row.write(name, 1, 'utf8');
    return row;
  });
  return Buffer.concat([head, field, Buffer.from([0x0d]), ...rows, Buffer.from([0x1a])]);
};

export const GRID_PRJ =
  'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]]],PROJECTION["Transverse_Mercator"]]';

/** Packs parts into a zip archive. */
export const writeZip = async (file: string, parts: Readonly<Record<string, Buffer | string>>): Promise<string> => {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
};
