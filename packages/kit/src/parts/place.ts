import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';
import { placeMessages as words } from '../place-messages.ts';
import type { PlaceView } from '../place-view.ts';
import { linkAddress } from './link-address.ts';

type Part = TemplateResult | typeof nothing;

/** The place as the answers below it take it, with the way to another one, or the way to another council. */
export function placeLine(view: Exclude<PlaceView, { kind: 'choose' }>, onChange: () => void): Part {
  if (view.kind === 'wrong') return nothing;
  const change = html`<button type="button" class="link" @click=${onChange}>${words.change}<span class="unseen"> ${messages.postcode.label}</span></button>`;
  if (view.kind === 'known') {
    return html`<div class="place" part="place" tabindex="-1">
      <p>${words.known(view.postcode)} <strong>${view.area.name}</strong>. ${change}</p>
      ${view.note ? html`<p class="muted">${view.note}</p>` : nothing}
    </div>`;
  }
  const finder = linkAddress(view.finderUrl);
  return html`<div class="place notice" part="place" tabindex="-1">
    <p>${view.message}</p>
    <p>${finder ? html`<a href=${finder}>${words.finder}</a> ` : nothing}${change}</p>
  </div>`;
}

/** The data the place rests on, with the notices its licences ask for. */
export const placeSource = (view: PlaceView): Part =>
  view.kind === 'wrong'
    ? nothing
    : html`<p class="muted source" part="source">${words.source(view.source.name, view.source.edition)} ${view.source.attribution}</p>`;
