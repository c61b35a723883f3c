import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { embeddingPageSecurityHeaders } from './security.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const MOVING = 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=86400';

/** Exact versions never change; `v1` and the manifest move. */
const embedCacheControl = (path: string): string => (/^\/embed\/\d+\.\d+\.\d+/.test(path) ? IMMUTABLE : MOVING);

/** Module scripts and their chunks are fetched across origins with CORS, so both headers are needed (embedding.md). */
const embedHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'timing-allow-origin': '*',
};

const setAll = (c: { header(name: string, value: string): void }, headers: Readonly<Record<string, string>>) => {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
};

/** The built embed under /embed and the demo under /demo, from `dist`, compressed at build. */
export const staticRoutes = (dist: string): Hono => {
  const routes = new Hono();
  routes.use('/embed/*', async (c, next) => {
    setAll(c, { ...embedHeaders, 'cache-control': embedCacheControl(c.req.path) });
    await next();
  });
  routes.get('/embed/*', serveStatic({ root: dist, precompressed: true }));
  routes.use('/demo/*', async (c, next) => {
    setAll(c, { ...embeddingPageSecurityHeaders, 'cache-control': 'public, max-age=60' });
    await next();
  });
  routes.get('/demo', c => c.redirect('/demo/', 301));
  routes.get('/demo/*', serveStatic({ root: dist, precompressed: true }));
  return routes;
};
