import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

export type RequestVariables = { Variables: { requestId: string } };

/** One structured line and one measurement a request. The route's pattern is noted, never the address: queries and postcodes are about a person. */
export type RequestRecorder = {
  /** Unique in this process and, by its first part, among nodes: cheap enough for every request. */
  nextId(): string;
  /** `started` as `performance.now()` gave it. */
  done(requestId: string, method: string, route: string, status: number, started: number): void;
  /**
   * The same for an answer that stood ready. Its line is for `debug`: it did no work that could go wrong, /metrics counts it, and a line
   * each would cost more than the answers themselves (a third of the requests a second).
   */
  ready(route: string, status: number, started: number): void;
};

export const createRequestRecorder = (log: Logger, metrics: Metrics): RequestRecorder => {
  const startedAs = Math.random().toString(36).slice(2, 8);
  let given = 0;
  const since = (started: number) => Math.round((performance.now() - started) * 100) / 100;
  return {
    nextId: () => `${startedAs}-${(++given).toString(36)}`,
    done: (requestId, method, route, status, started) => {
      const ms = since(started);
      metrics.request(method, route, status, ms / 1000);
      log.info({ requestId, method, route, status, ms }, 'request');
    },
    ready: (route, status, started) => {
      const ms = since(started);
      metrics.request('GET', route, status, ms / 1000);
      if (log.isLevelEnabled('debug')) log.debug({ method: 'GET', route, status, ms }, 'ready answer');
    },
  };
};

export const requestLog = (requests: RequestRecorder): MiddlewareHandler<RequestVariables> =>
  async function requestLog(c, next) {
    const started = performance.now();
    const requestId = requests.nextId();
    c.set('requestId', requestId);
    await next();
    requests.done(requestId, c.req.method, routePath(c, -1), c.res.status, started);
  };
