import type { BASEMAP_STYLE_METADATA, STYLE_PATH } from '@dtp/contract/map.ts';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** Milliseconds a style may take to come. */
const PATIENCE = 15_000;

/** The contract's names; only their types are imported, as the contract itself would bring zod into the bundle. */
const BASEMAP: typeof BASEMAP_STYLE_METADATA = 'dtp:basemap-style';
const STYLE: typeof STYLE_PATH = '/map/style.json';
const TILES = '/tiles/';
/** Before the ids of our sources and layers where they meet those of a foreign style. */
const OURS = 'dtp:';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every(name => typeof name === 'string');
const OPERATORS: ReadonlySet<unknown> = new Set(['literal', 'get', 'match', 'case', 'step']);

/** As much as we need to know; MapLibre looks at the rest. */
const isStyle = (value: unknown): value is StyleSpecification =>
  isRecord(value) && value.version === 8 && isRecord(value.sources) && Array.isArray(value.layers);

async function fetchStyle(url: string): Promise<StyleSpecification> {
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'origin', signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`The style of the map could not be had: ${response.status}`);
  const style: unknown = await response.json();
  if (!isStyle(style)) throw new Error('What came as the style of the map is not one');
  return style;
}

/**
 * Our style with its tiles where the style itself came from. It names the server's public address, which is what other programs need; a page
 * may have come to the same server by another name, and its policy may allow no other.
 */
export function tilesFrom(url: string, style: StyleSpecification): StyleSpecification {
  const [base, rest] = url.split(STYLE);
  if (base === undefined || rest === undefined) return style;
  const sources = Object.entries(style.sources).map(([id, source]) => {
    if (source.type !== 'vector' || !source.tiles) return [id, source] as const;
    return [id, { ...source, tiles: source.tiles.map(tile => base + tile.slice(Math.max(0, tile.indexOf(TILES)))) }] as const;
  });
  return { ...style, sources: Object.fromEntries(sources) };
}

/** The font that a foreign style's labels are in: where it brings its own glyphs, only fonts that it names are sure to be there. */
function fontOf({ glyphs, layers }: StyleSpecification): string[] | undefined {
  if (!glyphs) return undefined;
  for (const layer of layers) {
    const font: unknown = layer.type === 'symbol' ? layer.layout?.['text-font'] : undefined;
    // An expression begins with its operator, which no font is called.
    if (isNames(font) && !OPERATORS.has(font[0])) return font;
  }
  return undefined;
}

/** Whether a layer of ours only makes the ground, which the foreign style has already. */
const isGround = ({ type, metadata }: LayerSpecification): boolean =>
  type === 'background' || (isRecord(metadata) && metadata['dtp:ground'] === true);

function overBase(layer: LayerSpecification, font: string[] | undefined): LayerSpecification {
  if (layer.type === 'background') return layer;
  const moved = { ...layer, id: OURS + layer.id, source: OURS + layer.source };
  return moved.type === 'symbol' && font ? { ...moved, layout: { ...moved.layout, 'text-font': font } } : moved;
}

/**
 * Our layers drawn upon a foreign style: its ground, sprites and glyphs, then ours on top, without our own ground. Ids cannot clash.
 */
export function layOver(base: StyleSpecification, ours: StyleSpecification): StyleSpecification {
  const font = fontOf(base);
  const sources = Object.entries(ours.sources).map(([id, source]) => [OURS + id, source] as const);
  return {
    ...base,
    sources: { ...base.sources, ...Object.fromEntries(sources) },
    layers: [...base.layers, ...ours.layers.filter(layer => !isGround(layer)).map(layer => overBase(layer, font))],
  };
}

/** Whether there is a ground with streets, from a basemap, or only our own outlines and names, which leave little to see close by. */
export const hasStreets = ({ sources }: StyleSpecification): boolean => Object.keys(sources).some(id => !/^(dtp:)?(layers|names)/.test(id));

/**
 * The style to draw: ours, laid over the basemap that the operator has configured, if any. Should that one fail, ours is whole by itself.
 * @param url Of our style.
 * @throws where ours cannot be had.
 */
export async function loadStyle(url: string): Promise<StyleSpecification> {
  const ours = tilesFrom(url, await fetchStyle(url));
  const basemap = isRecord(ours.metadata) ? ours.metadata[BASEMAP] : undefined;
  if (typeof basemap !== 'string') return ours;
  return fetchStyle(basemap).then(
    base => layOver(base, ours),
    () => ours,
  );
}
