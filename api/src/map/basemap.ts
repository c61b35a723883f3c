import { type FileHandle, open } from 'node:fs/promises';
import type { Bounds } from '@dtp/contract/map.ts';
import { PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import type { TileAddress } from './tile-address.ts';

/** The id that a basemap's tiles have among those of the layers. No layer is reached by it while a basemap is configured. */
export const BASEMAP_ID = 'basemap';

/** A background of vector tiles from a file that the operator has put beside the server. */
export type Basemap = {
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: Bounds;
  /** Plain text. */
  readonly attribution: string;
  /** What its tiles hold, by name. */
  readonly layers: readonly { readonly id: string; readonly fields: Readonly<Record<string, string>> }[];
  /** Uncompressed; empty where the file has none. */
  tile(address: TileAddress): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** PMTiles version 3, section 6: the metadata of an archive of vector tiles. */
const Metadata = z.object({
  attribution: z.string().optional().catch(undefined),
  vector_layers: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.string()).catch({}) })).catch([]),
});

class FileSource implements Source {
  readonly #file: FileHandle;
  readonly #name: string;
  constructor(file: FileHandle, name: string) {
    this.#file = file;
    this.#name = name;
  }
  getKey(): string {
    return this.#name;
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const { buffer, bytesRead } = await this.#file.read(new Uint8Array(length), 0, length, offset);
    return { data: buffer.buffer.slice(0, bytesRead) };
  }
}

/** Attributions come as HTML; ours are text. */
const plain = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(/&copy;/g, '©')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

const NOTHING = new Uint8Array();

/** Opens a PMTiles file of Mapbox vector tiles (BASEMAP_PMTILES). Throws ConfigError where it is none. */
export const openBasemap = async (path: string): Promise<Basemap> => {
  const file = await open(path);
  try {
    const archive = new PMTiles(new FileSource(file, path));
    const header = await archive.getHeader();
    if (header.tileType !== TileType.Mvt) throw new Error('its tiles are no Mapbox vector tiles');
    const metadata = Metadata.parse(await archive.getMetadata());
    return {
      minZoom: header.minZoom,
      maxZoom: header.maxZoom,
      bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
      attribution: plain(metadata.attribution ?? ''),
      layers: metadata.vector_layers,
      tile: async ({ z, x, y }) => {
        const found = await archive.getZxy(z, x, y);
        return found ? new Uint8Array(found.data) : NOTHING;
      },
      close: () => file.close(),
    };
  } catch (fault) {
    await file.close();
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new ConfigError(
      `The settings are not right:\n  BASEMAP_PMTILES is not a PMTiles file that can be read: ${why}\ndocs/operating.md lists them all.`,
    );
  }
};
