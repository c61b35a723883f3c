import { deleteVacancy, listPublished, type PublishedVacancy, postVacancy, putVacancy } from '@dtp/contract/publisher.ts';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { clientAddress } from '../http/client-address.ts';
import { readBody, readQuery, readRequest } from '../http/input.ts';
import { badRequest, notFound, ProblemError } from '../http/problem.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import type { Rate } from '../http/token-bucket.ts';
import { unkeptHeaders } from '../http/unkept.ts';
import type { AccessKey } from '../keys/access-key.ts';
import type { PublisherKeyOf } from '../keys/publisher-keys.ts';
import { isRecordBusy, type Store } from '../store/connect.ts';
import { createPublisher, type Published } from './publisher.ts';
import { publisherProblems, publisherWords } from './publisher-messages.ts';
import { stateOf, type VacancyRecord } from './record.ts';

export type PublisherRouteDeps = {
  readonly publicUrl: string;
  readonly store: Store;
  readonly keyOf: PublisherKeyOf;
  /** How many reverse proxies of our own stand before the server. */
  readonly proxies: number;
  readonly now: () => Date;
};

/** What one key may send: a body's whole list in a minute, then at leisure. */
const PER_KEY: Rate = { perSecond: 2, burst: 200 };
/** How often somebody may come with keys that do not open. */
const PER_STRANGER: Rate = { perSecond: 0.2, burst: 20 };
/** An advert of 20,000 words with its markup, for which there are words of ours. */
const LONGEST_BODY = 1_200_000;
const BUSY_SECONDS = 5;
/** Keys and strangers that are remembered; the oldest make room. */
const MOST_KNOWN = 10_000;

const Anything = z.looseObject({});

const createLimiter = (rate: Rate) => {
  const count = createRateLimiter(rate, MOST_KNOWN);
  return (who: string, now: Date): void => {
    const wait = count(who, now);
    if (wait > 0) throw new ProblemError(publisherProblems.flood, { 'retry-after': String(wait) });
  };
};

/** For who has the key alone: nobody keeps it. */
const reply = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...unkeptHeaders, 'content-type': 'application/json; charset=utf-8', ...headers },
  });

const whileBusy = async <Result>(work: Promise<Result>): Promise<Result> => {
  try {
    return await work;
  } catch (fault) {
    throw isRecordBusy(fault) ? new ProblemError(publisherProblems.busy, { 'retry-after': String(BUSY_SECONDS) }) : fault;
  }
};

/** Vacancies from partners' own systems, each with the key of its body. */
export const publisherRoutes = ({ publicUrl, store, keyOf, proxies, now }: PublisherRouteDeps): Hono => {
  const publisher = createPublisher(store, now);
  const limitKey = createLimiter(PER_KEY);
  const limitStranger = createLimiter(PER_STRANGER);
  const routes = new Hono();

  /** The key of a request. Throws a 401, or a 429. */
  const admitted = async (c: Context): Promise<AccessKey> => {
    const key = await keyOf(c.req.header('authorization'));
    if (!key) {
      limitStranger(clientAddress(c, proxies) ?? '', now());
      throw new ProblemError(publisherProblems.unauthorised, { 'www-authenticate': 'Bearer' });
    }
    limitKey(key.id, now());
    return key;
  };

  const shown = (vacancy: VacancyRecord): PublishedVacancy => {
    const { origin: _origin, createdAt: _created, applyKind: _kind, shownFrom: _shown, ...rest } = vacancy;
    return { ...rest, url: `${publicUrl}/jobs/${vacancy.id}`, state: stateOf(vacancy, now().toISOString()) };
  };
  const addressOf = ({ reference }: VacancyRecord): string => `${publicUrl}${postVacancy.path}/${encodeURIComponent(reference)}`;

  const answer = (outcome: Published): Response => {
    if (outcome.kind === 'refused') throw badRequest(outcome.faults);
    const { vacancy } = outcome;
    if (outcome.kind === 'conflict') {
      const isWithdrawn = stateOf(vacancy, now().toISOString()) === 'withdrawn';
      throw new ProblemError(publisherProblems[isWithdrawn ? 'withdrawn' : 'other'](vacancy.reference), { location: addressOf(vacancy) });
    }
    return outcome.kind === 'created' ? reply(shown(vacancy), 201, { location: addressOf(vacancy) }) : reply(shown(vacancy));
  };

  routes.get(listPublished.path, async c => {
    const key = await admitted(c);
    readQuery(c, listPublished.query);
    const items = (await publisher.list(key.authority)).map(shown);
    return reply({ items, total: items.length, page: 1, pageSize: items.length });
  });

  routes.post(postVacancy.path, async c => {
    const key = await admitted(c);
    readQuery(c, postVacancy.query);
    const body = await readBody(c, Anything, LONGEST_BODY);
    return answer(await whileBusy(publisher.send(key.authority, body, { kind: 'create' })));
  });

  routes.put(putVacancy.path, async c => {
    const key = await admitted(c);
    const { params } = readRequest(c, putVacancy);
    const body = await readBody(c, Anything, LONGEST_BODY);
    return answer(await whileBusy(publisher.send(key.authority, body, { kind: 'put', reference: params.reference })));
  });

  routes.delete(deleteVacancy.path, async c => {
    const key = await admitted(c);
    const { params } = readRequest(c, deleteVacancy);
    const vacancy = await whileBusy(publisher.withdraw(key.authority, params.reference));
    if (!vacancy) throw notFound(publisherWords.unknown);
    return reply(shown(vacancy));
  });

  return routes;
};
