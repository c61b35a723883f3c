import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authority } from '@dtp/contract/authorities.ts';
import type { CaseReference } from '@dtp/contract/cases.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { type Context, type Handler, Hono } from 'hono';
import type { Logger } from 'pino';
import type { AuthorityBook } from '../../authorities/book.ts';
import { ownersMeant } from '../../authorities/owners.ts';
import { ownerOn } from '../../authorities/ref.ts';
import { clientAddress } from '../../http/client-address.ts';
import { londonDay } from '../../http/clock.ts';
import { readForm } from '../../http/input.ts';
import { ProblemError } from '../../http/problem.ts';
import type { SpotFinder } from '../../places/spots.ts';
import type { CaseCatalogue, CaseService } from '../catalogue.ts';
import type { CaseDesk } from '../desk.ts';
import { onceKeyOf } from '../once-key.ts';
import type { CaseRecord } from '../record.ts';
import { readReference } from '../reference.ts';
import type { SendingLimits } from '../sending-limits.ts';
import { created, discovery, requestOf, serviceDefinition, serviceEntry, tokenOf } from './answers.ts';
import { badRequest, notFound, Open311Fault } from './fault.ts';
import { faults } from './messages.ts';
import { MOST_REQUESTS, type Parameters, parametersOf, type Report, readReport, readWanted } from './reading.ts';
import { type Answer, type Format, written } from './writing.ts';

export type Open311Deps = {
  readonly publicUrl: string;
  readonly authorities: AuthorityBook;
  readonly catalogue: CaseCatalogue;
  readonly desk: CaseDesk;
  readonly limits: SendingLimits;
  readonly proxies: number;
  readonly spots: Pick<SpotFinder, 'at' | 'serving'>;
  /** Who sends a report has to have it; null where anyone may. */
  readonly apiKey: string | null;
  /** When what the list of services is made from last changed. */
  readonly servicesChangedAt: () => Promise<string>;
  readonly log: Pick<Logger, 'error'>;
  readonly now: () => Date;
};

const LONGEST_FORM = 80_000;
const KEPT_A_MINUTE = { 'cache-control': 'public, max-age=60' };

/** The format that an address asks for, and the address without it. */
const formatOf = (path: string): Format => (path.endsWith('.xml') ? 'xml' : 'json');
const withoutFormat = (name: string): string => name.replace(/\.(?:json|xml)$/, '');

const sameKey = (given: string, right: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
};

/** Open311 GeoReport v2 over the cases: wiki.open311.org/GeoReport_v2. Each body is a jurisdiction, each service of the A to Z a service. */
export const open311Routes = (deps: Open311Deps): Hono => {
  const { publicUrl, authorities, catalogue, desk, limits, proxies, spots, apiKey, servicesChangedAt, log, now } = deps;
  const routes = new Hono();
  const today = () => londonDay(now());

  const errorAnswer = (c: Context, { status, errors, headers }: Open311Fault): Response =>
    written(formatOf(c.req.path), { root: 'errors', entry: 'error', value: [...errors] }, status, headers);

  routes.onError((fault, c) => {
    if (fault instanceof Open311Fault) return errorAnswer(c, fault);
    if (fault instanceof ProblemError) return errorAnswer(c, badRequest(fault.problem.detail));
    log.error({ err: fault }, 'unexpected fault in Open311');
    return errorAnswer(c, new Open311Fault(500, [faults.ours]));
  });

  const answering =
    (answer: (c: Context) => Answer | Promise<Answer>, headers: Readonly<Record<string, string>> = {}): Handler =>
    async c =>
      written(formatOf(c.req.path), await answer(c), 200, headers);

  const queryOf = (c: Context): Parameters => parametersOf(new URL(c.req.url).searchParams);

  /** The body that stands where the one asked for stood. Throws the specification's faults. */
  const jurisdictionOf = (read: Parameters): Authority => {
    const asked = read('jurisdiction_id');
    if (asked === '') throw badRequest(faults.noJurisdiction);
    const [body, ...others] = authorities.successorsOn(asked, today());
    if (!body) throw notFound(faults.unknownJurisdiction);
    if (others.length > 0) throw badRequest(faults.split([body, ...others].map(({ id }) => id)));
    return body;
  };

  /** What needs help at once is not for a form to be read some day. */
  const listed = (authority: string): CaseService[] => catalogue.of(authority).filter(({ urgent }) => urgent === null);

  const serviceOf = (body: Authority, code: string): CaseService => {
    if (code === '') throw badRequest(faults.noService);
    const service = catalogue.of(body.id).find(({ id }) => id === code);
    if (!service) throw notFound(faults.unknownService);
    if (service.urgent !== null) throw badRequest(faults.urgent(service.urgent));
    return service;
  };

  const shown = (record: CaseRecord) =>
    requestOf(
      record,
      ownerOn(record.authority, authorities, today())?.name ?? record.authority,
      (record.service && catalogue.service(record.service)?.title) || null,
    );

  const requests = (records: readonly CaseRecord[]): Answer => ({ root: 'service_requests', entry: 'request', value: records.map(shown) });

  /** The bodies whose cases are asked for: what came before the one named belongs to it too. */
  const ownersOf = async (read: Parameters): Promise<ReadonlySet<string>> =>
    ownersMeant(jurisdictionOf(read).id, await desk.authorities(), authorities, today());

  routes.get(
    '/open311/:file{discovery\\.(?:json|xml)}',
    answering(async () => ({ root: 'discovery', value: discovery(publicUrl, await servicesChangedAt(), apiKey !== null) }), KEPT_A_MINUTE),
  );

  routes.get(
    '/open311/v2/:file{services\\.(?:json|xml)}',
    answering(c => ({ root: 'services', entry: 'service', value: listed(jurisdictionOf(queryOf(c)).id).map(serviceEntry) }), KEPT_A_MINUTE),
  );

  routes.get(
    '/open311/v2/services/:code{.+\\.(?:json|xml)}',
    answering(c => {
      const service = serviceOf(jurisdictionOf(queryOf(c)), withoutFormat(c.req.param('code') ?? ''));
      return { root: 'service_definition', value: serviceDefinition(service) };
    }, KEPT_A_MINUTE),
  );

  routes.get(
    '/open311/v2/:file{requests\\.(?:json|xml)}',
    answering(async c => {
      const read = queryOf(c);
      const owners = await ownersOf(read);
      const wanted = readWanted(read, now());
      if (wanted.kind === 'these')
        return requests((await desk.findAll(wanted.references)).filter(({ authority }) => owners.has(authority)));
      // What is not for everyone's eyes is not in a list either, and what came by our form never is: that something happened there, and when, would
      // say too much, and so would its reference.
      const open = catalogue.publicOnes().map(({ id }) => id);
      const services = wanted.services ? open.filter(id => wanted.services?.includes(id)) : open;
      return requests(await desk.list({ ...wanted, authorities: [...owners], services, channel: 'open311', most: MOST_REQUESTS }));
    }),
  );

  routes.get(
    '/open311/v2/requests/:id{.+\\.(?:json|xml)}',
    answering(async c => {
      const owners = await ownersOf(queryOf(c));
      const reference = readReference(withoutFormat(c.req.param('id') ?? ''));
      const record = reference && (await desk.find(reference));
      if (!record || !owners.has(record.authority)) throw notFound(faults.unknownRequest);
      return requests([record]);
    }),
  );

  routes.get(
    '/open311/v2/tokens/:token{.+\\.(?:json|xml)}',
    answering(async c => {
      const owners = await ownersOf(queryOf(c));
      const reference = readReference(withoutFormat(c.req.param('token') ?? ''));
      const record = reference && (await desk.find(reference));
      if (!record || !owners.has(record.authority)) throw notFound(faults.unknownToken);
      return { root: 'service_requests', entry: 'request', value: [tokenOf(record.reference)] };
    }),
  );

  /** Where a report is: the point as sent, or that of the address named. Throws a 400 where that is outside the body's ground, or the service another's there. */
  const spotOf = async (
    { point, addressId, place }: Report,
    body: Authority,
    service: CaseService,
  ): Promise<{ point: LatLng | null; place: string | null }> => {
    const address = point === null && addressId !== null ? await spots.at({ uprn: addressId }) : undefined;
    if (address?.kind === 'lost' && place === null) throw badRequest(faults.unknownAddress);
    const spot = address?.kind === 'located' ? address.spot : undefined;
    const found = { point: point ?? spot?.point ?? null, place: place ?? spot?.label ?? null };
    if (found.point === null) return found;
    const { areas } = await spots.serving(found.point, today());
    if (!areas.some(({ serves }) => Object.values(serves).some(id => id === body.id))) throw badRequest(faults.elsewhere);
    const [area, ...others] = areas;
    const owner =
      area && others.length === 0 ? await catalogue.responsible({ service: service.id, area: area.id, authority: body.id }) : null;
    if (owner?.kind === 'settled' && owner.authority !== body.id) throw badRequest(faults.otherBody(owner.authority));
    return found;
  };

  routes.post('/open311/v2/:file{requests\\.(?:json|xml)}', async c => {
    const form = await readForm(c, LONGEST_FORM);
    const query = queryOf(c);
    const sent = parametersOf(form);
    const read: Parameters = name => sent(name) || query(name);
    if (apiKey !== null && !sameKey(read('api_key'), apiKey)) throw new Open311Fault(403, [faults.key]);
    const body = jurisdictionOf(read);
    const service = serviceOf(body, read('service_code'));
    const report = readReport(read);
    const { point, place } = await spotOf(report, body, service);
    const { words, name, email, phone, mediaUrl } = report;
    const [lat, lng] = [point?.lat ?? null, point?.lng ?? null];
    // Apps send again what they got no answer to. Who sent it may be known to the app alone: that tells two people apart, and is not kept.
    const sender = [read('device_id'), read('account_id'), name, email, phone];
    const onceKey = onceKeyOf(['open311', body.id, service.id, lat, lng, place, words, mediaUrl, ...sender]);
    const answer = (reference: CaseReference): Response =>
      written(formatOf(c.req.path), {
        root: 'service_requests',
        entry: 'request',
        value: [created(reference, body.name, service.isPublic)],
      });

    const known = await desk.repeated(onceKey);
    if (known) return answer(known);
    // Whoever has the key sends for many.
    const wait = limits.count(apiKey === null ? clientAddress(c, proxies) : null, body.id, now());
    if (wait > 0) throw new Open311Fault(429, [faults.tooMany(wait)], { 'retry-after': String(wait) });
    const asked = { authority: body.id, service, channel: 'open311', isPublic: service.isPublic, postcode: null, onceKey } as const;
    const { reference } = await desk.take({ ...asked, words, place, lat, lng, mediaUrl, name, email, phone }, limits.mayMail(email, now()));
    return answer(reference);
  });

  routes.on(['GET', 'POST'], '/open311/*', () => {
    throw notFound(faults.nothingHere);
  });

  return routes;
};
