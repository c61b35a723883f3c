import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { RequestRecorder, RequestVariables } from './http/request-log.ts';
import type { ResponseCache } from './http/response-cache.ts';

export type Listening = { port: number; close(deadlineMs: number): Promise<void> };

export type ListenOptions = {
  app: Hono<RequestVariables>;
  cache: ResponseCache;
  requests: RequestRecorder;
  port: number;
  hostname: string;
};

/**
 * Writes an answer that stands ready, as Node writes it, and says whether there was one. Taking it through the app costs half of the
 * requests a second (`npm run bench -- http`), and the app would only find the same entry again.
 */
const writeReady = (cache: ResponseCache, requests: RequestRecorder, incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
  if (incoming.method !== 'GET' || incoming.url === undefined) return false;
  const started = performance.now();
  const { 'accept-encoding': acceptEncoding, 'if-none-match': ifNoneMatch } = incoming.headers;
  const ready = cache.ready(incoming.url, { acceptEncoding: acceptEncoding?.toString(), ifNoneMatch });
  if (!ready) return false;
  outgoing.writeHead(ready.status, ready.headers);
  outgoing.end(ready.body ?? undefined);
  requests.ready(ready.route, ready.status, started);
  return true;
};

/**
 * Serves the app over HTTP. `close` stops accepting, ends idle connections, lets running requests finish, and at the deadline
 * (milliseconds) ends what is left. Rejects when the port cannot be had.
 */
export const listen = ({ app, cache, requests, port, hostname }: ListenOptions): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const answer = getRequestListener(app.fetch);
    const server = createServer((incoming, outgoing) => {
      if (!writeReady(cache, requests, incoming, outgoing)) void answer(incoming, outgoing);
    });
    server.once('error', reject);
    server.listen(port, hostname, () => {
      const address = server.address();
      const taken = address !== null && typeof address === 'object' ? address.port : port;
      resolve({ port: taken, close: deadlineMs => closeServer(server, deadlineMs) });
    });
  });

const closeServer = (server: Server, deadlineMs: number): Promise<void> =>
  new Promise(resolve => {
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
