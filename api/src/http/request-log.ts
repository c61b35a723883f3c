import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

export type RequestVariables = { Variables: { requestId: string } };

/** Ids that are unique in this process and, by the start mark, among nodes: cheap enough for every request. */
const requestIds = (): (() => string) => {
  const startedAs = Math.random().toString(36).slice(2, 8);
  let given = 0;
  return () => `${startedAs}-${(++given).toString(36)}`;
};

/**
 * One structured line and one measurement a request. The route's pattern is logged, never the address: queries and postcodes are
 * about a person.
 */
export const requestLog = (log: Logger, metrics: Metrics): MiddlewareHandler<RequestVariables> => {
  const nextRequestId = requestIds();
  return async function requestLog(c, next) {
    const started = performance.now();
    const requestId = nextRequestId();
    c.set('requestId', requestId);
    await next();
    const status = c.res.status;
    const route = routePath(c, -1);
    const ms = performance.now() - started;
    metrics.request(c.req.method, route, status, ms / 1000);
    log.info({ requestId, method: c.req.method, route, status, ms: Math.round(ms * 100) / 100 }, 'request');
  };
};
