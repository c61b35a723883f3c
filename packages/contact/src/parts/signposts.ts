import type { Signpost } from '@dtp/contract/contact.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';

/** Whom to call before anyone else. The status line says so too, which a screen reader reads out. */
export const signposts = (emergencies: readonly Signpost[], level: number): TemplateResult | typeof nothing =>
  emergencies.length === 0
    ? nothing
    : html`<div class="notice urgent" part="emergency" role="region" aria-label=${messages.first}>
        ${emergencies.map(one => signpost(one, level))}
      </div>`;

function signpost({ title, advice, phone, text, bslUrl, url }: Signpost, level: number): TemplateResult {
  const sign = linkAddress(bslUrl);
  const more = linkAddress(url);
  return html`<div>
    ${heading(level, title, 'title')}
    <p>${advice}</p>
    <p class="call">${messages.call} ${phoneLink(phone, true)}</p>
    ${text ? html`<p>${messages.relay}: ${phoneLink(text, true)}</p>` : nothing}
    ${sign ? html`<p>${messages.sign}: <a class="step" href=${sign}>${messages.signCall}</a></p>` : nothing}
    ${more ? html`<p><a class="step" href=${more}>${messages.more}</a></p>` : nothing}
  </div>`;
}
