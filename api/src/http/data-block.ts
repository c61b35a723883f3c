import { raw } from 'hono/html';
import type { Markup } from './page-shell.ts';

/** A data block for search engines. It is no script: a browser runs nothing in it, and no policy forbids it. */
export const dataBlock = (graph: unknown): Markup =>
  raw(`<script type="application/ld+json">${JSON.stringify(graph).replace(/</g, '\\u003c')}</script>`);
