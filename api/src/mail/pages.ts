import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { type Markup, notFoundPage, type Page, pageText } from '../http/page-shell.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import type { Sender } from './address.ts';
import { stateWords, words } from './messages.ts';
import { type Asker, isFromThisMachine, type OutboxReaders } from './outbox-readers.ts';
import type { MailRepository, MailRow } from './repository.ts';

export type OutboxPageDeps = { outbox: { readers: OutboxReaders; from: Sender; mails: MailRepository } };

const SHOWN = 200;

/** Names of headers that a proxy adds. */
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** What the server hands the app beside a request; nothing where a test asks the app itself. */
const Connection = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) });

const askerOf = (c: Context): Asker => ({
  hostname: new URL(c.req.url).hostname,
  remote: Connection.safeParse(c.env).data?.incoming.socket.remoteAddress,
  isPassedOn: PASSED_ON.some(name => c.req.header(name) !== undefined),
});

/** A styled mail is shown as a mail program without styles would: nothing of it runs, and nothing is fetched. */
const LETTER_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  ...pageSecurityHeaders,
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation",
};

/** Kept by nobody: not by a browser's cache, nor by one on the way. */
const privatePage = async (content: Omit<Page, 'index' | 'description'>): Promise<Response> =>
  new Response(await pageText({ ...content, index: false, description: words.lead }), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...pageSecurityHeaders },
  });

const listItem = ({ messageId, subject, to, createdAt, state }: MailRow): Markup =>
  html`<li><a href="/outbox/${messageId}">${subject ?? words.erased}</a><br><span class="muted">${words.toOf(to)}, ${words.at(createdAt)}, ${stateWords[state]}</span></li>`;

const listMain = (rows: readonly MailRow[]): Markup => html`<h1>${words.title}</h1>
  <p class="lead">${words.lead}</p>
  ${rows.length === 0 ? html`<p>${words.empty}</p>` : html`<ul class="plain">${rows.map(listItem)}</ul>`}
  ${rows.length === SHOWN ? html`<p class="muted">${words.shown(SHOWN)}</p>` : ''}`;

const fact = (label: string, text: string): Markup => html`<div><dt>${label}</dt><dd>${text}</dd></div>`;

/** The text as it is, with its web addresses to follow: every second part is one. */
const linked = (text: string): Markup[] =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));

const nameOf = ({ name, address }: Sender): string => (name === '' ? address : `${name} <${address}>`);

const mailMain = (mail: MailRow, from: Sender): Markup => html`<p><a href="/outbox">${words.back}</a></p>
  <h1>${mail.subject ?? words.erased}</h1>
  <dl class="facts">
    ${fact(words.from, nameOf(from))}
    ${fact(words.to, mail.to ?? words.erased)}
    ${mail.replyTo ? fact(words.replyTo, mail.replyTo) : ''}
    ${fact(words.when, words.at(mail.createdAt))}
    ${fact(words.state, mail.fault ? `${stateWords[mail.state]}: ${mail.fault}` : stateWords[mail.state])}
    ${Object.entries(mail.headers).map(([name, value]) => fact(name, value))}
  </dl>
  <h2>${words.text}</h2>
  <div class="letter">${mail.text === null ? words.erasedText : linked(mail.text)}</div>
  ${mail.html === null ? '' : html`<p><a href="/outbox/${mail.messageId}/styled">${words.styled}</a></p>`}`;

/** `/outbox`, `/outbox/{mail}` and `/outbox/{mail}/styled`: for developers, where no mail server is set. To everybody else there is no such page. */
export const outboxPages = ({ outbox: { readers, from, mails } }: OutboxPageDeps): Hono => {
  const routes = new Hono();
  if (readers === 'nobody') return routes;
  const mayRead = (c: Context): boolean => readers === 'everybody' || isFromThisMachine(askerOf(c));

  routes.get('/outbox', async c => {
    if (!mayRead(c)) return notFoundPage();
    return privatePage({ title: words.title, main: listMain(await mails.newest(SHOWN)) });
  });
  routes.get('/outbox/:mail', async c => {
    const mail = mayRead(c) ? await mails.byMessageId(c.req.param('mail')) : undefined;
    if (!mail) return notFoundPage();
    return privatePage({ title: mail.subject ?? words.erased, main: mailMain(mail, from) });
  });
  routes.get('/outbox/:mail/styled', async c => {
    const mail = mayRead(c) ? await mails.byMessageId(c.req.param('mail')) : undefined;
    if (!mail?.html) return notFoundPage();
    return new Response(mail.html, { headers: LETTER_HEADERS });
  });
  return routes;
};
