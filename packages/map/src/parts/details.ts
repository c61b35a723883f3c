import type { MapFeature } from '@dtp/contract/map.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { Opened } from '../browsing.ts';
import { messages } from '../messages.ts';
import { aboutLayer, addressLine, nearAndOpen, standing } from './facts.ts';

type Part = TemplateResult | typeof nothing;

const fact = (name: string, words: unknown): Part => (words ? html`<dt>${name}</dt><dd>${words}</dd>` : nothing);

/** Only what can be nothing but an address of mail is a link. */
const mail = (email: string): unknown => (/^[\w.+-]+@[\w.-]+$/.test(email) ? html`<a href="mailto:${email}">${email}</a>` : email);

/** One place with everything on record. `onShow` brings it up on the map; null where there is none to be had. */
export function details({ layer, feature, distance }: Opened, level: number, onShow: (() => void) | null): TemplateResult {
  const site = linkAddress(feature.url);
  return html`<div part="details">
    ${heading(level, feature.title)} ${feature.summary ? html`<p>${feature.summary}</p>` : nothing} ${nearAndOpen(feature, distance)}
    <dl>
      ${fact(messages.address, addressLine(feature))} ${fact(messages.phone, feature.phone && phoneLink(feature.phone, true))}
      ${fact(messages.email, feature.email && mail(feature.email))}
      ${fact(messages.website, site && html`<a class="step" href=${site}>${messages.visit(feature.title)}</a>`)}
    </dl>
    ${onShow ? html`<button type="button" class="action quiet show" @click=${onShow}>${messages.showOnMap}</button>` : nothing}
    ${hours(feature, level + 1)}
    ${
      feature.notes.length > 0
        ? html`${heading(level + 1, messages.more, 'small')}
            <dl>${feature.notes.map(({ label, text }) => fact(label, text))}</dl>`
        : nothing
    }
    ${standing(layer, feature.verifiedOn)} ${aboutLayer(layer, feature.source)}
  </div>`;
}

const hours = ({ week }: MapFeature, level: number): Part =>
  week && week.length > 0
    ? html`${heading(level, messages.hours, 'small')}
        <table part="hours">
          <thead class="unseen"><tr><th scope="col">${messages.days}</th><th scope="col">${messages.times}</th></tr></thead>
          <tbody>${week.map(({ days, times }) => html`<tr><th scope="row">${days}</th><td>${times}</td></tr>`)}</tbody>
        </table>
        <p class="muted">${messages.hoursHint}</p>`
    : nothing;
