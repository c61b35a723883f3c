import type { Layer, MapFeature } from '@dtp/contract/map.ts';
import { longDate } from '@dtp/kit/dates.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';

type Part = TemplateResult | typeof nothing;

/** Address and postcode in one line; empty where neither is on record. */
export const addressLine = ({ address, postcode }: MapFeature): string =>
  [address, postcode && address?.includes(postcode) ? null : postcode].filter(Boolean).join(', ');

/** How far it is, and whether it is open: what people choose by. */
export const nearAndOpen = ({ open }: MapFeature, distance: string | null): Part =>
  distance || open
    ? html`<p class="near">
        ${distance ? html`<strong>${distance}</strong>` : nothing}
        ${open ? html`<span class=${open.open ? 'open' : 'muted'}>${open.text}</span>` : nothing}
      </p>`
    : nothing;

/** Said wherever facts show that nobody has checked. */
export function standing({ isSample, isVerified }: Layer, verifiedOn: string | null): Part {
  if (isSample) return html`<p class="notice">${messages.sample}</p>`;
  if (verifiedOn) return html`<p class="muted">${messages.checked(longDate(verifiedOn))}</p>`;
  return isVerified ? nothing : html`<p class="notice">${messages.notChecked}</p>`;
}

/** Whose data it is and on what terms. `source` is the place's own, where it has one. */
export function aboutLayer({ source: usual, attribution, licence, status }: Layer, source: string | null): TemplateResult {
  const terms = linkAddress(licence.url);
  return html`<p class="muted source" part="source">
    ${status.fault ? messages.stale : nothing} ${messages.source(source ?? usual)} ${attribution} ${messages.licence}
    ${terms ? html`<a href=${terms}>${licence.name}</a>` : licence.name}.
  </p>`;
}
