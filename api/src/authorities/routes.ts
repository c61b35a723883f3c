import { type AuthorityList, listAuthorities } from '@dtp/contract/authorities.ts';
import { Hono } from 'hono';
import type { z } from 'zod';
import { readQuery } from '../http/input.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import type { AuthorityBook } from './book.ts';

export type AuthorityDeps = { cache: ResponseCache; authorities: AuthorityBook };

export const authorityRoutes = ({ cache, authorities }: AuthorityDeps): Hono => {
  const routes = new Hono();
  routes.get(
    listAuthorities.path,
    cache.json(['authorities'], async c => {
      readQuery(c, listAuthorities.query);
      const items = [...authorities.all()];
      return { items, total: items.length, page: 1, pageSize: items.length } satisfies z.infer<typeof AuthorityList>;
    }),
  );
  return routes;
};
