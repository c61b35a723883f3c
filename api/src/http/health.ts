import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

export type HealthDeps = { log: Logger; metrics: Metrics; ready: () => Promise<void> };

const plain = (body: string, status = 200) =>
  new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });

/** Live: the process answers. Ready: the record can be read and the read models stand. */
export const healthRoutes = ({ log, metrics, ready }: HealthDeps): Hono => {
  const routes = new Hono();
  routes.get('/health/live', () => plain('live\n'));
  routes.get('/health/ready', async () => {
    try {
      await ready();
      return plain('ready\n');
    } catch (fault) {
      log.error({ err: fault }, 'not ready');
      return plain('not ready\n', 503);
    }
  });
  routes.get(
    '/metrics',
    async () => new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' } }),
  );
  return routes;
};
