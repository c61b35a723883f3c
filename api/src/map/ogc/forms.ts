import type { Context, Handler } from 'hono';
import type { Page } from '../../http/page-shell.ts';
import type { Form, ResponseCache } from '../../http/response-cache.ts';
import { pageSecurityHeaders } from '../../http/security.ts';
import { formByAccept } from './accept.ts';
import { TYPES } from './links.ts';
import { written } from './pages.ts';
import type { Format } from './query.ts';

const DATA = ['map'] as const;

/** What a script of another origin may read of an answer. */
export const jsonHeaders = (type: string): Record<string, string> => ({
  'content-type': type,
  'access-control-expose-headers': 'etag, link, content-crs',
});

/** The form that is asked for: `f` before Accept. A value of `f` that is none is refused when the query is read. */
export const formOf = (c: Context): Format => {
  const f = c.req.query('f');
  if (f === undefined) return formByAccept(c.req.header('accept'));
  return f === 'html' ? 'html' : 'json';
};

/** A GET handler for an address with two forms; only with `f` in it does the address alone say which. */
export const negotiated = (cache: ResponseCache, produce: (c: Context, form: Format) => Promise<Form>): Handler =>
  cache.negotiated(
    DATA,
    c => (c.req.query('f') === undefined ? formOf(c) : null),
    c => produce(c, formOf(c)),
  );

export const pageForm = async (publicUrl: string, content: Omit<Page, 'host'>): Promise<Form> => ({
  answer: await written(publicUrl, content),
  headers: { ...pageSecurityHeaders, 'content-type': `${TYPES.html}; charset=utf-8` },
});
