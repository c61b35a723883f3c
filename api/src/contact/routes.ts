import { getContact } from '@dtp/contract/contact.ts';
import { Hono } from 'hono';
import { readQuery } from '../http/input.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { type ContactAnsweringDeps, createContactAnswering } from './answering.ts';

export type ContactRouteDeps = ContactAnsweringDeps & { cache: ResponseCache };

/** What an answer is made from; it also ends with time, when a line opens or closes. */
export const CONTACT_SERVICES = ['authorities', 'places', 'hours', 'contact', 'az'] as const;

/** Whom to call, and whether they are open. */
export const contactRoutes = ({ cache, ...deps }: ContactRouteDeps): Hono => {
  const answer = createContactAnswering(deps);
  const routes = new Hono();
  routes.get(
    getContact.path,
    cache.passingJson(CONTACT_SERVICES, async c => {
      const reply = await answer(readQuery(c, getContact.query));
      return { answer: reply, until: reply.nextChange === null ? null : new Date(reply.nextChange) };
    }),
  );
  return routes;
};
