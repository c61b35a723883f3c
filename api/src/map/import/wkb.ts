/** A GeoJSON geometry as it was written, unchecked. */
export type RawGeometry = { readonly type: string; readonly coordinates: unknown };

/** Types of ISO 13249-3 and OGC 06-103r4, clause 8.2.3; 7 is a collection and has no coordinates of its own. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'Point',
  2: 'LineString',
  3: 'Polygon',
  4: 'MultiPoint',
  5: 'MultiLineString',
  6: 'MultiPolygon',
  7: 'GeometryCollection',
};
/** Flags of extended WKB, as PostGIS writes it. */
const HAS_Z = 0x80000000;
const HAS_M = 0x40000000;
const HAS_SRID = 0x20000000;

/** The numbers of each position, and the kind, of a type with its flags or its thousands (1000 Z, 2000 M, 3000 ZM). */
const kindOf = (code: number): { readonly type: string; readonly dimensions: number; readonly hasSrid: boolean } => {
  const plain = code & 0x0fffffff;
  const thousands = Math.floor(plain / 1000);
  const type = TYPES[plain % 1000];
  if (!type || thousands > 3) throw new RangeError(`There is no geometry of the kind ${code}`);
  const flags = ((code & HAS_Z) === 0 ? 0 : 1) + ((code & HAS_M) === 0 ? 0 : 1);
  const more = thousands === 3 ? 2 : Math.min(1, thousands);
  return { type, dimensions: 2 + flags + more, hasSrid: (code & HAS_SRID) !== 0 };
};

/** Reads one geometry after another from bytes. A count is believed only as far as there are bytes for it. */
const createCursor = (bytes: DataView) => {
  let at = 0;
  const take = (size: number): number => {
    if (at + size > bytes.byteLength) throw new RangeError('The geometry breaks off');
    at += size;
    return at - size;
  };
  const times = <Item>(count: number, leastBytes: number, read: () => Item): Item[] => {
    if (count * leastBytes > bytes.byteLength - at) throw new RangeError('The geometry breaks off');
    return Array.from({ length: count }, read);
  };

  const geometry = (depth: number): RawGeometry => {
    const isLittle = bytes.getUint8(take(1)) === 1;
    const { type, dimensions, hasSrid } = kindOf(bytes.getUint32(take(4), isLittle));
    if (hasSrid) take(4);
    const count = (): number => bytes.getUint32(take(4), isLittle);
    const position = (): number[] => {
      const start = take(8 * dimensions);
      return [bytes.getFloat64(start, isLittle), bytes.getFloat64(start + 8, isLittle)];
    };
    const path = (): number[][] => times(count(), 8 * dimensions, position);
    const parts = (): unknown[] => {
      if (depth > 0) throw new RangeError('A part of a geometry has parts of its own');
      return times(count(), 9, () => geometry(depth + 1).coordinates);
    };
    switch (type) {
      case 'Point': {
        const only = position();
        // An empty point is written as NaN (OGC 12-128r18, clause 2.1.3.1.1).
        return { type, coordinates: only.every(Number.isNaN) ? [] : only };
      }
      case 'LineString':
        return { type, coordinates: path() };
      case 'Polygon':
        return { type, coordinates: times(count(), 4, path) };
      case 'GeometryCollection':
        return { type, coordinates: [] };
      default:
        return { type, coordinates: parts() };
    }
  };
  return geometry;
};

/** A geometry in well-known binary, plain or extended; heights and measures are left out. Throws RangeError for what is none. */
export const readWkb = (bytes: Uint8Array): RawGeometry => createCursor(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))(0);
