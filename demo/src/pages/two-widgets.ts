import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

/** Two widgets that share an area, on a page where the script was pasted twice and once more by its exact version. */
export function twoWidgetsPage(version: string): Page {
  const path = 'two-widgets/';
  const { root } = wayFrom(path);
  const moving = html`<script type="module" src="${root}embed/v1/dtp.js"></script>`;
  return demoPage({
    path,
    title: 'Two widgets on a page',
    lead: 'Choose a postcode in one and the other follows. The script was pasted three times here by mistake, which does no harm.',
    head: html`${moving}\n${moving}\n<script type="module" src="${root}embed/${version}/dtp.js"></script>`,
    main: html`<div class="pair">
    <section class="embed" aria-labelledby="first">
      <h2 id="first">In the colours of Derbyshire Dales</h2>
      <dtp-az-search authority="derbyshire-dales" heading-level="3" compact loading="eager"><a href="${root}az?authority=derbyshire-dales">A to Z of council services</a></dtp-az-search>
    </section>
    <section class="embed" aria-labelledby="second">
      <h2 id="second">In the colours of the national park</h2>
      <dtp-az-search authority="peak-district" heading-level="3" compact loading="eager"><a href="${root}az?authority=peak-district">A to Z of services</a></dtp-az-search>
    </section>
  </div>`,
  });
}
