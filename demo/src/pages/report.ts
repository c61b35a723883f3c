import { MAP_LABEL } from '../authorities.ts';
import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

/** A council's own "report it" form, in which the map asks for the spot. What is sent goes nowhere: the page shows what it would be. */
export function reportPage(): Page {
  const path = 'report/';
  const { root } = wayFrom(path);
  return demoPage({
    path,
    title: 'Report a problem',
    lead: 'A form as a council has it. The map in it finds the spot, and says whose it is. Nothing is sent from here.',
    head: html`<script type="module" src="${root}embed/v1/dtp.js"></script>
<script type="module" src="report.js"></script>`,
    main: html`<form id="report" class="report" autocomplete="off">
    <div class="field">
      <label for="what">What is the problem?</label>
      <textarea id="what" name="what" rows="3"></textarea>
    </div>
    <fieldset>
      <legend>Where is it?</legend>
      <div class="embed">
        <dtp-map authority="amber-valley" mode="pick" heading-level="2" loading="eager"><a href="${root}map?authority=amber-valley">${MAP_LABEL}</a></dtp-map>
      </div>
      <p id="spot" role="status"></p>
    </fieldset>
    <p class="act"><button type="submit">Show what would be sent</button></p>
    <section id="sent" aria-labelledby="sent-title" tabindex="-1" hidden>
      <h2 id="sent-title">What would be sent</h2>
      <pre id="sent-text" tabindex="0" role="region" aria-label="The report"></pre>
    </section>
  </form>`,
  });
}
