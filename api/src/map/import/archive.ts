import { createWriteStream, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FileFault } from '../../places/csv-file.ts';
import { fileWords } from './import-words.ts';

/** What is looked at before anything is unpacked. */
const MOST_ENTRIES = 1000;
const MOST_BYTES = 1024 * 1024 * 1024;
/** Tables of a Shapefile are padded with blanks and pack to a thirtieth at best; what packs further holds nothing. */
const MOST_RATIO = 200;
/** A small archive cannot do harm whatever its ratio. */
const SMALL_BYTES = 10 * 1024 * 1024;

const isOurs = (name: string): boolean => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(name);

/** The entries of an archive by extension in small letters. Throws FileFault for one that would unpack to too much. */
const checkedEntries = async (archive: ZipFile, file: string): Promise<readonly Entry[]> => {
  if (archive.entryCount > MOST_ENTRIES) throw new FileFault(fileWords.archiveEntries(MOST_ENTRIES));
  const entries: Entry[] = [];
  let bytes = 0;
  for await (const entry of archive.eachEntry()) {
    entries.push(entry);
    bytes += entry.uncompressedSize;
  }
  if (bytes > MOST_BYTES) throw new FileFault(fileWords.archiveSize(MOST_BYTES / 1024 / 1024));
  if (bytes > SMALL_BYTES && bytes > statSync(file).size * MOST_RATIO) throw new FileFault(fileWords.archiveRatio);
  return entries.filter(entry => isOurs(entry.fileName));
};

const withoutExtension = (name: string): string => name.slice(0, name.length - extname(name).length).toLowerCase();

/** Writes one entry to a file; yauzl stops where more comes out than the entry said, or less. */
const unpack = async (archive: ZipFile, entry: Entry, target: string): Promise<void> => {
  if (entry.isEncrypted()) throw new FileFault(fileWords.archiveEncrypted);
  await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target));
};

const unpackShapefile = async (archive: ZipFile, file: string, folder: string): Promise<string> => {
  const entries = await checkedEntries(archive, file);
  const shapes = entries.filter(entry => /\.shp$/i.test(entry.fileName));
  const [shape, ...more] = shapes;
  if (!shape) throw new FileFault(fileWords.noShapefile);
  if (more.length > 0) throw new FileFault(fileWords.severalShapefiles(shapes.map(entry => entry.fileName)));
  for (const entry of entries) {
    const extension = extname(entry.fileName).toLowerCase();
    const isPart = withoutExtension(entry.fileName) === withoutExtension(shape.fileName);
    // The names are ours, so that none can lead out of the folder.
    if (isPart && ['.shp', '.dbf', '.prj', '.cpg'].includes(extension)) await unpack(archive, entry, join(folder, `layer${extension}`));
  }
  return join(folder, 'layer.shp');
};

/** Unpacks the one Shapefile of an archive into a folder and answers the path of its .shp. Throws FileFault, with nothing unpacked, for one that cannot be trusted. */
export const unpackArchive = async (file: string, folder: string): Promise<string> => {
  let archive: ZipFile | undefined;
  try {
    archive = await openPromise(file, { autoClose: false });
    return await unpackShapefile(archive, file, folder);
  } catch (fault) {
    throw fault instanceof FileFault ? fault : new FileFault(fileWords.damaged(fault instanceof Error ? fault.message : String(fault)));
  } finally {
    archive?.close();
  }
};
