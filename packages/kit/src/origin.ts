/**
 * Where this very bundle was loaded from. Kept apart because bundlers rewrite the pattern `new URL('…', import.meta.url)` into an asset
 * import, and these addresses must be resolved in the visitor's browser, on whatever origin and path the script is served from.
 */
const bundle = import.meta.url;

/** The origin of the script: where the API is unless the element's `api` attribute says otherwise. */
export const SCRIPT_ORIGIN: string = new URL(bundle).origin;

/** The address of a partner's name and phone, beside the bundle. `authority` is whatever the page's attribute says. */
export const helplineUrl = (authority: string): string => new URL(`./hosts/${encodeURIComponent(authority)}.json`, bundle).href;

/** The address of a theme's style sheet, beside the bundle. `name` is a slug such as `amber-valley`. */
export const themeUrl = (name: string): string => new URL(`./themes/${name}.css`, bundle).href;
