import { type Context, type Handler, Hono } from 'hono';
import { readQuery } from '../../http/input.ts';
import type { Page } from '../../http/page-shell.ts';
import type { ResponseCache } from '../../http/response-cache.ts';
import type { MapModel } from '../model.ts';
import type { LayerRow, MapRepository } from '../repository.ts';
import { apiDocument } from './api-document.ts';
import { collection, collections, conformance, landing } from './documents.ts';
import { jsonHeaders, negotiated, pageForm } from './forms.ts';
import { layerOf } from './items.ts';
import { ogcItemsRoutes } from './items-routes.ts';
import { OGC_PATH, TYPES } from './links.ts';
import { apiPage, collectionPage, collectionsPage, conformancePage, landingPage } from './pages.ts';
import { DescriptionQuery } from './query.ts';

export type OgcDeps = { publicUrl: string; version: string; cache: ResponseCache; map: MapModel; mapRecord: MapRepository };

/** The addresses under /ogc: OGC API – Features, Part 1 (17-069r4) and Part 2 (18-058r1), for GIS software and for people. */
export const ogcRoutes = (deps: OgcDeps): Hono => {
  const { publicUrl, version, cache, map } = deps;
  const routes = new Hono();
  const layerAsked = (c: Context): LayerRow => layerOf(map, c.req.param('collectionId') ?? '');

  /** A document that only describes, in its two forms. */
  const describing = (document: (c: Context) => unknown, content: (c: Context) => Omit<Page, 'host'>, type: string = TYPES.json): Handler =>
    negotiated(cache, async (c, form) => {
      readQuery(c, DescriptionQuery);
      if (form === 'html') return pageForm(publicUrl, content(c));
      return { answer: JSON.stringify(document(c)), headers: jsonHeaders(type) };
    });

  const onLanding = describing(
    () => landing(publicUrl),
    () => landingPage(publicUrl),
  );
  routes.get(OGC_PATH, onLanding);
  routes.get(`${OGC_PATH}/`, onLanding);
  routes.get(`${OGC_PATH}/conformance`, describing(conformance, conformancePage));
  const api = () => apiDocument(publicUrl, version, map.layers());
  routes.get(
    `${OGC_PATH}/api`,
    describing(api, () => apiPage(api()), TYPES.openapi),
  );
  routes.get(
    `${OGC_PATH}/collections`,
    describing(
      () => collections(publicUrl, map),
      () => collectionsPage(map.layers()),
    ),
  );
  const described = (c: Context) => collection(publicUrl, map, layerAsked(c));
  routes.get(
    `${OGC_PATH}/collections/:collectionId`,
    describing(described, c => collectionPage(layerAsked(c), described(c))),
  );
  routes.route('/', ogcItemsRoutes(deps));
  return routes;
};
