import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { fileFaults } from './file-messages.ts';
import type { FileKind } from './record.ts';

const MOST_ENTRIES = 1000;
const MOST_UNPACKED = 100 * 1024 * 1024;
/** Text in XML shrinks to a tenth, seldom to a thirtieth; bombs to a thousandth. Small ones may do as they like. */
const MOST_RATIO = 100;
const RATIO_FROM = 2 * 1024 * 1024;

const ODT_TYPE = 'application/vnd.oasis.opendocument.text';

export type ArchiveReading =
  | { readonly kind: 'document'; readonly is: Extract<FileKind, 'docx' | 'odt'> }
  /** A ZIP archive of something else: the extension it should have. */
  | { readonly kind: 'other'; readonly is: string }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): ArchiveReading => ({ kind: 'refused', message });

/** Reads an entry to its end, which proves that it is as large as it says (yauzl, `validateEntrySizes`). */
const drain = async (stream: Readable): Promise<void> => {
  for await (const _ of stream);
};

const entriesOf = async (zip: ZipFile): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
};

/** Where macros are kept: the program of a Word file, in whatever folder ([MS-OVBA]), and the libraries and scripts of an ODT. */
const MACROS = /(?:^|\/)vbaproject\.bin$|^(?:basic|scripts)\//i;

const withoutMacros = (names: ReadonlySet<string>, is: 'docx' | 'odt'): ArchiveReading =>
  [...names].some(name => MACROS.test(name)) ? refused(fileFaults.macros) : { kind: 'document', is };

/** By the parts that the standards ask for: ECMA-376 part 2 for Word, OpenDocument 1.3 part 2 section 3.3 for ODT. */
const documentOf = (names: ReadonlySet<string>, mimetype: string): ArchiveReading => {
  if (names.has('[Content_Types].xml')) {
    if (names.has('word/document.xml')) return withoutMacros(names, 'docx');
    return { kind: 'other', is: names.has('xl/workbook.xml') ? 'xlsx' : names.has('ppt/presentation.xml') ? 'pptx' : 'zip' };
  }
  if (mimetype === ODT_TYPE && names.has('content.xml')) return withoutMacros(names, 'odt');
  return { kind: 'other', is: mimetype.endsWith('opendocument.spreadsheet') ? 'ods' : 'zip' };
};

/** What stands against unpacking it, by what its directory says. */
const sizeFault = (entries: readonly Entry[], size: number): string | undefined => {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (unpacked > MOST_UNPACKED) return fileFaults.unpacksTooLarge;
  return unpacked > RATIO_FROM && unpacked / size > MOST_RATIO ? fileFaults.unpacksTooLarge : undefined;
};

const readOpened = async (zip: ZipFile, size: number): Promise<ArchiveReading> => {
  if (zip.entryCount > MOST_ENTRIES) return refused(fileFaults.tooManyParts);
  const entries = await entriesOf(zip);
  if (entries.some(entry => entry.isEncrypted())) return refused(fileFaults.locked);
  const fault = sizeFault(entries, size);
  if (fault !== undefined) return refused(fault);
  let mimetype = '';
  for (const entry of entries) {
    const stream = await zip.openReadStreamPromise(entry);
    if (entry.fileName === 'mimetype' && entry.uncompressedSize < 200) mimetype = await text(stream);
    else if (entry.fileName === 'META-INF/manifest.xml' && entry.uncompressedSize < RATIO_FROM) {
      // OpenDocument 1.3 part 2 section 5: a document with a password names its cipher here, the archive itself is plain.
      if ((await text(stream)).includes('encryption-data')) return refused(fileFaults.locked);
    } else await drain(stream);
  }
  return documentOf(new Set(entries.map(({ fileName }) => fileName)), mimetype.trim());
};

/** Looks inside a ZIP archive without trusting what it says of itself. Unpacks every part once, to nowhere. */
export const readArchive = async (bytes: Buffer): Promise<ArchiveReading> => {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    return await readOpened(zip, bytes.length);
  } catch (fault) {
    // yauzl and zlib throw plain errors for whatever is wrong in an archive; none of it is ours.
    if (fault instanceof Error) return refused(fileFaults.damaged);
    throw fault;
  } finally {
    zip?.close();
  }
};
