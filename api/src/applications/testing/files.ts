import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** A small PDF, with a text as a comment in it. */
export const pdf = (text = ''): Buffer => Buffer.from(`${PDF}%${text}\n`);

/** A ZIP archive of these parts. */
export const zip = (parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> => {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts)) file.addBuffer(Buffer.from(content), name, { compress: name !== 'mimetype' });
  file.end();
  return buffer(file.outputStream);
};

export const docx = (more: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> =>
  zip({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w:document/>', ...more });

export const odt = (manifest = '<manifest:manifest/>', more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': '<office:document-content/>',
    'META-INF/manifest.xml': manifest,
    ...more,
  });

/** What is in a compound file: empty streams (null) and storages with more in them. */
export type CompoundTree = { readonly [name: string]: CompoundTree | null };

const SECTOR = 512;
const ENTRY = 128;
const NONE = 0xffffffff;
const END_OF_CHAIN = 0xfffffffe;

const entryOf = (name: string, type: number): Buffer => {
  const entry = Buffer.alloc(ENTRY);
  entry.write(name, 'utf16le');
  entry.writeUInt16LE(2 * name.length + 2, 64);
  entry.writeUInt8(type, 66);
  for (const link of [68, 72, 76]) entry.writeUInt32LE(NONE, link);
  entry.writeUInt32LE(END_OF_CHAIN, 116);
  return entry;
};

/** The directory: the root first, each one's children in a row to the right. */
const directory = (tree: CompoundTree): Buffer => {
  const entries = [entryOf('Root Entry', 5)];
  const add = (parent: Buffer | undefined, children: CompoundTree) => {
    let [before, link] = [parent, 76];
    for (const [name, inside] of Object.entries(children)) {
      const entry = entryOf(name, inside === null ? 2 : 1);
      before?.writeUInt32LE(entries.push(entry) - 1, link);
      if (inside !== null) add(entry, inside);
      [before, link] = [entry, 72];
    }
  };
  add(entries[0], tree);
  const all = Buffer.concat(entries);
  return Buffer.concat([all, Buffer.alloc(-all.length & (SECTOR - 1))]);
};

/** A compound file ([MS-CFB], version 3) with this in it, and words that are in none of its streams. */
export const compound = (tree: CompoundTree, words = ''): Buffer => {
  const header = Buffer.alloc(SECTOR);
  header.write('d0cf11e0a1b11ae1', 'hex');
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END_OF_CHAIN, 60);
  header.writeUInt32LE(END_OF_CHAIN, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const entries = directory(tree);
  const sectors = entries.length / SECTOR;
  // Sector 0 is the FAT, the directory follows.
  const fat = Buffer.alloc(SECTOR, 0xff);
  fat.writeUInt32LE(0xfffffffd, 0);
  for (let at = 1; at <= sectors; at++) fat.writeUInt32LE(at === sectors ? END_OF_CHAIN : at + 1, 4 * at);
  return Buffer.concat([header, fat, entries, Buffer.from(words, 'utf16le'), Buffer.alloc(SECTOR)]);
};
