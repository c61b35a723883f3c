import type { MapModel } from '../model.ts';
import type { LayerRow } from '../repository.ts';
import { CRS_LIST, DEFAULT_CRS } from './crs.ts';
import { collectionPath, formLinks, itemsPath, type Link, OGC_PATH, TYPES, withQuery } from './links.ts';
import { words } from './messages.ts';

/** The conformance classes of 17-069r4 and 18-058r1 that we meet; `conformance.test.ts` holds us to each. */
export const CONFORMS_TO = [
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
] as const;

const CRS_URIS = CRS_LIST.map(one => one.uri);
const GREGORIAN = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';

/** The landing page: 17-069r4, 7.2. */
export const landing = (publicUrl: string) => {
  const at = (path: string): string => `${publicUrl}${OGC_PATH}${path}`;
  const links: Link[] = [
    ...formLinks(at('')),
    { href: withQuery(at('/api'), { f: 'json' }), rel: 'service-desc', type: TYPES.openapi, title: words.api },
    { href: withQuery(at('/api'), { f: 'html' }), rel: 'service-doc', type: TYPES.html, title: words.api },
    { href: withQuery(at('/conformance'), { f: 'json' }), rel: 'conformance', type: TYPES.json, title: words.conformance },
    { href: withQuery(at('/collections'), { f: 'json' }), rel: 'data', type: TYPES.json, title: words.collections },
  ];
  return { title: words.title, description: words.description, links };
};

export const conformance = () => ({ conformsTo: CONFORMS_TO });

/**
 * A layer as 17-069r4, 7.13 and 18-058r1, 6.1 describe a collection. The temporal extent has no beginning: the one temporal property is when a
 * feature was last changed here, which is at the latest when its layer was.
 */
export const collection = (publicUrl: string, map: MapModel, layer: LayerRow) => {
  const bounds = map.bounds(layer.id);
  const items = publicUrl + itemsPath(layer.id);
  const links: Link[] = [
    ...formLinks(publicUrl + collectionPath(layer.id)),
    { href: withQuery(items, { f: 'json' }), rel: 'items', type: TYPES.geojson, title: words.itemsOf(layer.title) },
    { href: withQuery(items, { f: 'html' }), rel: 'items', type: TYPES.html, title: words.itemsOf(layer.title) },
    { href: `${publicUrl}/tiles/${layer.id}.json`, rel: 'related', type: TYPES.json, title: words.tilesOf(layer.title) },
    ...(layer.licenceUrl ? [{ href: layer.licenceUrl, rel: 'license', type: TYPES.html, title: layer.licence }] : []),
  ];
  return {
    id: layer.id,
    title: layer.title,
    description: layer.description,
    attribution: layer.attribution,
    itemType: 'feature',
    extent: {
      ...(bounds ? { spatial: { bbox: [bounds], crs: DEFAULT_CRS.uri } } : {}),
      temporal: { interval: [[null, layer.updatedAt]], trs: GREGORIAN },
    },
    crs: CRS_URIS,
    storageCrs: DEFAULT_CRS.uri,
    links,
  };
};
export type Collection = ReturnType<typeof collection>;

export const collections = (publicUrl: string, map: MapModel) => ({
  links: formLinks(`${publicUrl}${OGC_PATH}/collections`),
  crs: CRS_URIS,
  collections: map.layers().map(layer => collection(publicUrl, map, layer)),
});
