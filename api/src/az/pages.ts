import {
  type AskedPlace,
  azIndex,
  type BrowseReply,
  browseServices,
  getService,
  type IndexReply,
  type SearchReply,
  type ServiceAnswers,
  type ServiceReply,
  searchServices,
} from '@dtp/contract/az.ts';
import { ServiceId } from '@dtp/contract/ids.ts';
import { type Context, type Handler, Hono } from 'hono';
import { html } from 'hono/html';
import { hostOn } from '../authorities/host.ts';
import { earliestChange } from '../hours/earliest-change.ts';
import { londonDay } from '../http/clock.ts';
import { type Page, pageText, withNotFoundPage } from '../http/page-shell.ts';
import { ProblemError } from '../http/problem.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import { titledFor, usableChoice } from '../places/page-parts.ts';
import { type AzAnswering, type AzAnsweringDeps, createAzAnswering } from './answering.ts';
import { type AzAddress, azAddress, only, readAddress, serviceAddress, where } from './page-address.ts';
import { words } from './page-messages.ts';
import { answersOf, asksChoice, groupedResults, indexView, listAnswers, placeNote, searchForm } from './page-parts.ts';

export type AzPageDeps = AzAnsweringDeps & { publicUrl: string; cache: ResponseCache };

/** A page, and when what it says of opening hours is no longer right. */
type Content = Omit<Page, 'host'> & { until?: Date | null };

/** Few enough to read; a further word narrows the list better than a second page. */
const RESULTS = 10;
const BROWSE_PAGE_SIZE = 100;
const SERVICES = ['authorities', 'places', 'az', 'hours', 'contact'] as const;

const changeOf = (items: readonly ServiceAnswers[]): Date | null => earliestChange(items.flatMap(({ answers }) => answers));

const searchView = (address: AzAddress, reply: SearchReply, index: IndexReply): Content => {
  const typed = address.q ?? '';
  const found = reply.items.length > 0;
  const correction = reply.corrected
    ? html`<p>${words.corrected(reply.corrected, typed)} <a href="${azAddress({ ...address, exact: 'true' })}">${words.exact(typed)}</a></p>`
    : '';
  const more = reply.total > reply.items.length ? html`<p class="muted">${words.more(reply.items.length)}</p>` : '';
  return {
    title: titledFor(`${typed} – ${words.title}`, reply.place),
    description: words.lead,
    index: false,
    until: changeOf(reply.items),
    main: html`<h1>${words.title}</h1>
      ${searchForm(address, reply.place)}
      ${placeNote(address, reply.place)}
      ${correction}
      ${
        found
          ? html`<p class="lead">${words.count(reply.total)}</p>${more}${groupedResults(reply.items, address, reply.place)}`
          : html`<h2>${words.nothingTitle}</h2><p>${words.nothing}</p>${indexView(index, address, true)}`
      }`,
  };
};

const browseItem = (item: BrowseReply['items'][number], address: AzAddress, place: AskedPlace | null) => {
  const isTitle = item.listedAs === item.service.title;
  return html`<li><a href="${serviceAddress(item.service.id, address)}">${item.listedAs}</a>
    <span class="muted">${isTitle ? item.service.summary : words.listedAs(item.service.title)}</span>
    ${address.postcode && isTitle ? listAnswers(item, asksChoice(address, place)) : ''}</li>`;
};

const pager = ({ page, pageSize, total }: BrowseReply, address: AzAddress) => {
  const pages = Math.ceil(total / pageSize);
  if (pages < 2) return '';
  const to = (number: number, rel: string, label: string) =>
    html`<a rel="${rel}" href="${azAddress({ ...address, page: String(number) })}">${label}</a>`;
  return html`<p class="pages">${page > 1 ? to(page - 1, 'prev', words.previous) : ''} <span>${words.page(page, pages)}</span> ${page < pages ? to(page + 1, 'next', words.next) : ''}</p>`;
};

const browseView = (address: AzAddress, reply: BrowseReply, index: IndexReply): Content => {
  const category = index.categories.find(one => one.id === address.category);
  const title = category ? category.title : words.listTitle(words.title, address.letter ?? '');
  return {
    title: titledFor(title, reply.place),
    description: category?.summary ?? words.lead,
    index: !address.postcode,
    canonical: azAddress(only(address, 'letter', 'category', 'page')),
    until: changeOf(reply.items),
    main: html`<p><a href="${azAddress(where(address))}">${words.allServices}</a></p>
      <h1>${title}</h1>
      ${category ? html`<p class="lead">${category.summary}</p>` : ''}
      ${searchForm(address, reply.place, '/az', ['letter', 'category'])}
      ${placeNote(address, reply.place)}
      <p>${words.count(reply.total)}</p>
      <ul class="plain">${reply.items.map(item => browseItem(item, address, reply.place))}</ul>
      ${pager(reply, address)}
      ${address.letter ? indexView(index, address, false) : ''}`,
  };
};

const frontView = (address: AzAddress, place: AskedPlace | null, index: IndexReply): Content => ({
  title: titledFor(words.title, place),
  description: words.lead,
  index: !address.postcode,
  canonical: '/az',
  main: html`<h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    ${searchForm(address, place)}
    ${placeNote(address, place)}
    ${indexView(index, address, true)}`,
});

const serviceView = (address: AzAddress, reply: ServiceReply): Content => {
  const path = `/az/${reply.service.id}`;
  return {
    title: titledFor(reply.service.title, reply.place),
    description: reply.service.summary,
    index: !address.postcode,
    canonical: path,
    until: changeOf([reply]),
    main: html`<p><a href="${azAddress(where(address))}">${words.allServices}</a></p>
      <h1>${reply.service.title}</h1>
      <p class="lead">${reply.service.summary}</p>
      ${placeNote(address, reply.place, path)}
      ${answersOf(reply, asksChoice(address, reply.place))}
      <p><a class="next" href="${azAddress(where(address), '/contact/report')}${Object.keys(where(address)).length > 0 ? '&' : '?'}service=${reply.service.id}">${words.report}</a></p>
      ${searchForm(address, reply.place, path)}
      ${reply.synonyms.length > 0 ? html`<p class="muted">${words.alsoCalled}: ${reply.synonyms.join(', ')}</p>` : ''}
      <p class="muted">${words.subjects}: ${reply.categoryTitles.map((one, at) => html`${at > 0 ? ', ' : ''}<a href="${azAddress({ category: one.id, ...where(address) })}">${one.title}</a>`)}</p>`,
  };
};

const listView = async (answering: AzAnswering, address: AzAddress, place: AskedPlace | null): Promise<Content> => {
  const index = await answering.index(azIndex.query.parse(only(address, 'authority')));
  if (address.q) {
    const query = searchServices.query.parse({ ...where(address), ...only(address, 'q', 'exact'), limit: RESULTS });
    return searchView(address, await answering.search(query), index);
  }
  if (!address.letter && !address.category) return frontView(address, place, index);
  const query = browseServices.query.parse({
    ...where(address),
    ...only(address, 'letter', 'category', 'page'),
    pageSize: BROWSE_PAGE_SIZE,
  });
  return browseView(address, await answering.browse(query), index);
};

/** `/az` and `/az/{service}`: all that the widget does, without JavaScript. */
export const azPages = (deps: AzPageDeps): Hono => {
  const { publicUrl, cache, authorities, places, now } = deps;
  const answering = createAzAnswering(deps);
  const routes = new Hono();

  /** A choice belongs to the postcode it was made for: with another postcode, or an unknown host, it is forgotten. */
  const settled = (address: AzAddress, place: AskedPlace | null): AzAddress => {
    const { area, authority, ...rest } = address;
    const chosen = usableChoice(area, place);
    return { ...rest, ...(chosen ? { area: chosen } : {}), ...(authority && authorities.get(authority) ? { authority } : {}) };
  };

  const cachedPage = (view: (c: Context, address: AzAddress, place: AskedPlace | null) => Promise<Content>): Handler =>
    withNotFoundPage(
      cache.passing(
        SERVICES,
        async c => {
          const asked = readAddress(name => c.req.query(name));
          const place = asked.postcode ? await places.find(asked.postcode, londonDay(now())) : null;
          const address = settled(asked, place);
          const { canonical, until = null, ...content } = await view(c, address, place);
          const host = hostOn(authorities, address.authority, londonDay(now()));
          return { answer: await pageText({ ...content, ...(canonical ? { canonical: `${publicUrl}${canonical}` } : {}), host }), until };
        },
        () => ({ 'content-type': 'text/html; charset=utf-8', ...pageSecurityHeaders }),
      ),
    );

  routes.get(
    '/az',
    cachedPage((_, address, place) => listView(answering, address, place)),
  );
  routes.get(
    '/az/:id',
    cachedPage(async (c, address) => {
      const id = ServiceId.safeParse(c.req.param('id'));
      if (!id.success) throw new ProblemError({ status: 404, title: 'Page not found', detail: 'No service has this address.' });
      return serviceView(address, await answering.service(id.data, getService.query.parse(where(address))));
    }),
  );
  return routes;
};
