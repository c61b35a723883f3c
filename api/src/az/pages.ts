import { browseServices, getService, type ServiceReply, searchServices } from '@dtp/contract/az.ts';
import { ServiceId } from '@dtp/contract/ids.ts';
import { type Context, type Handler, Hono } from 'hono';
import { html } from 'hono/html';
import type { z } from 'zod';
import type { AuthorityBook } from '../authorities/book.ts';
import { type Page, page, pageText } from '../http/page-shell.ts';
import { ProblemError } from '../http/problem.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import type { PlaceFinder } from '../places/finder.ts';
import { type AzAnswering, createAzAnswering } from './answering.ts';
import { type AzAddress, azAddress, serviceAddress } from './page-address.ts';
import { words } from './page-messages.ts';
import { answersOf, groupedResults, indexView, openAreas, placeNote, searchForm } from './page-parts.ts';
import type { AzReadModel } from './read-model.ts';

export type AzPageDeps = { cache: ResponseCache; az: AzReadModel; authorities: AuthorityBook; places: PlaceFinder; now: () => Date };

/** Few enough to read; a further word narrows the list better than a second page. */
const RESULTS = 10;
const SERVICES = ['authorities', 'places', 'az'] as const;
const FIELDS = ['q', 'postcode', 'area', 'authority', 'letter', 'category', 'page'] as const;

/** Only our own fields, and only those with a value: links to a page often carry a campaign's parameters, which are none of our business. */
const addressOf = (c: Context): AzAddress => {
  const address: AzAddress = {};
  for (const field of FIELDS) {
    const value = c.req.query(field)?.trim();
    if (value) address[field] = value;
  }
  return address;
};

const faultWords = (error: z.ZodError): ProblemError =>
  new ProblemError({
    status: 400,
    title: words.problemTitle,
    detail: error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`).join('; '),
  });

const parsed = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> => {
  const result = schema.safeParse(given);
  if (!result.success) throw faultWords(result.error);
  return result.data;
};

const where = ({ postcode, area, authority }: AzAddress) => ({
  ...(postcode ? { postcode } : {}),
  ...(area ? { area } : {}),
  ...(authority ? { authority } : {}),
});

const hostOf = (authorities: AuthorityBook, { authority }: AzAddress): Page['host'] => (authority ? authorities.get(authority) : undefined);

const searchView = async (answering: AzAnswering, address: AzAddress): Promise<Omit<Page, 'host'>> => {
  const query = parsed(searchServices.query, { q: address.q, ...where(address), limit: RESULTS });
  const [reply, index] = await Promise.all([answering.search(query), answering.index(where({ ...address, postcode: '', area: '' }))]);
  const found = reply.items.length > 0;
  return {
    title: `${query.q} – ${words.title}`,
    description: words.lead,
    index: false,
    main: html`<h1>${words.title}</h1>
      ${searchForm(address, reply.place)}
      ${placeNote(address, reply.place)}
      ${reply.corrected ? html`<p>${words.corrected(reply.corrected, query.q)}</p>` : ''}
      ${
        found
          ? html`<p class="lead">${words.count(reply.total)}</p>${reply.total > reply.items.length ? html`<p class="muted">${words.more(reply.items.length)}</p>` : ''}${groupedResults(reply.items, address, reply.place)}`
          : html`<h2>${words.nothingTitle}</h2><p>${words.nothing}</p>${indexView(index, address, true)}`
      }`,
  };
};

const browseView = async (answering: AzAnswering, address: AzAddress): Promise<Omit<Page, 'host'>> => {
  const query = parsed(browseServices.query, {
    ...where(address),
    ...(address.letter ? { letter: address.letter } : {}),
    ...(address.category ? { category: address.category } : {}),
    ...(address.page ? { page: address.page } : {}),
    pageSize: 100,
  });
  const [reply, index] = await Promise.all([
    answering.browse(query),
    answering.index(address.authority ? where({ authority: address.authority }) : {}),
  ]);
  const category = index.categories.find(one => one.id === query.category);
  const title = category ? category.title : `${words.title}: ${query.letter ?? ''}`;
  const pages = Math.ceil(reply.total / reply.pageSize);
  return {
    title,
    description: category?.summary ?? words.lead,
    index: !address.postcode,
    canonical: azAddress({
      ...(address.letter ? { letter: address.letter } : {}),
      ...(address.category ? { category: address.category } : {}),
      ...(address.page ? { page: address.page } : {}),
    }),
    main: html`<p><a href="${azAddress(where(address))}">${words.allServices}</a></p>
      <h1>${title}</h1>
      ${category ? html`<p class="lead">${category.summary}</p>` : ''}
      ${placeNote(address, reply.place)}
      <p>${words.count(reply.total)}</p>
      <ul class="plain">${reply.items.map(
        item =>
          html`<li><a href="${serviceAddress(item.service.id, address)}">${item.listedAs}</a> <span class="muted">${item.listedAs === item.service.title ? item.service.summary : words.listedAs(item.service.title)}</span></li>`,
      )}</ul>
      <p class="pages">${reply.page > 1 ? html`<a rel="prev" href="${azAddress({ ...address, page: String(reply.page - 1) })}">${words.previous}</a>` : ''}
      ${reply.page < pages ? html`<a rel="next" href="${azAddress({ ...address, page: String(reply.page + 1) })}">${words.next}</a>` : ''}</p>
      ${address.letter ? indexView(index, address, false) : ''}`,
  };
};

const frontView = async (answering: AzAnswering, address: AzAddress): Promise<Omit<Page, 'host'>> => {
  const index = await answering.index(address.authority ? where({ authority: address.authority }) : {});
  return {
    title: words.title,
    description: words.lead,
    index: !address.postcode,
    canonical: '/az',
    main: html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>${searchForm(address, null)}${indexView(index, address, true)}`,
  };
};

const listView = (answering: AzAnswering, address: AzAddress): Promise<Omit<Page, 'host'>> => {
  if (address.q) return searchView(answering, address);
  return address.letter || address.category ? browseView(answering, address) : frontView(answering, address);
};

const serviceView = (reply: ServiceReply, address: AzAddress): Omit<Page, 'host'> => {
  const path = `/az/${reply.service.id}`;
  return {
    title: reply.service.title,
    description: reply.service.summary,
    index: !address.postcode,
    canonical: path,
    main: html`<p><a href="${azAddress(where(address))}">${words.allServices}</a></p>
      <h1>${reply.service.title}</h1>
      <p class="lead">${reply.service.summary}</p>
      ${placeNote(address, reply.place, path)}
      ${answersOf(reply, openAreas(reply.place).length > 0)}
      ${searchForm(address, reply.place, path)}
      ${reply.synonyms.length > 0 ? html`<p class="muted">${words.alsoCalled}: ${reply.synonyms.join(', ')}</p>` : ''}
      <p class="muted">${words.subjects}: ${reply.categoryTitles.map((one, at) => html`${at > 0 ? ', ' : ''}<a href="${azAddress({ category: one.id, ...where(address) })}">${one.title}</a>`)}</p>`,
  };
};

/** A refused request still gets a page that says why, with the form to try again. */
const withFaultPage =
  (handler: Handler): Handler =>
  async (c, next) => {
    try {
      return await handler(c, next);
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      const { title, detail, status } = fault.problem;
      return page(
        {
          title,
          description: words.lead,
          index: false,
          main: html`<h1>${words.title}</h1><div class="note problem" role="alert"><h2>${title}</h2><p>${detail}</p></div>${searchForm({}, null)}<p><a href="/az">${words.allServices}</a></p>`,
        },
        status,
      );
    }
  };

/** `/az` and `/az/{service}`: all that the widget does, without JavaScript. */
export const azPages = (deps: AzPageDeps): Hono => {
  const { cache, authorities } = deps;
  const answering = createAzAnswering(deps);
  const routes = new Hono();
  const cachedPage = (view: (c: Context, address: AzAddress) => Promise<Omit<Page, 'host'>>) =>
    withFaultPage(
      cache.html(
        SERVICES,
        async c => {
          const address = addressOf(c);
          return pageText({ ...(await view(c, address)), host: hostOf(authorities, address) });
        },
        () => pageSecurityHeaders,
      ),
    );
  routes.get(
    '/az',
    cachedPage((_, address) => listView(answering, address)),
  );
  routes.get(
    '/az/:id',
    cachedPage(async (c, address) => {
      const id = ServiceId.safeParse(c.req.param('id'));
      if (!id.success) throw new ProblemError({ status: 404, title: 'Page not found', detail: 'No service has this address.' });
      return serviceView(await answering.service(id.data, parsed(getService.query, where(address))), address);
    }),
  );
  return routes;
};
