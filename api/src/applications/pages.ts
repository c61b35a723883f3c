import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { AuthorityBook } from '../authorities/book.ts';
import { hostOn } from '../authorities/host.ts';
import { ownerOn } from '../authorities/ref.ts';
import { clientAddress } from '../http/client-address.ts';
import { londonDay } from '../http/clock.ts';
import { readForm } from '../http/input.ts';
import { type Markup, notFoundPage, pageText } from '../http/page-shell.ts';
import { ProblemError } from '../http/problem.ts';
import { isFromOurPage } from '../http/same-origin.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import type { ApplicationDesk, Changed } from './desk.ts';
import { type EqualityAnswers, readAnswers } from './equality.ts';
import { detailFaults, type FieldFault, readDetails, readStatement, sendingFaults, statementFaults } from './fields.ts';
import { checkFile } from './file-check.ts';
import { fileFaults } from './file-messages.ts';
import type { ApplicationLimits, Limited } from './limits.ts';
import { applicationAddress, applyAddress, type Step } from './page-address.ts';
import { words } from './page-messages.ts';
import {
  banner,
  checkForm,
  closedMain,
  cvForm,
  detailsForm,
  draftMain,
  faultSummary,
  headingOf,
  note,
  sentMain,
  startMain,
  statementForm,
  type View,
  withdrawMain,
  withdrawnMain,
} from './page-parts.ts';
import type { ApplicationPerson } from './record.ts';
import { readUpload } from './upload.ts';
import type { FindVacancy } from './vacancy.ts';

export type ApplicationPageDeps = {
  readonly publicUrl: string;
  readonly authorities: AuthorityBook;
  readonly vacancy: FindVacancy;
  readonly desk: ApplicationDesk;
  readonly limits: ApplicationLimits;
  /** How many reverse proxies of our own stand before the server. */
  readonly proxies: number;
  readonly now: () => Date;
};

/** 20,000 characters that take 12 bytes each when sent, and as much again, so that what is somewhat too long is kept too. */
const LONGEST_FORM = 500_000;

/** Kept by nobody, shown to nobody, and the address goes nowhere: who has it has the application. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  ...pageSecurityHeaders,
  'x-robots-tag': 'noindex, nofollow',
};

const goTo = (path: string): Response =>
  new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });

/**
 * A page that sends no referrer has the origin "null" in what it posts (Fetch standard, "append a request Origin header"). Browsers too old
 * to say more are let through: whose site it may be does not know the secret address, nor does it gain by beginning a draft.
 */
const isForeign = (c: Context, publicUrl: string): boolean =>
  !isFromOurPage(c, publicUrl) && !(c.req.header('sec-fetch-site') === undefined && c.req.header('origin') === 'null');

/** `/jobs/{id}/apply` and `/applications/{token}`: applying by our form. */
export const applicationPages = (deps: ApplicationPageDeps): Hono => {
  const { publicUrl, authorities, vacancy: find, desk, limits, proxies, now } = deps;
  const routes = new Hono();

  const bodyOf = (authority: string): string => ownerOn(authority, authorities, londonDay(now()))?.name ?? authority;

  type Shown = { readonly title: string; readonly main: Markup; readonly authority?: string; readonly status?: number };
  const shown = async ({ title, main, authority, status = 200 }: Shown, more: Readonly<Record<string, string>> = {}): Promise<Response> => {
    const host = hostOn(authorities, authority, londonDay(now()));
    return new Response(await pageText({ title, main, host, index: false, description: words.saved }), {
      status,
      headers: { ...HEADERS, ...more },
    });
  };

  const plainPage = (
    said: { readonly title: string; readonly body: string },
    status: number,
    more: Readonly<Record<string, string>> = {},
  ) =>
    shown(
      {
        title: said.title,
        main: html`<h1>${said.title}</h1><p>${said.body}</p><p><a class="tap" href="/jobs">${words.others}</a></p>`,
        status,
      },
      more,
    );

  const unknownPage = () => plainPage(words.unknown, 404);

  /** Why a form is not even looked at; undefined where nothing stands against it. */
  const refusalOf = (c: Context, what: Limited): Promise<Response> | undefined => {
    if (isForeign(c, publicUrl)) return plainPage(words.foreign, 403);
    const wait = limits.count(what, clientAddress(c, proxies), now());
    if (wait === 0) return undefined;
    const { title, body } = words.tooMany;
    return plainPage({ title, body: body(Math.ceil(wait / 60)) }, 429, { 'retry-after': String(wait) });
  };

  /** The fields of a form; undefined where it is too long. */
  const sentFields = (c: Context): Promise<URLSearchParams | undefined> =>
    readForm(c, LONGEST_FORM).catch((fault: unknown) => {
      if (fault instanceof ProblemError && fault.problem.status === 413) return undefined;
      throw fault;
    });
  const tooLongPage = () => plainPage(words.tooLong, 413);

  const viewOf = async (token: string): Promise<View | undefined> => {
    const found = await desk.open(token);
    return found && { ...found, token, body: bodyOf(found.record.authority) };
  };

  const pageOf = (view: View, title: string, main: Markup, status = 200, more: Readonly<Record<string, string>> = {}) =>
    shown({ title, main, authority: view.record.authority, status }, more);

  routes.get('/jobs/:id/apply', async c => {
    const found = await find(c.req.param('id'));
    if (!found || found.state === 'draft' || found.state === 'scheduled') return notFoundPage();
    const { authority } = found;
    if (found.state !== 'open') return shown({ title: words.closedTitle, main: closedMain(found), authority, status: 410 });
    if (found.applyKind !== 'form') return goTo(`/jobs/${found.id}`);
    return shown({ title: words.applyTitle(found.title), main: startMain(found, bodyOf(authority)), authority });
  });

  routes.post('/jobs/:id/apply', async c => {
    const refusal = refusalOf(c, 'start');
    if (refusal) return refusal;
    const found = await find(c.req.param('id'));
    if (found?.state !== 'open' || found.applyKind !== 'form') return goTo(applyAddress(c.req.param('id')));
    return goTo(applicationAddress(await desk.start(found)));
  });

  const statusPage = (view: View, said: Markup | string = '', status = 200): Promise<Response> => {
    switch (view.record.state) {
      case 'draft':
        return pageOf(view, headingOf(view), draftMain(view, said), status);
      case 'sent':
        return pageOf(view, words.sentTitle, sentMain(view, said));
      case 'withdrawn':
        return pageOf(view, words.withdrawnTitle, withdrawnMain(view));
    }
  };

  routes.get('/applications/:token', async c => {
    const view = await viewOf(c.req.param('token'));
    if (!view) return unknownPage();
    if (view.record.state === 'sent') return statusPage(view, c.req.query('receipt') === 'none' ? words.noReceipt : words.receipt);
    const { email } = view.person;
    const isMailed = c.req.query('mailed') !== undefined && email !== null;
    return statusPage(view, isMailed ? note(words.mailedTitle, words.mailed(email)) : '');
  });

  type Drawn = { readonly faults?: readonly FieldFault[]; readonly person?: ApplicationPerson; readonly answers?: EqualityAnswers };

  /** One step of a draft, with what is wrong above it. */
  const stepPage = (view: View, step: Step, drawn: Drawn = {}, status = 200): Promise<Response> => {
    const { faults = [], person = view.person, answers = new Map() } = drawn;
    const draw: Readonly<Record<Step, () => Markup>> = {
      details: () => html`${faultSummary(faults, words.savedAnyway)}${detailsForm(view, person, faults)}`,
      statement: () => html`${faultSummary(faults, words.savedAnyway)}${statementForm(view, person, faults)}`,
      cv: () => html`${faultSummary(faults, '')}${cvForm(view, faults[0]?.message ?? null)}`,
      check: () => checkForm(view, sendingFaults(view.person, view.file), answers),
    };
    const title = `${words[step]}: ${headingOf(view)}`;
    return pageOf(
      view,
      faults.length > 0 ? words.errorTitle(title) : title,
      html`<h1>${words[step]}</h1>${banner(view)}${draw[step]()}`,
      status,
    );
  };

  /** A draft that can still be changed; else the answer that says how it stands. */
  const draftOf = async (token: string): Promise<View | Response> => {
    const view = await viewOf(token);
    if (!view) return unknownPage();
    return view.record.state === 'draft' && view.vacancy?.state === 'open' ? view : goTo(applicationAddress(token));
  };

  for (const step of ['details', 'statement', 'cv', 'check'] as const)
    routes.get(`/applications/:token/${step}`, async c => {
      const view = await draftOf(c.req.param('token'));
      return view instanceof Response ? view : stepPage(view, step);
    });

  /** After what was asked could not be done: the page that says how the application stands. */
  const unchanged = async (token: string, why: Exclude<Changed, 'changed'>): Promise<Response> => {
    if (why === 'done') return goTo(applicationAddress(token));
    const view = why === 'unknown' ? undefined : await viewOf(token);
    return view ? statusPage(view, '', 409) : unknownPage();
  };

  const saving = (
    step: 'details' | 'statement',
    next: Step,
    read: (fields: URLSearchParams) => Partial<ApplicationPerson>,
    check: (person: ApplicationPerson) => readonly FieldFault[],
  ) =>
    routes.post(`/applications/:token/${step}`, async c => {
      const token = c.req.param('token') ?? '';
      const refusal = refusalOf(c, 'save');
      if (refusal) return refusal;
      const fields = await sentFields(c);
      if (!fields) return tooLongPage();
      const changed = await desk.save(token, read(fields));
      if (changed !== 'changed') return unchanged(token, changed);
      if (fields.get('next') === 'later') return goTo(applicationAddress(token));
      const view = await viewOf(token);
      if (!view) return unknownPage();
      const faults = check(view.person);
      return faults.length > 0 ? stepPage(view, step, { faults }, 400) : goTo(applicationAddress(token, next));
    });
  saving('details', 'statement', fields => readDetails(name => fields.get(name)), detailFaults);
  saving('statement', 'cv', fields => readStatement(name => fields.get(name)), statementFaults);

  routes.post('/applications/:token/cv', async c => {
    const token = c.req.param('token');
    const refusal = refusalOf(c, 'upload');
    if (refusal) return refusal;
    const view = await draftOf(token);
    if (view instanceof Response) return view;
    const refused = (message: string, status = 400) => stepPage(view, 'cv', { faults: [{ field: 'cv', message }] }, status);
    const upload = await readUpload(c, 'cv');
    if (upload.kind === 'too-large') return refused(fileFaults.tooLarge, 413);
    if (upload.kind !== 'file') return refused(fileFaults[upload.kind]);
    const checked = await checkFile(upload.name, upload.bytes);
    if (checked.kind === 'refused') return refused(checked.message);
    const changed = await desk.attach(token, { name: checked.name, kind: checked.is, bytes: upload.bytes });
    return changed === 'changed' ? goTo(applicationAddress(token, 'cv')) : unchanged(token, changed);
  });

  routes.post('/applications/:token/cv/remove', async c => {
    const token = c.req.param('token');
    const refusal = refusalOf(c, 'save');
    if (refusal) return refusal;
    const changed = await desk.removeFile(token);
    return changed === 'changed' ? goTo(applicationAddress(token, 'cv')) : unchanged(token, changed);
  });

  routes.post('/applications/:token/check', async c => {
    const token = c.req.param('token');
    const refusal = refusalOf(c, 'save');
    if (refusal) return refusal;
    const fields = await sentFields(c);
    if (!fields) return tooLongPage();
    const answers = readAnswers(name => fields.get(name));
    const email = (await desk.open(token))?.person.email ?? null;
    const mayReceipt = limits.count('receipt', email, now()) === 0;
    const sent = await desk.send(token, answers, mayReceipt);
    if (sent.kind === 'sent') return goTo(`${applicationAddress(token)}${mayReceipt ? '' : '?receipt=none'}`);
    if (sent.kind !== 'incomplete') return unchanged(token, sent.kind);
    const view = await viewOf(token);
    return view ? stepPage(view, 'check', { faults: sent.faults, answers }, 400) : unknownPage();
  });

  routes.post('/applications/:token/link', async c => {
    const token = c.req.param('token');
    const refusal = refusalOf(c, 'save');
    if (refusal) return refusal;
    const view = await draftOf(token);
    if (view instanceof Response) return view;
    const { email } = view.person;
    if (email === null || detailFaults(view.person).some(({ field }) => field === 'email'))
      return statusPage(view, note(words.problemTitle, words.mailWrong, 'problem'), 400);
    const wait = limits.count('mail', email, now());
    if (wait > 0) return statusPage(view, note(words.tooMany.title, words.mailTooMany(Math.ceil(wait / 60)), 'problem'), 429);
    const changed = await desk.mailLink(token, email);
    return changed === 'changed' ? goTo(`${applicationAddress(token)}?mailed`) : unchanged(token, changed);
  });

  routes.get('/applications/:token/withdraw', async c => {
    const view = await viewOf(c.req.param('token'));
    if (!view) return unknownPage();
    if (view.record.state === 'withdrawn') return statusPage(view);
    return pageOf(view, view.record.state === 'draft' ? words.deleteTitle : words.withdrawTitle, withdrawMain(view));
  });

  routes.post('/applications/:token/withdraw', async c => {
    const token = c.req.param('token');
    const refusal = refusalOf(c, 'save');
    if (refusal) return refusal;
    const view = await viewOf(token);
    if (!view) return unknownPage();
    await desk.withdraw(token);
    if (view.record.state !== 'draft') return goTo(applicationAddress(token));
    return plainPage({ title: words.deletedTitle, body: words.deletedBody }, 200);
  });

  return routes;
};
