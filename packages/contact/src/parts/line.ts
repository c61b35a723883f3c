import type { ContactLine, ContactNotice, DatedHoursLine, OutOfHours } from '@dtp/contract/contact.ts';
import type { OpenState } from '@dtp/contract/hours.ts';
import { longDate } from '@dtp/kit/dates.ts';
import { LANGUAGE } from '@dtp/kit/messages.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';

type Part = TemplateResult | typeof nothing;

/** All hours are in this zone. */
const LONDON = 'Europe/London';

/** One way to reach a body: whose it is and what for, what to know now, whether it is open, every channel, and its hours. */
export const line = (item: ContactLine, level: number): TemplateResult => html`
  <li part="line">
    ${heading(level, nameOf(item), 'title')} ${item.purpose ? html`<p>${item.purpose}</p>` : nothing} ${why(item)}
    ${item.notices.map(notice)} ${item.open ? html`<p>${openState(item.open, reasonToday(item))}</p>` : nothing} ${channels(item)}
    ${item.open?.open ? nothing : whileClosed(item.outOfHours, level + 1)} ${openingHours(item)} ${standing(item)}
  </li>
`;

/** Whose line it is, and which of theirs. */
const nameOf = ({ authority, title }: ContactLine): string | TemplateResult =>
  title.includes(authority.name) ? title : html`${authority.name}<span class="of">, ${title}</span>`;

const why = ({ because, responsible }: ContactLine): Part => {
  const words = because ?? (responsible === 'possible' ? messages.mayBe : null);
  return words ? html`<p class="muted">${words}</p>` : nothing;
};

/** Said above the number, for it is what makes calling it worth while or not. */
const notice = ({ text, until }: ContactNotice): TemplateResult =>
  html`<p class="notice" part="notice"><strong>${text}</strong> ${until ? messages.until(whenOf(until)) : nothing}</p>`;

/** As the hours are written: "Wednesday 1 July at 5.30pm". */
const whenOf = (instant: string): string =>
  new Date(instant)
    .toLocaleString(LANGUAGE, {
      timeZone: LONDON,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
      hour12: true,
    })
    .replace(/(:00)?\s([ap]m)/, '$2')
    .replace(':', '.');

/** In words; the shape beside them is filled or hollow, so that colour says nothing alone. */
const openState = ({ open, text }: OpenState, reason: string | null): TemplateResult =>
  html`<span class=${open ? 'open' : 'muted'} part="open"
    ><span aria-hidden="true">${open ? '●' : '○'}</span> ${reason ? `${reason}: ` : nothing}${text}</span
  >`;

/** Why they are closed today, where today is one of the dates that differ. Swedish writes dates as ISO 8601 does. */
const reasonToday = ({ open, datedHours: [first] }: ContactLine): string | null =>
  first && !open?.open && first.date === new Date().toLocaleDateString('sv', { timeZone: LONDON }) ? first.reason : null;

const fact = (name: string, words: unknown): Part => (words ? html`<dt>${name}</dt> <dd>${words}</dd>` : nothing);

const page = (url: string | null, words: string): Part | null => {
  const address = linkAddress(url);
  return address ? html`<a class="step" href=${address}>${words}</a>` : null;
};

const textTo = (sms: string): TemplateResult => html`<a class="phone" href="sms:${sms.replace(/[^\d+]/g, '')}">${sms}</a>`;

const channels = ({ authority, phone, relay, textPhone, sms, email, ...more }: ContactLine): TemplateResult => html`
  ${phone ? html`<p class="call">${messages.call} ${phoneLink(phone, more.verifiedOn !== null)}</p>` : nothing}
  <dl class="pairs" part="ways">
    ${fact(messages.relay, relay && phoneLink(relay, true))} ${fact(messages.textPhone, textPhone && phoneLink(textPhone, true))}
    ${fact(messages.sms, sms && textTo(sms))} ${fact(messages.email, email && page(`mailto:${email}`, email))}
    ${fact(messages.online, page(more.formUrl, messages.onlineForm(authority.name)))}
    ${fact(messages.sign, page(more.bslUrl, messages.signCall))} ${fact(messages.address, more.address)}
    ${fact(messages.languages, more.languages.join(', '))}
  </dl>
`;

const whileClosed = (lines: readonly OutOfHours[], level: number): Part =>
  lines.length === 0
    ? nothing
    : html`<div class="notice" part="out-of-hours">
        ${heading(level, messages.whileClosed, 'strong')}
        <dl>${lines.map(one => fact(one.service?.title ?? messages.emergencies, outOfHours(one)))}</dl>
      </div>`;

const outOfHours = ({ title, phone, note, open, verifiedOn }: OutOfHours): TemplateResult => html`
  <p>${title} ${phone ? phoneLink(phone, verifiedOn !== null) : nothing}</p>
  ${open ? html`<p>${openState(open, null)}</p>` : nothing} ${note ? html`<p>${note}</p>` : nothing}
`;

const openingHours = ({ hours, datedHours }: ContactLine): Part =>
  hours || datedHours.length > 0
    ? html`<details part="hours">
        <summary>${messages.hours}</summary>
        ${hours ? html`<dl class="pairs">${hours.map(({ days, times }) => fact(days, times))}</dl>` : unknownHours}
        ${
          datedHours.length > 0
            ? html`<p><strong>${messages.differs}</strong></p>
                <dl class="pairs">${datedHours.map(dated)}</dl>`
            : nothing
        }
      </details>`
    : unknownHours;

const unknownHours = html`<p class="muted">${messages.hoursUnknown}</p>`;

const dated = ({ day, times, reason }: DatedHoursLine): Part => fact(day, messages.times(times, reason));

/** Who has checked it. Beside a number the number says so itself. */
const standing = ({ phone, verifiedOn }: ContactLine): Part =>
  phone && !verifiedOn ? nothing : html`<p class="muted">${verifiedOn ? messages.checked(longDate(verifiedOn)) : messages.unchecked}</p>`;
