import type { LayerStyle } from '@dtp/contract/map.ts';
import type { Theme } from '@dtp/themes/theme-css.ts';

/** The colours of a map in a theme, `#rrggbb`. `contrast` of every tone with every ground is at least 3:1, and of the words 4.5:1. */
export type MapColours = {
  /** Outside the partnership, inside it, and in a park. */
  readonly land: string;
  readonly ground: string;
  readonly park: string;
  readonly water: string;
  readonly road: string;
  readonly roadEdge: string;
  readonly building: string;
  readonly words: string;
  readonly quietWords: string;
  /** Around words and dots, so that they stand off from what is under them. */
  readonly halo: string;
  readonly tones: Readonly<Record<LayerStyle['tone'], string>>;
  /** The outline of the partner whose site it is. */
  readonly own: string;
};

/** Water is blue on every map; a theme has no colour for it. */
const WATER = '#d2e4ef';

const channels = (hex: string): number[] => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));

/** So much (0 to 1) of one colour in another. */
const mixed = (into: string, colour: string, share: number): string => {
  const front = channels(colour);
  const parts = channels(into).map((part, at) => Math.round(part + ((front[at] ?? part) - part) * share));
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
};

/** Themes give every token a value, by the default theme that they lie over. */
export const mapColours = ({ id, values }: Theme): MapColours => {
  const token = (path: string): string => {
    const value = values.get(path);
    if (!value) throw new Error(`Theme ${id} has no ${path}`);
    return value;
  };
  const ground = token('color.background');
  const land = token('color.surface');
  return {
    land,
    ground,
    park: mixed(ground, token('color.success'), 0.1),
    water: WATER,
    road: ground,
    roadEdge: token('color.divider'),
    building: mixed(land, token('color.divider'), 0.5),
    words: token('color.text'),
    quietWords: token('color.text-muted'),
    halo: ground,
    tones: {
      accent: token('color.action.background'),
      strong: token('color.text'),
      muted: token('color.text-muted'),
      green: token('color.success'),
      boundary: token('color.border'),
    },
    own: token('color.action.background'),
  };
};
