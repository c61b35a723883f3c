/** A link of 17-069r4, `link.yaml`; the standard asks for `rel` and `type` on every one of ours. */
export type Link = { readonly href: string; readonly rel: string; readonly type: string; readonly title?: string };

export const TYPES = {
  json: 'application/json',
  geojson: 'application/geo+json',
  html: 'text/html',
  openapi: 'application/vnd.oai.openapi+json;version=3.0',
} as const;

export const OGC_PATH = '/ogc';

export const collectionPath = (collection: string): string => `${OGC_PATH}/collections/${encodeURIComponent(collection)}`;
export const itemsPath = (collection: string): string => `${collectionPath(collection)}/items`;
export const itemPath = (collection: string, id: string): string => `${itemsPath(collection)}/${encodeURIComponent(id)}`;

/** An address with parameters; those that are undefined are left out. */
export const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  // Commas and colons may stand in a query as they are (RFC 3986, section 3.4), and boxes and CRS are readable that way.
  const text = given.toString().replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%2F/g, '/');
  return text ? `${path}?${text}` : path;
};

/** The document itself, read as JSON, and its other form. */
export const formLinks = (url: string, json: string = TYPES.json, query: Readonly<Record<string, string>> = {}): Link[] => [
  { href: withQuery(url, { ...query, f: 'json' }), rel: 'self', type: json, title: 'This document as JSON' },
  { href: withQuery(url, { ...query, f: 'html' }), rel: 'alternate', type: TYPES.html, title: 'This document as a page' },
];
