import { CONTACT_LABEL, MAP_LABEL } from '../authorities.ts';
import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

/** All three widgets on a page about one thing: where, who, and what else. They share an area. */
export function threeWidgetsPage(): Page {
  const path = 'three-widgets/';
  const { root } = wayFrom(path);
  return demoPage({
    path,
    title: 'Three widgets on a page',
    lead: 'A page about libraries, as a council might write it. Give your postcode in one of the widgets, and all three go by it.',
    head: html`<script type="module" src="${root}embed/v1/dtp.js"></script>`,
    main: html`<section class="embed" aria-labelledby="who">
    <h2 id="who">Ask about libraries</h2>
    <dtp-contact authority="derbyshire" topic="join-the-library" heading-level="3" loading="eager"><a href="${root}contact?authority=derbyshire">${CONTACT_LABEL}</a></dtp-contact>
  </section>
  <section class="embed" aria-labelledby="where">
    <h2 id="where">Libraries near you</h2>
    <dtp-map authority="derbyshire" layers="libraries" heading-level="3" loading="eager"><a href="${root}map?authority=derbyshire">${MAP_LABEL}</a></dtp-map>
  </section>
  <section class="embed" aria-labelledby="else">
    <h2 id="else">Something else</h2>
    <dtp-az-search authority="derbyshire" heading-level="3" compact loading="eager"><a href="${root}az?authority=derbyshire">A to Z of council services</a></dtp-az-search>
  </section>`,
  });
}
