import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { RequestVariables } from './http/request-log.ts';

export type Listening = { port: number; close(deadlineMs: number): Promise<void> };

/**
 * Serves the app over HTTP. `close` stops accepting, ends idle connections, lets running requests finish, and at the deadline
 * (milliseconds) ends what is left.
 */
export const listen = (app: Hono<RequestVariables>, port: number, hostname: string): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, info => {
      resolve({ port: info.port, close: deadlineMs => closeServer(server as Server, deadlineMs) });
    });
    server.once('error', reject);
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
