import { basename } from 'node:path/posix';
import { cleanText } from '@dtp/contract/text.ts';
import { fileTypeFromBuffer } from 'file-type';
import { readArchive } from './archive.ts';
import { readCompoundFile } from './compound-file.ts';
import { fileFaults, kindWords } from './file-messages.ts';
import { FileKind } from './record.ts';

/** The most bytes of a file. */
export const LARGEST_FILE = 10 * 1024 * 1024;

const LONGEST_NAME = 100;

export type CheckedFile =
  | { readonly kind: 'fine'; readonly name: string; readonly is: FileKind }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): CheckedFile => ({ kind: 'refused', message });

/** The name alone, without folders or what cannot be typed, and no longer than is shown; the extension stays. */
export const cleanName = (name: string): string => {
  const plain = cleanText(basename(name.replaceAll('\\', '/'))).replace(/^\.+/, '');
  const [, stem = plain, extension = ''] = /^(.*?)(\.[^.]{1,5})?$/.exec(plain) ?? [];
  return `${[...stem].slice(0, LONGEST_NAME - extension.length).join('')}${extension}`;
};

const claimedKind = (name: string): FileKind | undefined => FileKind.safeParse(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()).data;

/** [MS-OVBA] section 2.2.1 and what Word puts it into, [MS-DOC] section 2.1.7; `_VBA_PROJECT_CUR` is that of a spreadsheet inside. */
const MACROS = ['MACROS', 'VBA', '_VBA_PROJECT', '_VBA_PROJECT_CUR'];

const ZIP_MARK = Buffer.from('PK\u0003\u0004');

type Found =
  | { readonly kind: 'found'; readonly is: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly message: string };

const kindOfCompound = (bytes: Buffer): Found => {
  const inside = readCompoundFile(bytes);
  if (!inside) return { kind: 'refused', message: fileFaults.damaged };
  const { rootStreams, names } = inside;
  // [MS-OFFCRYPTO] section 2.3.4: a DOCX with a password is kept in a stream of this name.
  if (rootStreams.has('ENCRYPTEDPACKAGE')) return { kind: 'refused', message: fileFaults.locked };
  // [MS-DOC] section 2.1.1: what makes a compound file a Word document. A mail or a sheet may have one further down.
  if (!rootStreams.has('WORDDOCUMENT')) return { kind: 'unknown' };
  return MACROS.some(name => names.has(name)) ? { kind: 'refused', message: fileFaults.macros } : { kind: 'found', is: 'doc' };
};

/** What the bytes are, whatever the name says: the usual extension of their kind. */
const kindOf = async (bytes: Buffer): Promise<Found> => {
  if (bytes.subarray(0, 4).equals(ZIP_MARK)) {
    const inside = await readArchive(bytes);
    return inside.kind === 'refused' ? inside : { kind: 'found', is: inside.is };
  }
  const type = await fileTypeFromBuffer(bytes);
  if (!type) return { kind: 'unknown' };
  if (type.ext !== 'cfb') return { kind: 'found', is: type.ext };
  return kindOfCompound(bytes);
};

/** Whether a file is what its name says, one of the kinds that are taken, and safe to unpack. */
export const checkFile = async (givenName: string, bytes: Buffer): Promise<CheckedFile> => {
  const name = cleanName(givenName);
  const claimed = claimedKind(name);
  if (!claimed) return refused(fileFaults.extension);
  if (bytes.length === 0) return refused(fileFaults.empty);
  if (bytes.length > LARGEST_FILE) return refused(fileFaults.tooLarge);
  const found = await kindOf(bytes);
  if (found.kind === 'refused') return found;
  if (found.kind === 'found' && found.is === claimed) return { kind: 'fine', name, is: claimed };
  const words = found.kind === 'found' ? kindWords[found.is] : undefined;
  return refused(words ? fileFaults.otherKind(claimed, words) : fileFaults.unknownKind(claimed));
};
