import type { LayerStyle } from '@dtp/contract/map.ts';
import { TOKENS, type TokenPath } from '@dtp/kit/tokens.ts';
import { contrast } from '@dtp/themes/contrast.ts';
import { theme } from '@dtp/themes/theme-css.ts';

/** The colours of the picture, `#rrggbb`: on every ground that `groundsOf` gives, text has 4.5:1 and more, marks and lines 3:1 and more. */
export type Palette = {
  /** Ground that is no partner's. */
  readonly beyond: string;
  readonly land: string;
  /** The ground of the authority that the picture is for. */
  readonly own: string;
  readonly ownEdge: string;
  readonly parkEdge: string;
  readonly edge: string;
  readonly text: string;
  readonly quietText: string;
  readonly spot: string;
  /** On pins. */
  readonly pinText: string;
  readonly tones: Readonly<Record<LayerStyle['tone'], string>>;
};

const channels = (hex: string): number[] => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));

/** `share` of one colour in another. */
const mixed = (colour: string, share: number, into: string): string => {
  const base = channels(into);
  const parts = channels(colour).map((value, at) => Math.round(value * share + (base[at] ?? 0) * (1 - share)));
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
};

/** The park lies over other ground as a thin wash of its edge's colour. */
export const PARK_SHARE = 0.1;
const OWN_SHARE = 0.14;
const LEAST_CONTRAST = 3;

/** Every ground that a mark or a text may stand on. */
export const groundsOf = ({ beyond, land, own, parkEdge }: Pick<Palette, 'beyond' | 'land' | 'own' | 'parkEdge'>): readonly string[] => {
  const open = [beyond, land, own];
  return [...open, ...open.map(ground => mixed(parkEdge, PARK_SHARE, ground))];
};

/** A colour, darkened with the text's as far as it has to be to be seen on every ground. */
const seenOn = (grounds: readonly string[], colour: string, text: string): string => {
  const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
  const isSeen = (one: string) => grounds.every(ground => contrast(one, ground) >= LEAST_CONTRAST);
  return shares.map(share => mixed(text, share, colour)).find(isSeen) ?? text;
};

/** The palette of an authority's theme; the default one for an id that has none. */
export const paletteOf = (authority: string): Palette => {
  const { values } = theme(authority);
  const token = (path: TokenPath): string => values.get(path) ?? TOKENS[path];
  const land = token('color.background');
  const text = token('color.text');
  const action = token('color.action.background');
  const ground = {
    beyond: token('color.surface'),
    land,
    own: mixed(action, OWN_SHARE, land),
    parkEdge: token('color.success'),
  };
  const grounds = groundsOf(ground);
  const seen = (path: TokenPath): string => seenOn(grounds, token(path), text);
  return {
    ...ground,
    ownEdge: seen('color.action.background'),
    edge: seen('color.border'),
    text,
    quietText: token('color.text-muted'),
    spot: seen('color.focus'),
    pinText: land,
    tones: {
      accent: seen('color.action.background'),
      strong: text,
      muted: token('color.text-muted'),
      green: token('color.success'),
      boundary: token('color.text-muted'),
    },
  };
};
