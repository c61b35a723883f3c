import type { MapFeature } from '@dtp/contract/map.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { pager } from '@dtp/kit/parts/pager.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { Listed } from '../browsing.ts';
import { messages } from '../messages.ts';
import { aboutLayer, addressLine, nearAndOpen, standing } from './facts.ts';

/** Draws the link that opens a place of the list. */
export type PlaceLink = (feature: MapFeature) => TemplateResult;

export type ListActions = {
  readonly link: PlaceLink;
  readonly onPage: (page: number) => void;
  /** Brings it up on the map; null where the map cannot be drawn. */
  readonly onShow: (() => void) | null;
};

/** The nearest of a layer with the numbers of their pins, or a page of all by title. */
export function list({ view }: Listed, level: number, { link, onPage, onShow }: ListActions): TemplateResult {
  const { layer, items } = view.reply;
  const title = view.kind === 'nearest' ? messages.near(layer.title, view.reply.from.label) : messages.byName(layer.title);
  return html`
    ${heading(level, title)}
    ${view.kind === 'nearest' ? (view.reply.from.note ? html`<p>${view.reply.from.note}</p>` : nothing) : html`<p>${messages.givePlace}</p>`}
    ${standing(layer, null)} ${onShow ? html`<button type="button" class="link to-map" @click=${onShow}>${messages.seeOnMap}</button>` : nothing}
    <ol class="results" part="results">
      ${items.map((item, at) => result(item, 'distance' in item ? item.distance : null, at + 1, level + 1, link))}
    </ol>
    ${view.kind === 'by-title' ? pager(view.reply, onPage) : nothing} ${aboutLayer(layer, null)}
  `;
}

const result = (feature: MapFeature, distance: string | null, number: number, level: number, link: PlaceLink): TemplateResult => {
  const address = addressLine(feature);
  return html`<li part="result">
    ${heading(level, html`<span class="number">${messages.number(number)}</span> ${link(feature)}`, 'title')} ${nearAndOpen(feature, distance)}
    ${address ? html`<p>${address}</p>` : nothing}
    ${feature.phone ? html`<p>${messages.phone} ${phoneLink(feature.phone, true)}</p>` : nothing}
  </li>`;
};
