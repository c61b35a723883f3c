import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/** node-server hands Node's own request over as `env.incoming`; `app.request()` in tests has none. */
const incoming = (c: Context): IncomingMessage | undefined => (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;

/**
 * A request header as Node has it. `c.req.header()` builds a whole Headers object first, which cost a cached answer a quarter of its
 * requests per second (`npm run bench -- http`).
 */
export const wireHeader = (c: Context, name: 'accept-encoding' | 'if-none-match'): string | undefined => {
  const request = incoming(c);
  return request ? request.headers[name]?.toString() : c.req.header(name);
};

/** Path and query as they were sent. */
export const wireAddress = (c: Context): string => {
  const url = incoming(c)?.url ?? c.req.url;
  return url.startsWith('/') ? url : url.slice(url.indexOf('/', url.indexOf('//') + 2));
};
