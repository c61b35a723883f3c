import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ResponseCache } from '../http/response-cache.ts';
import { createJobAnswering, type JobAnsweringDeps } from './answering.ts';

export type SitemapDeps = JobAnsweringDeps & {
  cache: ResponseCache;
  /** Paths of the other rooms' pages: handed over in `app.ts`. */
  otherPages: () => readonly string[];
};

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
/** The protocol's own limit (sitemaps.org). */
const MOST_ADDRESSES = 50_000;

const entry = (address: string, changedAt?: string) =>
  html`<url><loc>${address}</loc>${changedAt === undefined ? '' : html`<lastmod>${changedAt}</lastmod>`}</url>`;

/** `/sitemap.xml`, and `/robots.txt` that leads to it. Sample vacancies are for people who try the board, not for search engines. */
export const sitemapRoutes = (deps: SitemapDeps): Hono => {
  const { publicUrl, cache, otherPages } = deps;
  const answering = createJobAnswering(deps);
  const routes = new Hono();

  const sitemap = async (_: Context) => {
    const { jobs, until } = answering.open();
    const real = jobs.filter(({ origin }) => origin !== 'sample');
    const addresses = [
      ...otherPages().map(path => entry(`${publicUrl}${path}`)),
      ...real.map(({ id, updatedAt }) => entry(`${publicUrl}/jobs/${id}`, updatedAt)),
    ].slice(0, MOST_ADDRESSES);
    const answer = `<?xml version="1.0" encoding="UTF-8"?>\n${await html`<urlset xmlns="${NAMESPACE}">${addresses}</urlset>`}\n`;
    return { answer, until };
  };

  routes.get(
    '/sitemap.xml',
    cache.passing(['authorities', 'az', 'jobs'], sitemap, () => ({ 'content-type': 'application/xml; charset=utf-8' })),
  );
  routes.get(
    '/robots.txt',
    () =>
      new Response(`User-agent: *\nAllow: /\nSitemap: ${publicUrl}/sitemap.xml\n`, {
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'cache-control': 'public, max-age=3600',
          'x-content-type-options': 'nosniff',
        },
      }),
  );
  return routes;
};
