import { html, nothing, type TemplateResult } from 'lit';
import type { PanelState } from '../map-panel.ts';
import { messages } from '../messages.ts';

/** Its address, and what it shows in words. */
export type Picture = { readonly address: string; readonly words: string };

/**
 * The other view of the list: a picture of it until the person asks for the map, then the map. One button does both ways and stays where it
 * is, so that the focus does too. Where no map is to be had the picture remains, and says so.
 */
export function panel(state: PanelState, picture: Picture, onToggle: () => void): TemplateResult {
  const isOpen = state === 'open' || state === 'opening';
  const fault = state === 'undrawable' ? messages.undrawable : state === 'failed' ? messages.mapFailed : null;
  const words = isOpen ? messages.hideMap : state === 'failed' ? messages.tryAgain : messages.showMap;
  return html`<div class="panel" part="map" role="group" aria-label=${messages.map}>
    ${fault ? html`<p class="notice">${fault}</p>` : nothing}
    ${
      state === 'undrawable'
        ? nothing
        : html`<button type="button" class="action quiet toggle" part="toggle" aria-expanded=${isOpen} @click=${onToggle}>${words}</button>`
    }
    ${isOpen ? html`<div class="map" aria-busy=${state === 'opening'}></div>` : overview(picture)}
  </div>`;
}

/** A picture that cannot be had, as under a page's own policy, leaves no gap. */
const hide = ({ target }: Event): void => {
  if (target instanceof HTMLElement) target.hidden = true;
};
const show = ({ target }: Event): void => {
  if (target instanceof HTMLElement) target.hidden = false;
};

const overview = ({ address, words }: Picture): TemplateResult =>
  html`<img class="picture" part="picture" src=${address} alt=${words} width="480" height="600" @error=${hide} @load=${show} />`;
