import { Hono } from 'hono';
import { ProblemError } from './problem.ts';

const METHODS = 'GET, HEAD, POST, OPTIONS';
/** Where partners publish, with a key. */
const PUBLISHING = ['/api/v1/publisher', '/api/v1/publisher/*'];
const PUBLISHING_METHODS = 'GET, HEAD, POST, PUT, DELETE, OPTIONS';
/** Where scripts of other origins read. */
const OPEN = ['/api/*', '/ogc', '/ogc/*', '/tiles/*', '/map/*', '/open311/*'];

const HEADERS = 'accept, content-type, if-none-match';

const preflight = (methods: string, headers: string): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': methods,
      'access-control-allow-headers': headers,
      'access-control-max-age': '86400',
    },
  });

/**
 * What the API does with methods that no route before it takes. Mount it after the routes: each reply carries its own allow-origin header, so reading
 * needs no middleware, which would cost every request a tenth of its speed.
 */
export const otherMethods = (): Hono => {
  const routes = new Hono();
  routes.on('OPTIONS', PUBLISHING, () => preflight(PUBLISHING_METHODS, `${HEADERS}, authorization`));
  routes.on('OPTIONS', OPEN, () => preflight(METHODS, HEADERS));
  routes.on(['POST', 'PUT', 'PATCH', 'DELETE'], PUBLISHING, () => {
    throw new ProblemError({ status: 405, title: 'Method not allowed', detail: 'Post to the list; put or delete one by its reference.' });
  });
  routes.on(['POST', 'PUT', 'PATCH', 'DELETE'], OPEN, () => {
    throw new ProblemError({ status: 405, title: 'Method not allowed', detail: 'This address can be read with GET only.' });
  });
  return routes;
};
