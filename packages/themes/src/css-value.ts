import { ThemeError } from './dtcg.ts';
import type { ResolvedToken } from './resolve.ts';

const HEX = /^#[0-9a-f]{6}$/i;
/** `rem` is missing on purpose: the root size belongs to the host page. */
const UNITS = ['em', 'px'] as const;
/** A family name or a CSS-wide keyword. Nothing that could end the declaration. */
const FAMILY = /^[\p{L}\p{N} _-]+$/u;
const GENERIC = /^(serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-serif|ui-sans-serif|ui-rounded|ui-monospace|inherit)$/;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

function color(token: ResolvedToken, theme: string): string {
  const { value } = token;
  if (typeof value === 'string' && HEX.test(value)) return value.toLowerCase();

  const components = field(value, 'components');
  if (field(value, 'colorSpace') !== 'srgb' || !Array.isArray(components) || components.length !== 3) {
    throw new ThemeError(
      theme,
      token.path,
      'should be a colour such as "#17538f", or an object with colorSpace "srgb" and three components',
    );
  }
  const channels = components.map(part => {
    if (typeof part !== 'number' || !(part >= 0 && part <= 1))
      throw new ThemeError(theme, token.path, 'has a colour component outside 0 to 1');
    return Math.round(part * 255)
      .toString(16)
      .padStart(2, '0');
  });
  const alpha = field(value, 'alpha');
  if (alpha !== undefined && alpha !== 1)
    throw new ThemeError(theme, token.path, 'is see-through; contrast can only be promised for solid colours');
  return `#${channels.join('')}`;
}

function dimension(token: ResolvedToken, theme: string): string {
  const amount = field(token.value, 'value');
  const unit = UNITS.find(known => known === field(token.value, 'unit'));
  if (typeof amount !== 'number' || !Number.isFinite(amount)) {
    throw new ThemeError(theme, token.path, 'should be a size such as { "value": 1, "unit": "em" }');
  }
  if (!unit)
    throw new ThemeError(theme, token.path, `has the unit "${String(field(token.value, 'unit'))}"; the units are ${UNITS.join(' and ')}`);
  return `${amount}${unit}`;
}

function fontFamily(token: ResolvedToken, theme: string): string {
  const families: unknown[] = Array.isArray(token.value) ? token.value : [token.value];
  return families
    .map(family => {
      if (typeof family !== 'string' || !FAMILY.test(family))
        throw new ThemeError(theme, token.path, 'should be a font name or a list of them');
      return GENERIC.test(family) ? family : `"${family}"`;
    })
    .join(', ');
}

function number(token: ResolvedToken, theme: string): string {
  if (typeof token.value !== 'number' || !Number.isFinite(token.value)) throw new ThemeError(theme, token.path, 'should be a number');
  return String(token.value);
}

/**
 * A token's value as CSS text, safe to write into a rule because only these shapes get through.
 * @throws ThemeError for an unknown type or unit, or a value not of its type.
 */
export function cssValue(token: ResolvedToken, theme: string): string {
  switch (token.type) {
    case 'color':
      return color(token, theme);
    case 'dimension':
      return dimension(token, theme);
    case 'fontFamily':
      return fontFamily(token, theme);
    case 'number':
      return number(token, theme);
    default:
      throw new ThemeError(theme, token.path, `has the type "${token.type}"; the types are color, dimension, fontFamily and number`);
  }
}
