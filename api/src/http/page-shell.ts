import { readFileSync } from 'node:fs';
import { themeCss } from '@dtp/themes/theme-css.ts';
import { type Handler, Hono } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { ProblemError } from './problem.ts';
import { pageSecurityHeaders } from './security.ts';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A hosted page: what goes into the shell. */
export type Page = {
  title: string;
  description: string;
  /** False keeps it out of search engines: answers for one place, and lists that someone searched for. */
  index: boolean;
  main: Markup;
  /** The partner whose site people came from: its colours, and the way back. */
  host?: { id: string; name: string; homeUrl: string } | undefined;
  /** Path of the page without what a person typed, for search engines. */
  canonical?: string;
  /** The same as a feed, which news readers find by themselves. */
  feeds?: readonly { readonly href: string; readonly type: string; readonly title: string }[];
};

const STYLE_TYPE = 'text/css; charset=utf-8';
const pageCss = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

const document = ({ title, description, index, main, host, canonical, feeds = [] }: Page): Markup => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Derbyshire shared services</title>
<meta name="description" content="${description}">
${index ? '' : html`<meta name="robots" content="noindex">`}
${canonical ? html`<link rel="canonical" href="${canonical}">` : ''}
${feeds.map(({ href, type, title }) => html`<link rel="alternate" type="${type}" title="${title}" href="${href}">`)}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/page.css">
<link rel="stylesheet" href="/pages/themes/${host?.id ?? 'default'}.css">
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header class="masthead"><div class="width">
<p class="masthead-name"><a href="/az${host ? `?authority=${host.id}` : ''}">Derbyshire shared services</a></p>
${host ? html`<p class="masthead-host"><a href="${host.homeUrl}">Back to ${host.name}</a></p>` : ''}
</div></header>
<main id="main" class="width" tabindex="-1">${main}</main>
<footer class="foot"><div class="width">
<p>Shared by thirteen public bodies in Derbyshire. <a href="/az${host ? `?authority=${host.id}` : ''}">A to Z of services</a> <a href="/map${host ? `?authority=${host.id}` : ''}">Map</a> <a href="/contact${host ? `?authority=${host.id}` : ''}">Who to call</a> <a href="/jobs${host ? `?host=${host.id}` : ''}">Jobs</a> <a href="/docs">For developers</a></p>
<p>Sample content: services and answers are starter data, not yet checked by the bodies themselves. Contains OS, Royal Mail and National Statistics data © Crown copyright and database right 2025, © Royal Mail copyright and database right 2025, under the Open Government Licence v3.0.</p>
</div></footer>
</body>
</html>
`;

/** The whole document as text. */
export const pageText = async (content: Page): Promise<string> => String(await document(content));

/** A page as a reply of its own, for pages that do not go through the response cache. */
export const page = async (content: Page, status = 200): Promise<Response> =>
  new Response(await pageText(content), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=60', ...pageSecurityHeaders },
  });

export const notFoundPage = (): Promise<Response> =>
  page(
    {
      title: 'Page not found',
      description: 'There is no page at this address.',
      index: false,
      main: html`<h1>Page not found</h1><p>There is no page at this address. It may have a new name. If you typed it, check that it is right.</p><p><a href="/az">Search the A to Z of services</a></p><p><a href="/map">Find places near you</a></p><p><a href="/contact">Find who to call</a></p><p><a href="/jobs">Find a job</a></p>`,
    },
    404,
  );

/** What a page's address names and is not on record gets the page that says so. */
export const withNotFoundPage =
  (handler: Handler): Handler =>
  async (c, next) => {
    try {
      return await handler(c, next);
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      return notFoundPage();
    }
  };

export const homePage = (): Promise<Response> =>
  page({
    title: 'Welcome',
    description: 'Online services shared by thirteen public bodies in Derbyshire.',
    index: true,
    main: html`<h1>Derbyshire shared services</h1>
      <p class="lead">One search over the services of thirteen public bodies in Derbyshire, on any of their websites.</p>
      <ul class="plain">
        <li><a href="/az">A to Z of services</a>: find who does what where you live</li>
        <li><a href="/map">Map</a>: find libraries, recycling centres and offices near you</li>
        <li><a href="/contact">Who to call</a>: find the right number and see whether they are open</li>
        <li><a href="/jobs">Jobs</a>: find work with any of the thirteen bodies</li>
        <li><a href="/demo/">Demonstration</a>: the widgets on thirteen mock websites, and the snippet builder</li>
        <li><a href="/docs">API reference</a>: for developers</li>
      </ul>`,
  });

const css = (text: string): Response =>
  new Response(text, {
    headers: { 'content-type': STYLE_TYPE, 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' },
  });

/** The two style sheets of a hosted page: ours, and the tokens of one theme. An unknown theme is the default one, so that a body new in the record still has a page. */
export const pageStyleRoutes = (): Hono => {
  const routes = new Hono();
  routes.get('/pages/page.css', () => css(pageCss));
  routes.get('/pages/themes/:file{[a-z-]+\\.css}', c => css(themeCss(c.req.param('file').replace(/\.css$/, ''), ':root')));
  return routes;
};
