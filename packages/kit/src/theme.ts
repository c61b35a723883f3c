import { themeUrl } from './origin.ts';

const sheets = new Map<string, Promise<CSSStyleSheet | null>>();

/**
 * The style sheet of a theme, fetched once and shared by every widget on the page; null when there is none or it cannot be had.
 * It is constructed from text, which a host's `style-src 'self'` allows, and holds one `:host { --dtp-… }` rule: what the page's own CSS
 * sets on the element wins over it.
 */
export function themeSheet(name: string): Promise<CSSStyleSheet | null> {
  const known = sheets.get(name);
  if (known) return known;
  const sheet = load(name).catch(() => null);
  sheets.set(name, sheet);
  void sheet.then(loaded => loaded || sheets.delete(name));
  return sheet;
}

async function load(name: string): Promise<CSSStyleSheet | null> {
  if (!/^[a-z0-9-]+$/.test(name)) return null;
  const response = await fetch(themeUrl(name), { credentials: 'omit', referrerPolicy: 'origin' });
  if (!response.ok || !response.headers.get('content-type')?.includes('css')) return null;
  return new CSSStyleSheet().replace(await response.text());
}
