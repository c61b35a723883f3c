import { type AlertReply, askForAlert } from '@dtp/contract/alerts.ts';
import { Hono } from 'hono';
import type { AuthorityBook } from '../authorities/book.ts';
import { clientAddress } from '../http/client-address.ts';
import { readBody, readQuery } from '../http/input.ts';
import { badRequest, ProblemError } from '../http/problem.ts';
import { unkept } from '../http/unkept.ts';
import { isMailAddress } from '../mail/address.ts';
import type { AlertDesk } from './desk.ts';
import type { WishLimits } from './limits.ts';
import { faultWords, replyWords } from './messages.ts';

export type AlertRouteDeps = {
  readonly desk: AlertDesk;
  readonly limits: WishLimits;
  readonly authorities: AuthorityBook;
  readonly proxies: number;
  readonly now: () => Date;
};

/** Asks for alerts, from any website. What is answered says nothing about who has alerts. */
export const alertRoutes = ({ desk, limits, authorities, proxies, now }: AlertRouteDeps): Hono => {
  const routes = new Hono();
  routes.post(askForAlert.path, async c => {
    readQuery(c, askForAlert.query);
    const { topic, filter, frequency, email, authority } = await readBody(c, askForAlert.body);
    const described = await desk.describe(topic, filter);
    const faults = [
      ...(described.ok ? [] : [{ path: 'filter', message: described.message }]),
      ...(isMailAddress(email) ? [] : [{ path: 'email', message: replyWords.badEmail }]),
    ];
    if (!described.ok || faults.length > 0) throw badRequest(faults);
    const wait = limits.client(clientAddress(c, proxies), now());
    if (wait > 0)
      throw new ProblemError(
        { status: 429, title: 'Too many at once', detail: faultWords.tooMany(Math.ceil(wait / 60)) },
        { 'retry-after': String(wait) },
      );
    const known = authority !== undefined && authorities.get(authority) ? authority : null;
    await desk.ask({ topic, filter, frequency, email, authority: known });
    return unkept({ message: replyWords.checkMail, about: described.label } satisfies AlertReply);
  });
  return routes;
};
