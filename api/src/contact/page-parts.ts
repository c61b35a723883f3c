import type { ContactLine, ContactReply, DatedHoursLine, OutOfHours, Signpost } from '@dtp/contract/contact.ts';
import type { OpenState } from '@dtp/contract/hours.ts';
import { html } from 'hono/html';
import { longDay } from '../http/clock.ts';
import type { Markup } from '../http/page-shell.ts';
import { phoneLink } from '../http/phone-link.ts';
import { hiddenFields, placeFaultSummary, postcodeFault, postcodeField } from '../places/page-parts.ts';
import { type ContactAddress, contactAddress } from './page-address.ts';
import { words } from './page-messages.ts';

/** The form, with what is wrong above it. */
export const contactForm = (address: ContactAddress, shownTopic: string | undefined, place: ContactReply['place']): Markup =>
  html`${placeFaultSummary(place)}
    <form class="search" action="/contact" method="get" role="search">
      <div class="field">
        <label for="topic">${words.topic} <span class="hint" id="topic-hint">${words.topicHint}</span></label>
        <input id="topic" name="topic" type="search" maxlength="200" autocomplete="off" value="${shownTopic ?? ''}" aria-describedby="topic-hint">
      </div>
      ${postcodeField(address.postcode, postcodeFault(place))}
      ${hiddenFields({ authority: address.authority })}
      <button>${words.find}</button>
    </form>`;

const signpost = ({ title, advice, phone, text, bslUrl, url }: Signpost): Markup => html`<div class="note urgent">
    <h2>${title}</h2>
    <p>${advice}</p>
    <p><strong>${phoneLink(phone, words.call(phone))}</strong></p>
    ${text ? html`<p>${words.text(text)}</p>` : ''}
    ${bslUrl ? html`<p><a class="tap" href="${bslUrl}">${words.bsl}</a></p>` : ''}
    ${url ? html`<p><a class="tap" href="${url}">${words.more}</a></p>` : ''}
  </div>`;

/** Before anything else: whom to call when it is urgent. */
export const emergencyBox = (signposts: readonly Signpost[]): Markup | '' =>
  signposts.length === 0 ? '' : html`<section aria-label="${words.emergencies}">${signposts.map(signpost)}</section>`;

const fact = (label: string, content: Markup | string): Markup => html`<div><dt>${label}</dt><dd>${content}</dd></div>`;

const unchecked = ({ verifiedOn }: Pick<ContactLine, 'verifiedOn'>): Markup | '' =>
  verifiedOn ? '' : html` <span class="muted call-note">(${words.unverified})</span>`;

/** Every way to reach a line but its number, which stands above them. */
const channels = (line: ContactLine): Markup => html`<dl class="facts">
    ${line.relay ? fact(words.relay, phoneLink(line.relay)) : ''}
    ${line.textPhone ? fact(words.textPhone, phoneLink(line.textPhone)) : ''}
    ${line.sms ? fact(words.sms, html`<a class="tap" href="sms:${line.sms.replace(/[^\d+]/g, '')}">${line.sms}</a>`) : ''}
    ${line.bslUrl ? fact(words.bslLabel, html`<a class="tap" href="${line.bslUrl}">${words.bsl}</a>`) : ''}
    ${line.email ? fact(words.email, html`<a class="tap" href="mailto:${line.email}">${line.email}</a>`) : ''}
    ${line.formUrl ? fact(words.form, html`<a class="tap" href="${line.formUrl}">${words.formOf(line.authority.shortName)}</a>`) : ''}
    ${line.address ? fact(words.address, line.address) : ''}
    ${line.languages.length > 0 ? fact(words.languages, line.languages.join(', ')) : ''}
  </dl>`;

const datedText = ({ day, times, reason }: DatedHoursLine): string => `${day}: ${times}${reason ? ` (${reason})` : ''}`;

const hoursTable = ({ hours, datedHours }: ContactLine): Markup => {
  if (!hours) return html`<p class="muted">${words.hoursUnknown}</p>`;
  return html`<details><summary>${words.hours}</summary>
    <table class="hours"><thead><tr><th scope="col">${words.day}</th><th scope="col">${words.time}</th></tr></thead>
    <tbody>${hours.map(({ days, times }) => html`<tr><th scope="row">${days}</th><td>${times}</td></tr>`)}</tbody></table>
    ${datedHours.length > 0 ? html`<h3>${words.dated}</h3><ul>${datedHours.map(one => html`<li>${datedText(one)}</li>`)}</ul>` : ''}
  </details>`;
};

const backup = ({ service, title, phone, note, open, verifiedOn }: OutOfHours): Markup => html`<li>
    ${service ? html`${words.outOfHoursFor(service.title)} ` : ''}${title}${phone ? html`, ${phoneLink(phone)}${unchecked({ verifiedOn })}` : ''}${open ? html`. ${open.text}` : ''}
    ${note ? html`<br><span class="muted">${note}</span>` : ''}
  </li>`;

/** Who takes calls while the line is closed: said at once when it is, and under the hours when it is not. */
const outOfHours = ({ outOfHours: backups, open }: ContactLine): Markup | '' => {
  // What is always open needs nobody else.
  if (backups.length === 0 || (open?.open && open.nextChange === null)) return '';
  const list = html`<ul>${backups.map(backup)}</ul>`;
  if (open?.open === false) return html`<div class="backup"><h3>${words.outOfHours}</h3>${list}</div>`;
  return html`<details><summary>${words.outOfHours}</summary>${list}</details>`;
};

/** Why today differs, where it does. */
const todayReason = ({ datedHours: [first], open }: ContactLine, today: string): string | null =>
  open && !open.open && first?.date === today ? first.reason : null;

const stateLine = ({ open, text }: OpenState, reason: string | null): Markup =>
  html`<p class="state ${open ? 'is-open' : 'is-closed'}">${reason ? `${reason}: ` : ''}${text}</p>`;

/** Every body with its number, in short. */
export const bodyList = (items: readonly ContactLine[]): Markup =>
  html`<section><h2>${words.all}</h2><ul class="plain">${items.map(
    item => html`<li><a class="tap" href="${contactAddress({ authority: item.authority.id })}">${item.authority.name}</a>
    ${item.phone ? html`<br>${phoneLink(item.phone)}${unchecked(item)}` : ''}
    ${item.open ? stateLine(item.open, null) : ''}</li>`,
  )}</ul></section>`;

/** A line whole. `today` is YYYY-MM-DD. */
export const lineBlock = (line: ContactLine, today: string): Markup => {
  const reason = todayReason(line, today);
  const isClosed = line.open?.open === false;
  const backups = outOfHours(line);
  return html`<article class="service line">
    <h2>${line.title}</h2>
    ${line.title.includes(line.authority.name) ? '' : html`<p class="body-name">${line.authority.name}</p>`}
    ${line.because ? html`<p class="muted">${line.because}</p>` : ''}
    ${line.responsible === 'possible' && !line.because ? html`<p class="muted">${words.mayBe}</p>` : ''}
    ${line.purpose ? html`<p>${line.purpose}</p>` : ''}
    ${line.notices.map(({ text }) => html`<p class="note">${text}</p>`)}
    ${line.open ? stateLine(line.open, reason) : ''}
    ${line.phone ? html`<p class="call">${phoneLink(line.phone)}${unchecked(line)}</p>` : ''}
    ${isClosed ? backups : ''}
    ${channels(line)}
    ${isClosed ? '' : backups}
    ${hoursTable(line)}
    <p class="muted small">${line.source ? `${words.source(line.source)} ` : ''}${line.verifiedOn ? words.checked(longDay(line.verifiedOn)) : words.notChecked}</p>
  </article>`;
};

/** What else the words may have meant. */
export const otherTopics = ({ topic }: ContactReply, address: ContactAddress): Markup | '' => {
  if (!topic || topic.others.length === 0) return '';
  return html`<section><h2>${words.meant}</h2><ul class="plain">${topic.others.map(
    ({ id, title }) => html`<li><a href="${contactAddress({ ...address, topic: id })}">${title}</a></li>`,
  )}</ul></section>`;
};
