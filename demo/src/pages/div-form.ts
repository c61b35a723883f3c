import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

/** The form for editors that strip unknown tags: a div, which the loader turns into the element. */
export function divFormPage(): Page {
  const path = 'div-form/';
  const { root } = wayFrom(path);
  return demoPage({
    path,
    title: 'The div form',
    lead: 'Some editors remove tags they do not know. They keep a div, and the script turns it into the same widget.',
    head: html`<script type="module" src="${root}embed/v1/dtp.js"></script>`,
    main: html`<div class="embed">
    <div data-dtp="az-search" data-authority="high-peak" data-heading-level="2" id="az"><a href="${root}az?authority=high-peak">A to Z of council services</a></div>
  </div>`,
  });
}
