import { Hono } from 'hono';
import { ProblemError } from './problem.ts';

const METHODS = 'GET, HEAD, POST, OPTIONS';
/** Where scripts of other origins read. */
const OPEN = ['/api/*', '/ogc', '/ogc/*', '/tiles/*', '/map/*', '/open311/*'];

/**
 * What the API does with methods that no route before it takes. Mount it after the routes: each reply carries its own allow-origin header, so reading
 * needs no middleware, which would cost every request a tenth of its speed.
 */
export const otherMethods = (): Hono => {
  const routes = new Hono();
  routes.on(
    'OPTIONS',
    OPEN,
    () =>
      new Response(null, {
        status: 204,
        headers: {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': 'accept, content-type, if-none-match',
          'access-control-max-age': '86400',
        },
      }),
  );
  routes.on(['POST', 'PUT', 'PATCH', 'DELETE'], OPEN, () => {
    throw new ProblemError({ status: 405, title: 'Method not allowed', detail: 'This address can be read with GET only.' });
  });
  return routes;
};
