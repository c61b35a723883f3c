/**
 * The semantic tokens: the whole contract between a theme and a widget. A theme gives values to any of these paths, a widget reads them as
 * `--dtp-` + the path joined by `-`, and falls back to the default here. Lengths are in `em` of the widget's own base size, so that they
 * grow with the host's text. None of this is shipped: the build writes each token's CSS into the widgets' sheets.
 */
export const TOKENS = {
  'color.text': '#1a1d21',
  'color.text-muted': '#50575e',
  'color.background': '#ffffff',
  'color.surface': '#f3f5f7',
  'color.border': '#6f767d',
  'color.divider': '#d5dade',
  'color.link': '#17538f',
  'color.link-hover': '#0d3763',
  'color.action.background': '#17538f',
  'color.action.text': '#ffffff',
  'color.action.background-hover': '#0d3763',
  'color.focus': '#b3500a',
  'color.error': '#b3261e',
  'color.success': '#1c6b3a',
  'color.warning-background': '#fff4d6',
  'color.notice': '#17538f',
  'space.xs': '0.25em',
  'space.s': '0.5em',
  'space.m': '1em',
  'space.l': '1.5em',
  'space.xl': '2.5em',
  'font.body': 'inherit',
  'font.heading': 'inherit',
  'font.size': 'max(1em, 16px)',
  'line-height': '1.5',
  radius: '0.25em',
  'border.width': '1px',
} as const;

/** The path of a semantic token, e.g. `color.action.background`. */
export type TokenPath = keyof typeof TOKENS;

/** Every token path, in the order of the contract. */
export const TOKEN_PATHS = /* @__PURE__ */ Object.keys(TOKENS) as readonly TokenPath[];

/** The custom property a token is read from: `color.action.background` → `--dtp-color-action-background`. */
export const tokenProperty = (path: string): `--dtp-${string}` => `--dtp-${path.replaceAll('.', '-')}`;

/** A token as CSS: its custom property with the default as fallback. */
export const tokenValue = (path: TokenPath): string => `var(${tokenProperty(path)},${TOKENS[path]})`;

/** One pair of colours that meet on the screen, and the least contrast they need (WCAG 2.2). */
export type ContrastPair = { readonly front: TokenPath; readonly back: TokenPath; readonly least: 3 | 4.5 };

/**
 * Every pair the widgets draw: text at 4.5:1 (SC 1.4.3), edges of controls and the focus ring at 3:1 (SC 1.4.11, 2.4.13).
 * `color.divider` is decoration only and is in no pair. A theme that passes these passes in every widget. A function marked pure, so that
 * bundles of widgets leave it out.
 */
export const CONTRAST_PAIRS: readonly ContrastPair[] = /* @__PURE__ */ (() => {
  const text = (front: TokenPath, ...backs: readonly TokenPath[]): ContrastPair[] => backs.map(back => ({ front, back, least: 4.5 }));
  const graphic = (front: TokenPath, ...backs: readonly TokenPath[]): ContrastPair[] => backs.map(back => ({ front, back, least: 3 }));
  return [
    ...text('color.text', 'color.background', 'color.surface', 'color.warning-background'),
    ...text('color.text-muted', 'color.background', 'color.surface'),
    ...text('color.link', 'color.background', 'color.surface', 'color.warning-background'),
    ...text('color.link-hover', 'color.background', 'color.surface', 'color.warning-background'),
    ...text('color.action.text', 'color.action.background', 'color.action.background-hover'),
    ...text('color.error', 'color.background', 'color.surface'),
    ...text('color.success', 'color.background', 'color.surface'),
    ...graphic('color.action.background', 'color.background', 'color.surface'),
    ...graphic('color.border', 'color.background', 'color.surface'),
    ...graphic('color.focus', 'color.background', 'color.surface', 'color.warning-background'),
    ...graphic('color.notice', 'color.background', 'color.surface'),
  ];
})();
