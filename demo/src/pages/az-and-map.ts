import { MAP_LABEL } from '../authorities.ts';
import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

/** Two widgets of different kinds that share an area. */
export function azAndMapPage(): Page {
  const path = 'az-and-map/';
  const { root } = wayFrom(path);
  return demoPage({
    path,
    title: 'The A to Z and the map on a page',
    lead: 'Give your postcode once. The other widget knows it too, for as long as the page is open.',
    head: html`<script type="module" src="${root}embed/v1/dtp.js"></script>`,
    main: html`<div class="pair">
    <section class="embed" aria-labelledby="services">
      <h2 id="services">Services</h2>
      <dtp-az-search authority="high-peak" heading-level="3" compact loading="eager"><a href="${root}az?authority=high-peak">A to Z of council services</a></dtp-az-search>
    </section>
    <section class="embed" aria-labelledby="places">
      <h2 id="places">Places</h2>
      <dtp-map authority="high-peak" heading-level="3" layers="libraries,recycling-centres" loading="eager"><a href="${root}map?authority=high-peak">${MAP_LABEL}</a></dtp-map>
    </section>
  </div>`,
  });
}
