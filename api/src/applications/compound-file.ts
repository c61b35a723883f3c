/** What the directory of a compound file ([MS-CFB]) lists: the streams directly under its root, and all that is in it at whatever depth. */
export type CompoundFile = {
  /** In capitals, as names are compared ([MS-CFB] section 2.6.4). */
  readonly rootStreams: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
};

/** [MS-CFB] section 2.1: sector numbers from here on have a meaning of their own. */
const LAST_SECTOR = 0xfffffffa;
const END_OF_CHAIN = 0xfffffffe;
/** Section 2.6.1. */
const NO_ENTRY = 0xffffffff;
const STREAM = 2;
const ROOT = 5;
const ENTRY = 128;
/** Section 2.2: so many sectors of the FAT are named in the header, from byte 76 on. */
const IN_HEADER = 109;
const HEADER_LIST = 76;
/** A document has a few dozen. */
const MOST_ENTRIES = 10_000;

/** Thrown where a file leads out of itself or round in a circle. */
class Damaged extends Error {}

/** The sectors of a file, none of which is ever read beyond its end. */
const sectorsOf = (bytes: Buffer) => {
  // Section 2.2: 512 bytes in version 3, 4096 in version 4; the header takes the place of the first.
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new Damaged();
  const size = 2 ** shift;
  const most = Math.ceil(bytes.length / size);
  const sector = (number: number): Buffer => {
    const from = (number + 1) * size;
    // Some programs leave out the end of the last sector.
    if (number >= LAST_SECTOR || from >= bytes.length) throw new Damaged();
    const found = bytes.subarray(from, from + size);
    return found.length === size ? found : Buffer.concat([found, Buffer.alloc(size - found.length)]);
  };
  return { size, most, sector };
};
type Sectors = ReturnType<typeof sectorsOf>;

/** Where the FAT is: in the header's list, then in a chain of sectors that each end with the number of the next (section 2.5). */
const fatSectors = (bytes: Buffer, { size, most, sector }: Sectors): readonly number[] => {
  const numbers = Array.from({ length: IN_HEADER }, (_, at) => bytes.readUInt32LE(HEADER_LIST + 4 * at));
  let next = bytes.readUInt32LE(68);
  for (let count = 0; next < LAST_SECTOR; count++) {
    if (count > most) throw new Damaged();
    const list = sector(next);
    for (let at = 0; at < size - 4; at += 4) numbers.push(list.readUInt32LE(at));
    next = list.readUInt32LE(size - 4);
  }
  return numbers;
};

const directoryOf = (bytes: Buffer, sectors: Sectors): readonly Buffer[] => {
  const { size, sector } = sectors;
  const fat = fatSectors(bytes, sectors);
  const after = (number: number): number => {
    const list = fat[Math.floor(number / (size / 4))];
    if (list === undefined) throw new Damaged();
    return sector(list).readUInt32LE((number % (size / 4)) * 4);
  };
  const entries: Buffer[] = [];
  for (let at = bytes.readUInt32LE(48); at !== END_OF_CHAIN; at = after(at)) {
    const found = sector(at);
    for (let from = 0; from < size; from += ENTRY) entries.push(found.subarray(from, from + ENTRY));
    if (entries.length > MOST_ENTRIES) throw new Damaged();
  }
  return entries;
};

/** Section 2.6.1: at most 31 characters in UTF-16 and a zero, and how many bytes that is. */
const nameOf = (entry: Buffer): string => entry.toString('utf16le', 0, Math.min(64, Math.max(2, entry.readUInt16LE(64))) - 2).toUpperCase();
const typeOf = (entry: Buffer): number => entry.readUInt8(66);

/** The entries directly under the root: a binary tree (section 2.6.4), each of which is looked at once. */
const underRoot = (entries: readonly Buffer[]): readonly Buffer[] => {
  const [root] = entries;
  if (!root || typeOf(root) !== ROOT) throw new Damaged();
  const found = new Map<number, Buffer>();
  const waiting = [root.readUInt32LE(76)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === NO_ENTRY) continue;
    const entry = entries[at];
    if (!entry || found.has(at)) throw new Damaged();
    found.set(at, entry);
    waiting.push(entry.readUInt32LE(68), entry.readUInt32LE(72));
  }
  return [...found.values()];
};

/** Reads the directory of a compound file without trusting it; undefined where it is damaged. */
export const readCompoundFile = (bytes: Buffer): CompoundFile | undefined => {
  try {
    const entries = directoryOf(bytes, sectorsOf(bytes));
    return {
      rootStreams: new Set(underRoot(entries).flatMap(entry => (typeOf(entry) === STREAM ? [nameOf(entry)] : []))),
      // Also what no tree leads to: nothing but a name is asked of it.
      names: new Set(entries.flatMap(entry => (typeOf(entry) === 0 ? [] : [nameOf(entry)]))),
    };
  } catch (fault) {
    // Buffers throw a RangeError for what is beyond their end.
    if (fault instanceof Damaged || fault instanceof RangeError) return undefined;
    throw fault;
  }
};
