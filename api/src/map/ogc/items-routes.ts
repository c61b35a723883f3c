import { type Context, Hono } from 'hono';
import { readQuery } from '../../http/input.ts';
import type { LayerRow } from '../repository.ts';
import { type Crs, DEFAULT_CRS } from './crs.ts';
import { createFeatureTimes } from './feature-times.ts';
import { formOf, jsonHeaders, negotiated, pageForm } from './forms.ts';
import { ogcFeature } from './geojson.ts';
import { featureOf, itemsText, layerOf, rowsOf, select } from './items.ts';
import { collectionPath, formLinks, itemPath, itemsPath, type Link, OGC_PATH, TYPES, withQuery } from './links.ts';
import { words } from './messages.ts';
import { itemPage, itemsPage } from './pages.ts';
import { type Format, ItemQuery, ItemsQuery } from './query.ts';
import type { OgcDeps } from './routes.ts';
import { streamOf } from './stream.ts';

/** An answer that may hold more features than this is sent as it is read, and not kept: it would push all else out of the cache. */
const KEPT_FEATURES = 1000;
/** More rows than this on a page help nobody, whatever the limit says. */
const ROWS_A_PAGE = 200;

const typeOf = (form: Format): string => (form === 'html' ? TYPES.html : TYPES.geojson);

const geoJsonHeaders = (crs: Crs, links: readonly Link[]): Record<string, string> => {
  const next = links.find(link => link.rel === 'next');
  return {
    ...jsonHeaders(TYPES.geojson),
    'content-crs': `<${crs.uri}>`,
    ...(next ? { link: `<${next.href}>; rel="next"; type="${next.type}"` } : {}),
  };
};

const gathered = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** `/items` and `/items/{featureId}` of each collection. */
export const ogcItemsRoutes = ({ publicUrl, cache, map, mapRecord }: OgcDeps): Hono => {
  const routes = new Hono();
  const times = createFeatureTimes(mapRecord);
  const layerAsked = (c: Context): LayerRow => layerOf(map, c.req.param('collectionId') ?? '');
  const collectionLink = (layer: LayerRow): Link => ({
    href: withQuery(publicUrl + collectionPath(layer.id), { f: 'json' }),
    rel: 'collection',
    type: TYPES.json,
    title: layer.title,
  });

  /** Itself, its other form, its collection, and the pages beside it: 17-069r4, 7.15.5. */
  const itemsLinks = (c: Context, layer: LayerRow, { offset, limit }: ItemsQuery, matched: number, form: Format): Link[] => {
    const url = publicUrl + itemsPath(layer.id);
    const asked = c.req.query();
    const other: Format = form === 'json' ? 'html' : 'json';
    const page = (rel: 'next' | 'prev', from: number, title: string): Link => ({
      href: withQuery(url, { ...asked, offset: String(from), limit: String(limit), f: form }),
      rel,
      type: typeOf(form),
      title,
    });
    return [
      { href: withQuery(url, { ...asked, f: form }), rel: 'self', type: typeOf(form), title: words.thisDocument },
      { href: withQuery(url, { ...asked, f: other }), rel: 'alternate', type: typeOf(other), title: words.otherForm },
      collectionLink(layer),
      ...(offset + limit < matched ? [page('next', offset + limit, words.next)] : []),
      ...(offset > 0 ? [page('prev', Math.max(0, offset - limit), words.previous)] : []),
    ];
  };

  const selectItems = async (c: Context, form: Format) => {
    const layer = layerAsked(c);
    const asked = readQuery(c, ItemsQuery);
    const query = form === 'html' ? { ...asked, limit: Math.min(asked.limit, ROWS_A_PAGE) } : asked;
    const { matched, numbers } = await select({ map, times }, layer, query);
    const links = itemsLinks(c, layer, query, matched, form);
    return { layer, query, matched, links, rows: rowsOf(mapRecord, layer.id, numbers) };
  };

  const keptItems = negotiated(cache, async (c, form) => {
    const { layer, query, matched, links, rows } = await selectItems(c, form);
    if (form === 'html')
      return pageForm(publicUrl, itemsPage(publicUrl, layer, { rows: await gathered(rows), matched, offset: query.offset, links }));
    const pieces = await gathered(itemsText(rows, query.crs, matched, links));
    return { answer: pieces.join(''), headers: geoJsonHeaders(query.crs, links) };
  });

  /** Many features, sent as they are read. */
  const sentItems = async (c: Context): Promise<Response> => {
    const { query, matched, links, rows } = await selectItems(c, 'json');
    const packs = c.req.header('accept-encoding')?.includes('gzip') ?? false;
    const headers = {
      'cache-control': 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=86400',
      vary: 'accept, accept-encoding',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      ...geoJsonHeaders(query.crs, links),
      ...(packs ? { 'content-encoding': 'gzip' } : {}),
    };
    if (c.req.method === 'HEAD') return new Response(null, { headers });
    const body = streamOf(itemsText(rows, query.crs, matched, links));
    return new Response(packs ? body.pipeThrough(new CompressionStream('gzip')) : body, { headers });
  };

  routes.get(`${OGC_PATH}/collections/:collectionId/items`, async (c, next) => {
    if (formOf(c) === 'html') return keptItems(c, next);
    const layer = layerAsked(c);
    const { limit, offset } = readQuery(c, ItemsQuery);
    return Math.min(limit, layer.count - offset) > KEPT_FEATURES ? sentItems(c) : keptItems(c, next);
  });

  routes.get(
    `${OGC_PATH}/collections/:collectionId/items/:featureId`,
    negotiated(cache, async (c, form) => {
      const { crs } = readQuery(c, ItemQuery);
      const layer = layerAsked(c);
      const row = await featureOf(mapRecord, layer, c.req.param('featureId') ?? '');
      if (form === 'html') return pageForm(publicUrl, itemPage(layer, row, crs));
      const self = formLinks(publicUrl + itemPath(layer.id, row.id), TYPES.geojson, crs === DEFAULT_CRS ? {} : { crs: crs.uri });
      const feature = { ...ogcFeature(row, crs), links: [...self, collectionLink(layer)] };
      return { answer: JSON.stringify(feature), headers: geoJsonHeaders(crs, []) };
    }),
  );
  return routes;
};
