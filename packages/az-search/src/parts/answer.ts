import type { Answer, ServiceAnswers } from '@dtp/contract/az.ts';
import { longDate } from '@dtp/kit/dates.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';

/** Why nobody is named yet, or nobody at all; null where the answers hold. `choosing` while a choice of area is open. */
export function whyOpen({ responsibility }: ServiceAnswers, choosing: boolean): string | null {
  if (responsibility === 'settled') return null;
  if (responsibility === 'elsewhere') return messages.elsewhere;
  return choosing ? messages.dependsOnChoice : messages.depends;
}

/** One body's answer in a list of results: who and why, the next step, the phone. */
export const answer = (item: Answer): TemplateResult => html`
  <div class="answer" part="answer">
    <p><strong>${item.authority.name}</strong></p>
    <p class="muted">${item.because}</p>
    ${nextSteps(item, false)}
  </div>
`;

/** One body's answer with everything on record. */
export const fullAnswer = (item: Answer, level: number): TemplateResult => html`
  <div class="answer" part="answer">
    ${heading(level, item.authority.name, 'heading small')}
    <p class="muted">${item.because}</p>
    ${item.alert ? html`<p class="notice">${item.alert}</p>` : nothing} ${item.summary ? html`<p>${item.summary}</p>` : nothing}
    ${nextSteps(item, true)}
    ${
      item.cost || item.eligibility
        ? html`<dl>${fact(messages.cost, item.cost)}${fact(messages.eligibility, item.eligibility)}</dl>`
        : nothing
    }
    ${item.lastReviewed ? html`<p class="muted">${messages.reviewed(longDate(item.lastReviewed))}</p>` : nothing}
  </div>
`;

const fact = (name: string, words: string | null) => (words ? html`<dt>${name}</dt><dd>${words}</dd>` : nothing);

/**
 * What people can do now: the pages on record where the body may provide the service, else its home page. The first page of a service that
 * is provided is the one clear action where there is room for it.
 */
function nextSteps({ authority, status, actions, contact, open }: Answer, full: boolean): TemplateResult {
  const pages = status === 'not-provided' ? [] : actions.filter(({ url }) => linkAddress(url));
  const home = { label: messages.website(authority.name), url: authority.homeUrl };
  const steps = pages.length > 0 ? pages.slice(0, full ? undefined : 1) : [home];
  const isClear = full && pages.length > 0 && status === 'provided';
  return html`
    ${status === 'unknown' ? html`<p>${messages.unknown(authority.name)}</p>` : nothing}
    ${status === 'not-provided' ? html`<p>${messages.notProvided(authority.name)}</p>` : nothing}
    <ul class="steps">
      ${steps.map(({ label, url }, at) => {
        const address = linkAddress(url);
        return address ? html`<li><a class=${isClear && at === 0 ? 'action' : 'step'} href=${address}>${label}</a></li>` : nothing;
      })}
      ${contact.phone ? html`<li>${messages.phone} ${phoneLink(contact.phone, contact.verifiedOn !== null)}${open ? html`<br>${open.text}` : nothing}</li>` : nothing}
    </ul>
  `;
}
