import type { JobCategory } from '@dtp/contract/jobs.ts';
import type { EmbedFile } from '@dtp/embed/manifest.ts';
import type { WidgetName } from '@dtp/embed/widgets.ts';
import { AUTHORITIES, azLabel, CONTACT_LABEL, JOBS_LABEL, MAP_LABEL } from '../authorities.ts';
import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

const WIDGET_TITLES: Readonly<Record<WidgetName, string>> = {
  'az-search': 'A to Z search',
  map: 'Map',
  contact: 'Who to call',
  jobs: 'Jobs',
};

const JOB_CATEGORIES: readonly (readonly [id: JobCategory, label: string])[] = [
  ['social-care', 'Social care'],
  ['schools', 'Schools'],
  ['administration', 'Administration'],
  ['highways-engineering', 'Highways and engineering'],
  ['environment-waste', 'Environment and waste'],
  ['planning-building', 'Planning and building'],
  ['digital', 'Digital'],
  ['finance-legal', 'Finance and legal'],
  ['housing', 'Housing'],
  ['libraries-leisure', 'Libraries and leisure'],
  ['police', 'Police'],
  ['fire-rescue', 'Fire and rescue'],
  ['countryside', 'Countryside'],
  ['catering-cleaning', 'Catering and cleaning'],
  ['management', 'Management'],
  ['other', 'Other'],
];

/** The words of the fallback link; of the A to Z they differ by body. */
const FALLBACKS: Partial<Readonly<Record<string, string>>> = { map: MAP_LABEL, contact: CONTACT_LABEL, jobs: JOBS_LABEL };

/** Switches of one widget name it; the others are common to all. */
const SWITCHES = [
  ['compact', 'Compact', 'Shows the search form only, for a front page or a narrow column.', 'az-search'],
  ['few-jobs', 'A few jobs only', 'Shows the first jobs and a link to all, for a front page.', 'jobs'],
  ['open', 'Open the map at once', 'Left out, the list comes first and a button opens the map, which saves people data.', 'map'],
  ['sync-url', 'Keep the search in the page’s address', 'The back button and bookmarks work. The postcode is never in it.'],
  ['remember-area', 'Remember the postcode in this tab', 'Kept by the browser until the tab is closed. Left out, nothing is stored.'],
  ['eager', 'Load at once', 'Left out, the code loads when the widget comes near the screen.'],
] as const;

const choice = (name: string, value: string, label: string, hint: string, checked: boolean) =>
  html`<div class="choice">
          <input type="radio" name="${name}" id="${name}-${value}" value="${value}" aria-describedby="${name}-${value}-hint"${checked && html` checked`}>
          <label for="${name}-${value}">${label}</label>
          <p class="hint" id="${name}-${value}-hint">${hint}</p>
        </div>\n        `;

const ZOOMS = [
  [9, '9, the county'],
  [11, '11, a district'],
  [13, '13, a town'],
  [15, '15, some streets'],
  [17, '17, some buildings'],
] as const;

const field = (name: string, label: string, hint: string) =>
  html`<div class="field">
          <label for="${name}">${label}</label>
          <input type="text" id="${name}" name="${name}" aria-describedby="${name}-hint">
          <p class="hint" id="${name}-hint">${hint}</p>
        </div>`;

/** The snippet builder. Without JavaScript it still shows the lines to paste. */
export function snippetPage(exact: EmbedFile): Page {
  const path = 'snippet/';
  const { root } = wayFrom(path);
  return demoPage({
    path,
    title: 'Snippet builder',
    lead: 'Choose, look, copy. Paste the first line once in your site’s template and the others where the widget should stand.',
    head: html`<script type="module" src="${root}embed/v1/dtp.js"></script>
<script type="module" src="builder.js"></script>`,
    main: html`<noscript><p class="note">The builder needs JavaScript. The lines below work for any body: change the id after “authority”.</p></noscript>
  <div class="builder">
    <form id="options" autocomplete="off" data-exact-path="${exact.path}" data-integrity="${exact.integrity}">
      <h2>Choose</h2>
      <div class="field">
        <label for="authority">Body</label>
        <select id="authority" name="authority">
          ${AUTHORITIES.map(({ id, name, kind }) => html`<option value="${id}" data-fallback="${azLabel(kind)}">${name}</option>\n          `)}
        </select>
      </div>
      <div class="field">
        <label for="widget">Widget</label>
        <select id="widget" name="widget">
          ${Object.entries(WIDGET_TITLES).map(([name, title]) => {
            const fallback = FALLBACKS[name];
            return html`<option value="${name}"${fallback !== undefined && html` data-fallback="${fallback}"`}>${title}</option>`;
          })}
        </select>
      </div>
      <div class="field">
        <label for="theme">Theme</label>
        <select id="theme" name="theme">
          <option value="">That of the body</option>
          <option value="default">Neutral</option>
          ${AUTHORITIES.map(({ id, name }) => html`<option value="${id}">${name}</option>\n          `)}
          <option value="none">None, colours come from your CSS</option>
        </select>
      </div>
      <div class="field">
        <label for="heading-level">Level of the widget’s headings</label>
        <select id="heading-level" name="heading-level">
          ${[2, 3, 4, 5].map(level => html`<option value="${level}">h${level}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="lang">Language attribute</label>
        <select id="lang" name="lang" aria-describedby="lang-hint">
          <option value="">None</option>
          <option value="en-GB">English (en-GB)</option>
        </select>
        <p class="hint" id="lang-hint">For a page in another language. The widget speaks English.</p>
      </div>
      <div data-for="map" hidden>
        <fieldset id="layers">
          <legend>Layers</legend>
          <p class="hint">Choose none to show all of them.</p>
        </fieldset>
        ${field('place', 'One place alone', 'Its layer and id, for a page about one place: libraries/bakewell-library')}
        ${field('centre', 'Centre', 'Latitude and longitude: 53.21, -1.67')}
        <div class="field">
          <label for="zoom">Zoom</label>
          <select id="zoom" name="zoom">
            <option value="">As fits</option>
            ${ZOOMS.map(([value, label]) => html`<option value="${value}">${label}</option>`)}
          </select>
        </div>
      </div>
      <div data-for="contact" hidden>
        ${field('topic', 'Topic', 'For a page about one thing: a service’s id such as report-a-pothole, or words. The widget then asks only for the postcode.')}
      </div>
      <div data-for="jobs" hidden>
        <div class="field">
          <label for="category">Kind of work</label>
          <select id="category" name="category" aria-describedby="category-hint">
            <option value="">All</option>
            ${JOB_CATEGORIES.map(([id, label]) => html`<option value="${id}">${label}</option>\n            `)}
          </select>
          <p class="hint" id="category-hint">For a page about one kind, as on working in social care.</p>
        </div>
        <div class="field">
          <label for="limit">Jobs on a page</label>
          <select id="limit" name="limit">
            <option value="">As usual: 20, or 5 of a few</option>
            ${[3, 4, 5, 10, 50].map(limit => html`<option value="${limit}">${limit}</option>`)}
          </select>
        </div>
      </div>
      <fieldset>
        <legend>Options</legend>
        ${SWITCHES.map(
          ([
            name,
            label,
            hint,
            only,
          ]) => html`<div class="choice"${only && html` data-for="${only}"`}${(only === 'map' || only === 'jobs') && html` hidden`}>
          <input type="checkbox" name="${name}" id="${name}" aria-describedby="${name}-hint">
          <label for="${name}">${label}</label>
          <p class="hint" id="${name}-hint">${hint}</p>
        </div>\n        `,
        )}
      </fieldset>
      <fieldset>
        <legend>Form</legend>
        ${choice('form', 'tag', 'Tag', 'The plain way.', true)}${choice('form', 'div', 'Div', 'For editors that remove unknown tags, as WordPress and Drupal do.', false)}
      </fieldset>
      <fieldset>
        <legend>Script</legend>
        ${choice('script', 'moving', 'Follow version 1', 'You get corrections without doing anything.', true)}${choice('script', 'exact', 'Pin the exact version', 'Never changes, and the browser checks it. You update it by hand.', false)}
      </fieldset>
    </form>
    <div class="outcome">
      <section aria-labelledby="copy-title">
        <h2 id="copy-title">Copy</h2>
        <pre id="code" tabindex="0" role="region" aria-label="Code to paste">&lt;script type="module" src="https://widgets.example/embed/v1/dtp.js"&gt;&lt;/script&gt;

&lt;dtp-az-search authority="amber-valley"&gt;
  &lt;a href="https://widgets.example/az?authority=amber-valley"&gt;A to Z of council services&lt;/a&gt;
&lt;/dtp-az-search&gt;</pre>
        <p class="act"><button type="button" id="copy-code">Copy the code</button> <span id="code-status" role="status"></span></p>
        <details>
          <summary>Your site has a Content Security Policy?</summary>
          <p>Add these sources to it. Styles need nothing more than <code>style-src 'self'</code>.</p>
          <pre id="policy" tabindex="0" role="region" aria-label="Content Security Policy">script-src https://widgets.example; connect-src https://widgets.example; img-src https://widgets.example data:</pre>
          <p data-for="map" hidden>If your site sends a Permissions-Policy with <code>geolocation=()</code>, people cannot use where they are: allow <code>geolocation=(self)</code>.</p>
          <p class="act"><button type="button" class="quiet" id="copy-policy">Copy the policy</button> <span id="policy-status" role="status"></span></p>
        </details>
      </section>
      <section aria-labelledby="look-title">
        <h2 id="look-title">Look</h2>
        <fieldset class="widths">
          <legend>Width of the preview</legend>
          ${(
            [
              ['full', 'Full'],
              ['column', 'Column'],
              ['phone', 'Phone'],
            ] as const
          ).map(
            ([value, label], at) =>
              html`<span class="choice"><input type="radio" form="options" name="width" id="width-${value}" value="${value}"${at === 0 && html` checked`}> <label for="width-${value}">${label}</label></span>\n          `,
          )}
        </fieldset>
        <div id="preview"></div>
      </section>
    </div>
  </div>`,
  });
}
