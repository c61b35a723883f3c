import { TOKEN_PATHS, tokenProperty } from '@dtp/kit/tokens.ts';
import { cssValue } from './css-value.ts';
import { readTokens, ThemeError } from './dtcg.ts';
import { resolveTokens } from './resolve.ts';
import { themeDocument } from './theme-files.ts';

export { THEME_IDS } from './theme-files.ts';

/** A theme ready to use: its tokens' CSS values by path (`color.brand.600` → `#17538f`), palette included. */
export type Theme = { readonly id: string; readonly values: ReadonlyMap<string, string> };

const COMPONENT = 'component.';

/**
 * Lays a partner's document over the base and follows the references, so a partner that gives only a palette gets a whole theme.
 * @param document DTCG JSON, as parsed.
 * @param base DTCG JSON of the default theme.
 * @throws ThemeError saying which theme and token is at fault.
 */
export function buildTheme(id: string, document: unknown, base: unknown): Theme {
  const tokens = new Map([...readTokens('default', base), ...readTokens(id, document)]);
  for (const path of tokens.keys()) {
    const parent = [...tokens.keys()].find(other => path.startsWith(`${other}.`));
    if (parent) throw new ThemeError(id, path, `cannot stand inside "${parent}", which is a token in the default theme`);
  }
  const values = new Map<string, string>();
  for (const [path, token] of resolveTokens(id, tokens)) values.set(path, cssValue(token, id));
  return { id, values };
}

/** One of our themes by id; an id without a theme gets the default's values. */
export const theme = (id: string): Theme => buildTheme(id, themeDocument(id), themeDocument('default'));

/** Writes a theme as one CSS rule: semantic tokens in the order of the contract, then component tokens. The palette stays inside. */
export function ruleOf({ values }: Theme, selector: string): string {
  const paths = [...TOKEN_PATHS, ...[...values.keys()].filter(path => path.startsWith(COMPONENT))];
  const declarations = paths.flatMap(path => {
    const value = values.get(path);
    return value === undefined ? [] : [`${tokenProperty(path.replace(COMPONENT, ''))}:${value}`];
  });
  return `${selector}{${declarations.join(';')}}`;
}

/**
 * A theme as the text of one CSS rule.
 * @param id A theme's id; the default's values for an id that has none.
 * @param selector `:host` for widgets, `:root` for a hosted page.
 * @example themeCss('derby', ':root') // ':root{--dtp-color-text:#171e23;…}'
 */
export const themeCss = (id: string, selector = ':host'): string => ruleOf(theme(id), selector);
