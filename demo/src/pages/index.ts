import { AUTHORITIES } from '../authorities.ts';
import { html } from '../html.ts';
import { type Page, wayFrom } from '../page.ts';
import { demoPage } from './shell.ts';

const KINDS: Readonly<Record<string, string>> = {
  district: 'District council',
  unitary: 'Unitary council',
  county: 'County council',
  police: 'Police',
  fire: 'Fire and rescue',
  park: 'National park authority',
};

/** The front page of the demo. */
export function indexPage(): Page {
  const { root } = wayFrom('');
  return demoPage({
    path: '',
    title: 'One set of services, thirteen websites',
    lead: 'Thirteen public bodies in Derbyshire share one A to Z, one map, one contact centre and one job board. Each puts them into its own pages with two lines of HTML, in its own colours. See it on a mock site, then build the lines for your own.',
    main: html`<ul class="starts">
    <li><a href="snippet/">Build a snippet</a><p>Choose a body and options, see the widget live, copy the code.</p></li>
    <li><a href="${root}az">Hosted A to Z</a><p>The same service as plain pages, for everyone without JavaScript.</p></li>
    <li><a href="${root}map">Hosted map and lists</a><p>What is near, as plain pages with a drawn overview.</p></li>
    <li><a href="${root}contact">Hosted contact page</a><p>Who to call and whether they are open, as a plain page.</p></li>
    <li><a href="${root}jobs">Hosted job board</a><p>The jobs of all partners, as plain pages.</p></li>
    <li><a href="${root}docs">API reference</a><p>Every route, open to anyone, no key needed.</p></li>
  </ul>
  <h2>Mock sites</h2>
  <p>Each is a made-up page in a sample palette, not the body’s real website.</p>
  <ul class="sites">
    ${AUTHORITIES.map(
      ({ id, name, kind }) => html`<li data-site="${id}">
      <span class="swatch" aria-hidden="true"><span></span><span></span><span></span><span></span></span>
      <a href="sites/${id}/">${name}</a>
      <span class="kind">${KINDS[kind]}</span>
      <span class="seconds">
        <a class="second" href="sites/${id}/map/" aria-label="Map on the mock site of ${name}">Map</a>
        <a class="second" href="sites/${id}/contact/" aria-label="Contact on the mock site of ${name}">Contact</a>
        <a class="second" href="sites/${id}/jobs/" aria-label="Jobs on the mock site of ${name}">Jobs</a>
      </span>
    </li>\n    `,
    )}
  </ul>
  <h2>Other ways to embed</h2>
  <ul class="plain">
    <li><a href="div-form/">The div form</a>, for editors that remove unknown tags</li>
    <li><a href="two-widgets/">Two widgets on a page</a> that share one postcode, with the script pasted three times</li>
    <li><a href="az-and-map/">The A to Z and the map on a page</a>, which share one postcode too</li>
    <li><a href="three-widgets/">The A to Z, who to call and the map on a page</a>, each for a part of it</li>
    <li><a href="report/">A form that asks where</a>: the map in a page of yours, where a person marks a spot</li>
  </ul>`,
  });
}
