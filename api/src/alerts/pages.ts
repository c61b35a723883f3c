import { AlertFrequency, AlertTopic } from '@dtp/contract/alerts.ts';
import { cleanText } from '@dtp/contract/text.ts';
import { type Context, type Handler, Hono } from 'hono';
import { html } from 'hono/html';
import type { AuthorityBook } from '../authorities/book.ts';
import { hostOn } from '../authorities/host.ts';
import { clientAddress } from '../http/client-address.ts';
import { londonDay } from '../http/clock.ts';
import { readForm } from '../http/input.ts';
import { type Markup, type Page, pageText } from '../http/page-shell.ts';
import { isFromOurPage } from '../http/same-origin.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import { isMailAddress } from '../mail/address.ts';
import { hiddenFields } from '../places/page-parts.ts';
import { type Alert, type AlertDesk, MOST_ALERTS } from './desk.ts';
import type { WishLimits } from './limits.ts';
import { faultWords, frequencyWords, replyWords, pageWords as words } from './messages.ts';
import type { PersonRecord } from './record.ts';

export type AlertPageDeps = {
  readonly publicUrl: string;
  readonly desk: AlertDesk;
  readonly limits: WishLimits;
  readonly authorities: AuthorityBook;
  readonly proxies: number;
  readonly now: () => Date;
};

const LONGEST_FORM = 10_000;
/** Nobody keeps these pages, and their addresses, which open a person's alerts, go nowhere but to ourselves. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  ...pageSecurityHeaders,
  'referrer-policy': 'same-origin',
};

const shown = async (title: string, main: Markup, status = 200, host?: Page['host'], heading = title): Promise<Response> =>
  new Response(await pageText({ title, description: words.newLead, index: false, main: html`<h1>${heading}</h1>${main}`, host }), {
    status,
    headers: HEADERS,
  });

const choiceWords = (frequency: AlertFrequency): string =>
  frequencyWords[frequency].charAt(0).toUpperCase() + frequencyWords[frequency].slice(1);

const frequencyField = (name: string, chosen: AlertFrequency): Markup => html`<fieldset><legend>${words.often}</legend>
  ${AlertFrequency.options.map(
    one =>
      html`<label class="choice"><input type="radio" name="${name}" value="${one}" ${one === chosen ? html`checked` : ''}> ${choiceWords(one)}</label>`,
  )}</fieldset>`;

/** What was typed into the form of a new alert, as it can be shown back. */
type WishFields = {
  readonly topic: AlertTopic;
  readonly filter: string;
  readonly frequency: AlertFrequency;
  readonly authority: string | undefined;
  readonly email: string;
};

const readWish = (field: (name: string) => string | undefined): WishFields => {
  const text = (name: string, most: number) => cleanText(field(name) ?? '').slice(0, most);
  const topic = AlertTopic.safeParse(text('topic', 20));
  const frequency = AlertFrequency.safeParse(text('frequency', 20));
  return {
    topic: topic.success ? topic.data : 'jobs',
    filter: text('filter', 1000),
    frequency: frequency.success ? frequency.data : 'daily',
    authority: text('authority', 60) || undefined,
    email: text('email', 300),
  };
};

const alertPart = ({ id, label, frequency }: Alert, token: string): Markup => html`<section class="service"><h2>${label}</h2>
  <form class="report" method="post" action="/alerts/manage">
    ${hiddenFields({ token, alert: id })}
    ${frequencyField('frequency', frequency)}
    <p><button name="do" value="change">${words.change}</button> <button class="link" name="do" value="stop">${words.stop}</button></p>
  </form></section>`;

/** `/alerts/…`: where alerts are asked for, begun, changed and stopped. A GET changes nothing: scanners follow links. */
export const alertPages = ({ publicUrl, desk, limits, authorities, proxies, now }: AlertPageDeps): Hono => {
  const routes = new Hono();
  const hostOf = (authority: string | undefined): Page['host'] => hostOn(authorities, authority, londonDay(now()));

  const newPage = async (fields: WishFields, fault: string | null, status = 200): Promise<Response> => {
    const { topic, filter, frequency, authority, email } = fields;
    const described = await desk.describe(topic, filter);
    const title = fault ? words.errorTitle(words.newTitle) : words.newTitle;
    const host = hostOf(authority);
    if (!described.ok)
      return shown(words.newTitle, html`<p>${described.message}</p><p><a class="tap" href="/jobs">${words.jobs}</a></p>`, 400, host);
    const main = html`<p class="lead">${words.newLead}</p>
      ${fault ? html`<div class="note problem" role="alert"><h2>${words.problemTitle}</h2><p><a href="#email">${fault}</a></p></div>` : ''}
      <p>${words.about}: <strong>${described.label}</strong></p>
      <form class="report" method="post" action="/alerts/new" novalidate>
        ${hiddenFields({ topic, filter, authority: host?.id })}
        <div class="field"><label for="email">${words.email} <span class="hint" id="email-hint">${words.emailHint}</span></label>
          ${fault ? html`<p class="fault" id="email-fault">${fault}</p>` : ''}
          <input id="email" name="email" type="email" autocomplete="email" value="${email}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="email-hint${fault ? ' email-fault' : ''}"></div>
        ${frequencyField('frequency', frequency)}
        <p><button>${words.ask}</button></p>
      </form>`;
    return shown(title, main, status, host, words.newTitle);
  };

  const deadPage = (): Promise<Response> =>
    shown(words.deadTitle, html`<p>${words.dead}</p><p><a class="tap" href="/jobs">${words.jobs}</a></p>`, 404);
  const gonePage = (): Promise<Response> =>
    shown(words.goneTitle, html`<p>${words.gone}</p><p><a class="tap" href="/jobs">${words.jobs}</a></p>`, 404);
  const foreignPage = (): Promise<Response> => shown(words.foreignTitle, html`<p>${words.foreign}</p>`, 403);

  routes.get('/alerts/new', c => newPage({ ...readWish(name => c.req.query(name)), email: '' }, null));
  routes.post('/alerts/new', async c => {
    if (!isFromOurPage(c, publicUrl)) return foreignPage();
    const sent = await readForm(c, LONGEST_FORM);
    const fields = readWish(name => sent.get(name) ?? undefined);
    if (!(await desk.describe(fields.topic, fields.filter)).ok) return newPage(fields, null);
    if (!isMailAddress(fields.email)) return newPage(fields, faultWords.email, 400);
    const wait = limits.client(clientAddress(c, proxies), now());
    if (wait > 0) return newPage(fields, faultWords.tooMany(Math.ceil(wait / 60)), 429);
    await desk.ask({ ...fields, authority: hostOf(fields.authority)?.id ?? null });
    return shown(words.sentTitle, html`<p class="lead">${replyWords.checkMail}</p>`, 200, hostOf(fields.authority));
  });

  routes.get('/alerts/confirm', async c => {
    const token = c.req.query('token') ?? '';
    const wish = await desk.wish(token);
    if (!wish) return deadPage();
    return shown(
      words.confirmTitle,
      html`<p class="lead">${words.confirmLead(wish.label, frequencyWords[wish.frequency])}</p>
        <form class="report" method="post" action="/alerts/confirm">${hiddenFields({ token })}<p><button>${words.confirm}</button></p></form>`,
    );
  });
  routes.post('/alerts/confirm', async c => {
    if (!isFromOurPage(c, publicUrl)) return foreignPage();
    const begun = await desk.confirm((await readForm(c, LONGEST_FORM)).get('token') ?? '');
    if (!begun) return deadPage();
    if (begun === 'full') return shown(words.fullTitle, html`<p class="lead">${words.full(MOST_ALERTS)}</p>`, 409);
    return shown(
      words.begunTitle,
      html`<p class="lead">${words.begun(begun.label, frequencyWords[begun.frequency])}</p>${begun.cameBack ? html`<p>${words.cameBack}</p>` : ''}`,
    );
  });

  const managePage = async (person: PersonRecord, token: string, note: string | null): Promise<Response> => {
    const alerts = await desk.alertsOf(person);
    const form = (act: string, label: string) =>
      html`<form class="report" method="post" action="/alerts/manage">${hiddenFields({ token })}<p><button class="quiet" name="do" value="${act}">${label}</button></p></form>`;
    return shown(
      words.manageTitle,
      html`${note ? html`<div class="note" role="status"><p>${note}</p></div>` : ''}
        ${alerts.length === 0 ? html`<p>${words.none}</p>` : alerts.map(alert => alertPart(alert, token))}
        ${alerts.length > 1 ? form('stop-all', words.stopAll) : ''}
        <section><h2>${words.data}</h2><p>${words.dataLead}</p>${form('download', words.download)}${form('erase', words.erase)}</section>`,
    );
  };

  const erasePage = (token: string): Promise<Response> =>
    shown(
      words.eraseTitle,
      html`<p class="lead">${words.eraseLead}</p>
        <form class="report" method="post" action="/alerts/manage">${hiddenFields({ token })}<p><button name="do" value="erase-now">${words.eraseYes}</button></p></form>
        <p><a class="tap" href="/alerts/manage?token=${token}">${words.back}</a></p>`,
    );

  /** A page for whom a link in a mail is for. */
  const forPerson =
    (
      tokenOf: (c: Context) => Promise<string> | string,
      answer: (person: PersonRecord, token: string, c: Context) => Promise<Response>,
    ): Handler =>
    async c => {
      const token = await tokenOf(c);
      const person = await desk.person(token);
      return person ? answer(person, token, c) : gonePage();
    };
  const fromQuery = (c: Context): string => c.req.query('token') ?? '';

  routes.get(
    '/alerts/manage',
    forPerson(fromQuery, (person, token) => managePage(person, token, null)),
  );

  const download = async (person: PersonRecord): Promise<Response> => {
    const kept = await desk.kept(person);
    return new Response(`${JSON.stringify(kept, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="my-alerts.json"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  };

  routes.post('/alerts/manage', async c => {
    if (!isFromOurPage(c, publicUrl)) return foreignPage();
    const sent = await readForm(c, LONGEST_FORM);
    const token = sent.get('token') ?? '';
    const person = await desk.person(token);
    if (!person) return gonePage();
    const alert = sent.get('alert') ?? '';
    switch (sent.get('do')) {
      case 'download':
        return download(person);
      case 'erase':
        return erasePage(token);
      case 'erase-now':
        await desk.erase(person);
        return shown(words.erasedTitle, html`<p class="lead">${words.erased}</p>`);
      case 'stop-all':
        await desk.stopAll(person);
        return managePage(person, token, words.stopped);
      case 'stop':
        await desk.stop(person, alert);
        return managePage(person, token, words.stopped);
      default: {
        const frequency = AlertFrequency.safeParse(sent.get('frequency'));
        if (frequency.success) await desk.setFrequency(person, alert, frequency.data);
        return managePage(person, token, words.changed);
      }
    }
  });

  routes.get(
    '/alerts/unsubscribe',
    forPerson(fromQuery, (_, token) =>
      shown(
        words.unsubscribeTitle,
        html`<p class="lead">${words.unsubscribeLead}</p>
          <form class="report" method="post" action="/alerts/unsubscribe?token=${token}"><p><button>${words.stopAll}</button></p></form>
          <p><a class="tap" href="/alerts/manage?token=${token}">${words.manage}</a></p>`,
      ),
    ),
  );
  // RFC 8058: mail programs send this by themselves, without cookies and from no page of ours. Twice is fine.
  routes.post(
    '/alerts/unsubscribe',
    forPerson(fromQuery, async person => {
      await desk.stopAll(person);
      return shown(words.stoppedTitle, html`<p class="lead">${words.stopped}</p>`);
    }),
  );
  return routes;
};
