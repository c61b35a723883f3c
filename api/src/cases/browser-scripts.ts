import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

/** The modules of ALTCHA's solver that a browser needs, which are plain ES modules and import nothing else. */
const SOLVER = ['pow.js', 'helpers.js', 'types.js', 'algorithms/web/pbkdf2.js'] as const;
const OURS = ['proof-of-work.js', 'proof-of-work-worker.js'] as const;

const script = (text: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  });

/** The scripts of the form's sum. */
export const proofScriptRoutes = (): Hono => {
  const routes = new Hono();
  // Its main module lies beside the others.
  const library = new URL('./', import.meta.resolve('altcha-lib'));
  for (const name of OURS) {
    const text = readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8');
    routes.get(`/pages/${name}`, () => script(text));
  }
  for (const name of SOLVER) {
    const text = readFileSync(new URL(name, library), 'utf8');
    routes.get(`/pages/altcha/${name}`, () => script(text));
  }
  return routes;
};
