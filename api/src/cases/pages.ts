import { randomBytes } from 'node:crypto';
import type { Authority } from '@dtp/contract/authorities.ts';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { AuthorityBook } from '../authorities/book.ts';
import { hostOn } from '../authorities/host.ts';
import { ownerOn } from '../authorities/ref.ts';
import { inForce } from '../authorities/succession.ts';
import { clientAddress } from '../http/client-address.ts';
import { londonDay } from '../http/clock.ts';
import { readForm } from '../http/input.ts';
import { type Markup, type Page, pageText } from '../http/page-shell.ts';
import { ProblemError } from '../http/problem.ts';
import { isFromOurPage } from '../http/same-origin.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import { placeWords } from '../places/page-messages.ts';
import { parsePostcode } from '../places/postcode.ts';
import type { CaseService } from './catalogue.ts';
import type { CaseDesk } from './desk.ts';
import { createDestinationFinder, type Destination, type DestinationDeps } from './destination.ts';
import { onceKeyOf } from './once-key.ts';
import { CASES_PATH, caseAddress, REPORT_PATH } from './page-address.ts';
import { faults, statusWords, words } from './page-messages.ts';
import { callInstead, type FormNote, type FormView, reportForm } from './page-parts.ts';
import type { ProofOfWork } from './proof-of-work.ts';
import type { NewCase } from './record.ts';
import { readReference } from './reference.ts';
import { type FieldFault, type ReportFields, readFields, spotOf, typingFaults } from './report-fields.ts';
import type { SendingLimits } from './sending-limits.ts';
import { askMain, type StatusView, sentMain, statusMain, unknownMain } from './status-parts.ts';

export type CasePageDeps = DestinationDeps & {
  readonly publicUrl: string;
  readonly desk: CaseDesk;
  readonly limits: SendingLimits;
  /** Null where no sum is asked for. */
  readonly proofOfWork: ProofOfWork | null;
  /** How many reverse proxies of our own stand before the server. */
  readonly proxies: number;
  /** Whom to call first, where words or a service call for it, as a part of a page. */
  readonly urgentFor: (words: string, service: string | null) => Markup | '';
  readonly now: () => Date;
};

/** 4,000 characters that take 12 bytes each when sent, and the other fields. */
const LONGEST_FORM = 80_000;
const ONCE_TOKEN = /^[\w-]{22}$/;
/** How long the page of a case says more to whom has just sent it. */
const FRESH_MS = 60 * 60_000;

/** Kept by nobody. The origin is sent along to ourselves alone, which says that a form is ours. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  ...pageSecurityHeaders,
  'referrer-policy': 'same-origin',
};

const shown = async (content: Omit<Page, 'index' | 'description'>, status = 200, more: Readonly<Record<string, string>> = {}) =>
  new Response(await pageText({ ...content, index: false, description: words.lead }), { status, headers: { ...HEADERS, ...more } });

const goTo = (path: string): Response => new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } });

const orNull = (text: string): string | null => (text === '' ? null : text);

const usualPostcode = (typed: string): string | null => {
  const parsed = parsePostcode(typed);
  return parsed.kind === 'postcode' ? parsed.postcode : orNull(typed);
};

/** What is wrong with where it is, if anything: what is only open is asked, not a fault. */
const placeFaults = (destination: Destination, service: CaseService | null): FieldFault[] => {
  switch (destination.kind) {
    case 'needs-place':
      return service ? [{ field: 'postcode', message: faults.needsPlace }] : [{ field: 'to', message: faults.needsBody }];
    case 'wrong-place':
      return [{ field: 'postcode', message: destination.message }];
    case 'elsewhere':
      return [{ field: 'postcode', message: faults.elsewhere }];
    case 'spot-elsewhere':
      return [{ field: 'postcode', message: faults.spotElsewhere }];
    default:
      return [];
  }
};

/** Someone who says who they are is the same person when the form is opened anew; of others only the form itself tells. */
const onceKeyFor = (fields: ReportFields, body: string): string => {
  const { service, postcode, place, lat, lng, words: said, name, email, phone, once } = fields;
  const sender = email === '' && phone === '' ? once : '';
  return onceKeyOf(['form', body, service, postcode, place, lat, lng, said, name, email, phone, sender]);
};

const newCaseOf = (fields: ReportFields, service: CaseService | null, body: Authority, onceKey: string): NewCase => ({
  authority: body.id,
  service,
  channel: 'form',
  isPublic: false,
  words: fields.words,
  postcode: usualPostcode(fields.postcode),
  place: orNull(fields.place),
  lat: spotOf(fields)?.lat ?? null,
  lng: spotOf(fields)?.lng ?? null,
  mediaUrl: null,
  name: orNull(fields.name),
  email: orNull(fields.email),
  phone: orNull(fields.phone),
  onceKey,
});

/** `/contact/report` and `/contact/cases`: ask or report, and see how far it is. */
export const casePages = (deps: CasePageDeps): Hono => {
  const { publicUrl, desk, limits, proofOfWork, proxies, urgentFor, authorities, catalogue, now } = deps;
  const destinationOf = createDestinationFinder(deps);
  const routes = new Hono();

  const hostOf = ({ authority }: ReportFields, day: string) => hostOn(authorities, authority || undefined, day);

  /** What the page draws of the fields: those that cannot be used are left out. */
  const usable = (fields: ReportFields, day: string): ReportFields => ({
    ...fields,
    authority: hostOf(fields, day)?.id ?? '',
    once: ONCE_TOKEN.test(fields.once) ? fields.once : randomBytes(16).toString('base64url'),
  });

  const partners = (book: AuthorityBook, day: string): readonly Authority[] =>
    book
      .all()
      .filter(one => inForce(one, day))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));

  type Shown = {
    readonly faults?: readonly FieldFault[];
    readonly note?: FormNote;
    readonly status?: number;
    readonly waitSeconds?: number;
  };

  const formPage = async (
    fields: ReportFields,
    service: CaseService | null,
    destination: Destination,
    why: Shown = {},
  ): Promise<Response> => {
    const day = londonDay(now());
    const found = why.faults ?? [];
    const view: FormView = {
      fields,
      service,
      destination,
      bodies: partners(authorities, day),
      faults: found,
      note: why.note ?? null,
      urgent: urgentFor(fields.words, service?.id ?? null),
      challenge: proofOfWork ? JSON.stringify(await proofOfWork.challenge(now())) : null,
    };
    return shown(
      {
        title: found.length > 0 ? placeWords.errorTitle(words.title) : words.title,
        host: hostOf(fields, day),
        main: html`<h1>${words.title}</h1>${found.length > 0 || why.note ? '' : html`<p class="lead">${words.lead}</p>`}${reportForm(view)}`,
      },
      why.status ?? 200,
      why.waitSeconds ? { 'retry-after': String(why.waitSeconds) } : {},
    );
  };

  routes.get(REPORT_PATH, async c => {
    const day = londonDay(now());
    const asked = usable(
      readFields(name => c.req.query(name)),
      day,
    );
    // What comes in an address is a beginning; nobody's name or number is taken from there.
    const fields: ReportFields = {
      ...asked,
      words: asked.words || readFields(name => (name === 'words' ? c.req.query('topic') : undefined)).words,
      to: asked.to || (asked.postcode || spotOf(asked) ? '' : asked.authority),
      name: '',
      email: '',
      phone: '',
      goes: '',
      seen: '',
      altcha: '',
      website: '',
    };
    const service = catalogue.service(fields.service) ?? null;
    const destination = await destinationOf(service, fields, day);
    const wrong = destination.kind === 'needs-place' ? [] : placeFaults(destination, service);
    return formPage(fields, service, destination, { faults: wrong });
  });

  const foreignPage = (): Promise<Response> =>
    shown(
      {
        title: words.foreign.title,
        main: html`<h1>${words.foreign.title}</h1><p>${words.foreign.body}</p><p><a href="${REPORT_PATH}">${words.foreign.open}</a></p>`,
      },
      403,
    );

  const tooLongPage = (): Promise<Response> =>
    shown({ title: words.tooLong.title, main: html`<h1>${words.tooLong.title}</h1><p>${words.tooLong.body}</p>` }, 413);

  /** Why a report that is complete is not taken; undefined where nothing stands against it. */
  const refusalOf = async (c: Context, fields: ReportFields, body: Authority, onceKey: string): Promise<Shown | undefined> => {
    if (fields.website !== '') return { status: 400, note: { kind: 'problem', ...words.refused, more: callInstead(body) } };
    if (proofOfWork && !(await proofOfWork.accepts(fields.altcha, onceKey, now())))
      return { status: 400, note: { kind: 'problem', title: placeWords.problemTitle, body: faults.proof, more: callInstead(body) } };
    const waitSeconds = limits.count(clientAddress(c, proxies), body.id, now());
    if (waitSeconds === 0) return undefined;
    const { title, body: tooMany } = words.tooMany;
    return {
      status: 429,
      waitSeconds,
      note: { kind: 'problem', title, body: tooMany(Math.ceil(waitSeconds / 60)), more: callInstead(body) },
    };
  };

  /** A question that is still open, or the body that the person has not been shown yet. */
  const openNote = (destination: Destination, fields: ReportFields, service: CaseService | null): FormNote | undefined => {
    if (destination.kind !== 'known') return { kind: 'note', title: words.oneMore, body: words.oneMoreBody };
    const { body } = destination;
    const wasShown = fields.goes === body.id || (service === null && fields.to === body.id);
    return wasShown ? undefined : { kind: 'note', title: words.checkTitle, body: words.check(body.name) };
  };

  routes.post(REPORT_PATH, async c => {
    if (!isFromOurPage(c, publicUrl)) return foreignPage();
    const sent = await readForm(c, LONGEST_FORM).catch((fault: unknown) => {
      if (fault instanceof ProblemError && fault.problem.status === 413) return null;
      throw fault;
    });
    if (!sent) return tooLongPage();
    const day = londonDay(now());
    const fields = usable(
      readFields(name => sent.get(name) ?? undefined),
      day,
    );
    // A button of the form, so that changing what it is about loses nothing that was typed.
    if (sent.get('change') === 'service') {
      const anew = { ...fields, service: '', to: '', area: '', goes: '' };
      return formPage(anew, null, await destinationOf(null, anew, day));
    }
    const service = catalogue.service(fields.service) ?? null;
    const destination = await destinationOf(service, fields, day);
    const wrong = [...placeFaults(destination, service), ...typingFaults(fields)];
    if (wrong.length > 0) return formPage(fields, service, destination, { faults: wrong, status: 400 });
    const note = openNote(destination, fields, service);
    if (note || destination.kind !== 'known') return formPage(fields, service, destination, note ? { note } : {});
    const isUrgent = urgentFor(fields.words, service?.id ?? null) !== '';
    if (isUrgent && fields.seen === '')
      return formPage(fields, service, destination, { note: { kind: 'note', title: words.urgentTitle, body: words.urgentBody } });
    const { body } = destination;
    const onceKey = onceKeyFor(fields, body.id);
    const known = await desk.repeated(onceKey);
    if (known) return goTo(`${caseAddress(known)}?new`);
    const refusal = await refusalOf(c, fields, body, onceKey);
    if (refusal) return formPage(fields, service, destination, refusal);
    const asked = newCaseOf(fields, service, body, onceKey);
    const { reference } = await desk.take(asked, limits.mayMail(asked.email, now()));
    return goTo(`${caseAddress(reference)}?new`);
  });

  routes.get(CASES_PATH, c => {
    const typed = readFields(name => (name === 'name' ? c.req.query('reference') : undefined)).name;
    const reference = readReference(typed);
    if (reference) return goTo(caseAddress(reference));
    const fault = typed === '' ? null : faults.reference;
    const title = fault ? placeWords.errorTitle(statusWords.askTitle) : statusWords.askTitle;
    return shown({ title, main: askMain(typed, fault) }, fault ? 400 : 200);
  });

  const unknownPage = (typed: string): Promise<Response> =>
    shown({ title: statusWords.unknownTitle, main: unknownMain(typed.slice(0, 40)) }, 404);

  routes.get(`${CASES_PATH}/:reference`, async c => {
    const typed = c.req.param('reference');
    const reference = readReference(typed);
    if (!reference) return unknownPage(typed);
    if (reference !== typed) return goTo(caseAddress(reference));
    const record = await desk.find(reference);
    if (!record) return unknownPage(reference);
    const owner = ownerOn(record.authority, authorities, londonDay(now()));
    const view: StatusView = {
      record,
      body: owner?.name ?? record.authority,
      service: (record.service && catalogue.service(record.service)?.title) || null,
    };
    const isNew = c.req.query('new') !== undefined && now().getTime() - Date.parse(record.requestedAt) < FRESH_MS;
    if (!isNew) return shown({ title: statusWords.title(reference), main: statusMain(view) });
    return shown({ title: statusWords.newTitle, main: sentMain(view) });
  });

  return routes;
};
