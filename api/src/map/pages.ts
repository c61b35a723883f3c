import { FeatureId, type FeatureList, type FeatureReply, type Layer, type NearestReply } from '@dtp/contract/map.ts';
import { LONGEST_TYPED_POSTCODE } from '@dtp/contract/places.ts';
import { type Context, type Handler, Hono } from 'hono';
import { html } from 'hono/html';
import { hostOn } from '../authorities/host.ts';
import { earliestChange } from '../hours/earliest-change.ts';
import { londonDay } from '../http/clock.ts';
import { type Markup, type Page, pageText, withNotFoundPage } from '../http/page-shell.ts';
import { notFound } from '../http/problem.ts';
import type { Passing, ResponseCache } from '../http/response-cache.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import { createMapAnswering, type MapAnsweringDeps } from './answering.ts';
import { createAround } from './around.ts';
import { createLayerBook } from './layers.ts';
import type { Found } from './locating.ts';
import { noSuchFeature } from './messages.ts';
import { createNearest } from './nearest.ts';
import { featureAddress, type MapAddress, mapAddress, readMapAddress } from './page-address.ts';
import { words } from './page-messages.ts';
import {
  aboutLayer,
  aboutLayers,
  areaBox,
  featureDetails,
  featureList,
  layerLists,
  nearestList,
  nearestOfEach,
  picture,
  searchForm,
  standing,
} from './page-parts.ts';

export type MapPageDeps = MapAnsweringDeps & { publicUrl: string; cache: ResponseCache };

type Content = Omit<Page, 'host'>;

const SERVICES = ['authorities', 'places', 'map'] as const;
/** As many as the picture numbers. */
const NEAREST = 10;
const BROWSE_PAGE_SIZE = 50;

/** What all views of the list page are made from. */
type View = { readonly address: MapAddress; readonly layers: readonly Layer[]; readonly fault: string | null };

const titled = (title: string, { fault }: View): string => (fault ? words.errorTitle(title) : title);

const frontView = (view: View): Content => ({
  title: titled(words.title, view),
  description: words.lead,
  index: !view.address.near,
  canonical: '/map',
  main: html`<h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    ${searchForm(view.address, view.layers, view.fault)}
    ${layerLists(view.layers, view.address)}
    ${picture(view.address, null, null)}`,
});

const pager = ({ page, pageSize, total }: FeatureList, address: MapAddress) => {
  const pages = Math.ceil(total / pageSize);
  if (pages < 2) return '';
  const to = (number: number, rel: string, label: string) =>
    html`<a rel="${rel}" href="${mapAddress({ ...address, page: String(number) })}">${label}</a>`;
  return html`<p class="pages">${page > 1 ? to(Math.min(page - 1, pages), 'prev', words.previous) : ''} <span>${words.page(page, pages)}</span> ${page < pages ? to(page + 1, 'next', words.next) : ''}</p>`;
};

const browseView = (view: View, list: FeatureList): Content => {
  const { address, layers, fault } = view;
  const { layer, items, total } = list;
  const count = layer.role === 'areas' ? words.areaCount(total) : words.count(total);
  return {
    title: titled(layer.title, view),
    description: layer.description,
    index: !address.near,
    canonical: mapAddress({ layer: layer.id, page: address.page }),
    main: html`<p><a href="${mapAddress({ authority: address.authority })}">${words.title}</a></p>
      <h1>${layer.title}</h1>
      <p class="lead">${layer.description}</p>
      ${searchForm(address, layers, fault)}
      ${standing(layer, null)}
      ${total === 0 ? html`<p>${words.emptyLayer}</p>` : html`<p>${count}. ${items.length > 0 ? words.byTitle : words.pastTheEnd}</p>`}
      ${featureList(layer, items, address)}
      ${pager(list, address)}
      ${total === 0 ? '' : picture(address, layer, null)}
      ${aboutLayer(layer, null)}`,
  };
};

/** A place as the picture takes it; none where the words for it are too long. */
const picturePlace = ({ near = '' }: MapAddress): string | null => (near.length <= LONGEST_TYPED_POSTCODE ? near : null);

const nearestView = ({ address, layers, fault }: View, reply: NearestReply, area: Markup): Content => {
  const { layer, from, items, total } = reply;
  const title = words.near(layer.title, from.label);
  return {
    title,
    description: layer.description,
    index: false,
    main: html`<p><a href="${mapAddress({ authority: address.authority })}">${words.title}</a></p>
      <h1>${title}</h1>
      ${searchForm(address, layers, fault)}
      ${from.note ? html`<p class="note">${from.note}</p>` : ''}
      ${standing(layer, null)}
      <p>${total === 0 ? words.emptyLayer : words.shown(items.length, total)}</p>
      ${nearestList(reply, address)}
      ${total > items.length ? html`<p><a href="${mapAddress({ layer: layer.id, authority: address.authority })}">${words.allOf(layer.title)}</a></p>` : ''}
      ${total === 0 ? '' : picture(address, layer, picturePlace(address))}
      ${area}
      ${aboutLayer(layer, null)}`,
  };
};

const everythingView = ({ address, layers, fault }: View, replies: readonly NearestReply[], { spot }: Found, area: Markup): Content => ({
  title: words.around(spot.label),
  description: words.lead,
  index: false,
  main: html`<p><a href="${mapAddress({ authority: address.authority })}">${words.title}</a></p>
    <h1>${words.around(spot.label)}</h1>
    ${searchForm(address, layers, fault)}
    ${spot.note ? html`<p class="note">${spot.note}</p>` : ''}
    ${area}
    ${nearestOfEach(replies, address)}
    ${picture(address, null, picturePlace(address))}
    ${aboutLayers(replies.map(reply => reply.layer))}`,
});

const featureView = (address: MapAddress, { layer, feature }: FeatureReply, layers: readonly Layer[]): Content => ({
  title: feature.title,
  description: feature.summary ?? `${feature.title}. ${layer.description}`,
  index: !address.near,
  canonical: featureAddress(layer.id, feature.id, {}),
  main: html`<p><a href="${mapAddress({ ...address, layer: layer.id })}">${address.near ? words.near(layer.title, address.near) : layer.title}</a></p>
    <h1>${feature.title}</h1>
    ${feature.summary ? html`<p class="lead">${feature.summary}</p>` : ''}
    ${standing(layer, feature.verifiedOn)}
    ${featureDetails(feature)}
    ${searchForm({ ...address, layer: layer.id }, layers, null)}
    ${aboutLayer(layer, feature.source)}`,
});

/** `/map` and `/map/{layer}/{id}`: all that the widget does, without JavaScript. */
export const mapPages = (deps: MapPageDeps): Hono => {
  const { publicUrl, cache, authorities, spots, now } = deps;
  const answering = createMapAnswering(deps);
  const layers = createLayerBook(deps);
  const nearest = createNearest(deps);
  const around = createAround({ ...deps, layers });
  const routes = new Hono();

  const settled = ({ authority, ...rest }: MapAddress): MapAddress =>
    authority && authorities.get(authority) ? { ...rest, authority } : rest;

  const unlocated = async (view: View): Promise<Passing<Content>> => {
    const { layer, page = '1' } = view.address;
    if (!layer) return { answer: frontView(view), until: null };
    const list = await answering.features(layer, { page: Number(page), pageSize: BROWSE_PAGE_SIZE });
    return { answer: browseView(view, list), until: earliestChange(list.items) };
  };

  const located = async (view: View, found: Found): Promise<Passing<Content>> => {
    const { address } = view;
    const layer = address.layer ? layers.need(address.layer) : null;
    const area = areaBox(await around.place(found), address, authorities);
    if (layer) {
      const reply = await nearest(layer, found, NEAREST);
      return { answer: nearestView(view, reply, area), until: earliestChange(reply.items) };
    }
    const places = view.layers.filter(one => one.role === 'places');
    const replies = await Promise.all(places.map(one => nearest(one, found, 1)));
    return { answer: everythingView(view, replies, found, area), until: earliestChange(replies.flatMap(reply => reply.items)) };
  };

  const listPage = async (address: MapAddress): Promise<Passing<Content>> => {
    if (address.layer) layers.need(address.layer);
    const place = address.near ? await spots.locate(address.near) : null;
    const view: View = { address, layers: layers.all(), fault: place?.kind === 'lost' ? place.message : null };
    return place?.kind === 'located' ? located(view, place) : unlocated(view);
  };

  const cachedPage = (view: (c: Context, address: MapAddress) => Promise<Passing<Content>>): Handler =>
    withNotFoundPage(
      cache.passing(
        SERVICES,
        async c => {
          const address = settled(readMapAddress(name => c.req.query(name)));
          const { answer, until } = await view(c, address);
          const { canonical, ...content } = answer;
          const host = hostOn(authorities, address.authority, londonDay(now()));
          return { answer: await pageText({ ...content, ...(canonical ? { canonical: `${publicUrl}${canonical}` } : {}), host }), until };
        },
        () => ({ 'content-type': 'text/html; charset=utf-8', ...pageSecurityHeaders }),
      ),
    );

  routes.get(
    '/map',
    cachedPage((_, address) => listPage(address)),
  );
  routes.get(
    '/map/:layer/:id',
    cachedPage(async (c, address) => {
      const id = FeatureId.safeParse(c.req.param('id'));
      if (!id.success) throw notFound(noSuchFeature);
      const reply = await answering.feature(c.req.param('layer') ?? '', id.data);
      return { answer: featureView(address, reply, layers.all()), until: earliestChange([reply.feature]) };
    }),
  );
  return routes;
};
