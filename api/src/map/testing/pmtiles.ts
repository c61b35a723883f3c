import { zxyToTileId } from 'pmtiles';

type Tile = { readonly z: number; readonly x: number; readonly y: number; readonly data: Uint8Array };

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
};

const HEADER_BYTES = 127;
const UNCOMPRESSED = 1;
const BOUNDS = [-2.1, 52.6, -1.1, 53.6];

/** A PMTiles archive (version 3) of uncompressed tiles with one directory, as small as they come. `type` 1 is Mapbox vector tiles. */
export const pmtilesArchive = (tiles: readonly Tile[], metadata: object, type = 1): Uint8Array => {
  const sorted = tiles.map(tile => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) })).sort((a, b) => a.id - b.id);
  const offsets: number[] = [];
  let dataLength = 0;
  for (const { data } of sorted) {
    offsets.push(dataLength);
    dataLength += data.length;
  }
  const directory = Buffer.from([
    ...varint(sorted.length),
    ...sorted.flatMap(({ id }, place) => varint(id - (sorted[place - 1]?.id ?? 0))),
    ...sorted.flatMap(() => varint(1)),
    ...sorted.flatMap(({ data }) => varint(data.length)),
    ...offsets.flatMap(offset => varint(offset + 1)),
  ]);
  const json = Buffer.from(JSON.stringify(metadata));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const metadataAt = HEADER_BYTES + directory.length;
  const dataAt = metadataAt + json.length;
  const counts = [sorted.length, sorted.length, sorted.length];
  const sections = [HEADER_BYTES, directory.length, metadataAt, json.length, dataAt, 0, dataAt, dataLength, ...counts];
  for (const [place, value] of sections.entries()) header.writeBigUInt64LE(BigInt(value), 8 + place * 8);
  const zooms = [0, Math.max(...tiles.map(tile => tile.z))];
  for (const [place, value] of [1, UNCOMPRESSED, UNCOMPRESSED, type, ...zooms].entries()) header.writeUInt8(value, 96 + place);
  for (const [place, degrees] of BOUNDS.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + place * 4);
  return Buffer.concat([header, directory, json, ...sorted.map(({ data }) => data)]);
};
