import type { WidgetName } from '@dtp/embed/widgets.ts';
import { azLabel, CONTACT_LABEL, type DemoAuthority, JOBS_LABEL, MAP_LABEL, mapLayers } from '../authorities.ts';
import { type Html, html } from '../html.ts';
import { documentOf, type Page, type Way, wayFrom } from '../page.ts';
import type { Site } from '../sites.ts';

const CARDS = [
  ['Sample news', 'On a real site, the latest stories would stand here.'],
  ['Sample notice', 'Public notices, meetings and consultations would be listed here.'],
  ['Sample contact', 'The address and opening hours of the offices would be shown here.'],
] as const;

/** What differs between the pages of a mock site. Addresses are relative to the page. */
type SitePage = {
  readonly title: string;
  readonly tagline: string;
  readonly intro: string;
  /** The way to the site's front page. */
  readonly home: string;
  readonly widget: WidgetName;
  /** Our hosted page that shows the same. */
  readonly hosted: string;
  readonly snippet: Html;
  /** What stands beside the content, if anything; the map takes the whole width to show list and map side by side. */
  readonly aside: Site['layout']['aside'] | 'wide';
};

/** A page of a partner's mock site, as its webmaster would write it, with the snippet pasted in. */
function documentFor(authority: DemoAuthority, { layout }: Site, way: Way, page: SitePage): string {
  const note = `Mock site for demonstration. Not the real website of ${authority.name}.`;
  const here = (widget: SitePage['widget']) => page.widget === widget && html` aria-current="page"`;
  return documentOf({
    title: `${page.title}, mock site of ${authority.name}`,
    styles: [`${way.demo}colours.css`, `${way.demo}site.css`],
    html: html` data-site="${authority.id}" data-header="${layout.header}" data-aside="${page.aside}" data-font="${layout.font}"`,
    head: html`<script type="module" src="${way.root}embed/v1/dtp.js"></script>`,
    body: html`<body>
<a class="skip" href="#main">Skip to main content</a>
<aside class="mock" aria-label="About this page"><p>${note}</p> <a href="${way.demo}">All mock sites</a></aside>
<header class="header">
  <div class="wide">
    <a class="name" href="${page.home}"><span class="mark" aria-hidden="true"></span>${authority.name}</a>
    <nav aria-label="Main">
      <ul class="menu">
        <li><a href="${page.home}"${here('az-search')}>Services</a></li>
        <li><a href="${page.home}map/"${here('map')}>Map</a></li>
        <li><a href="${page.home}contact/"${here('contact')}>Contact</a></li>
        <li><a href="${page.home}jobs/"${here('jobs')}>Jobs</a></li>
        <li><a href="${page.hosted}">Without JavaScript</a></li>
        <li><a href="${way.demo}snippet/?authority=${authority.id}&widget=${page.widget}">Build this snippet</a></li>
      </ul>
    </nav>
  </div>
</header>
<main id="main">
  <div class="hero">
    <div class="wide">
      <h1>${page.title}</h1>
      <p class="tagline">${page.tagline}</p>
    </div>
  </div>
  <div class="wide columns">
    <div class="content">
      <p class="intro">${page.intro}</p>
      ${page.snippet}
    </div>
    ${
      (page.aside === 'start' || page.aside === 'end') &&
      html`<div class="side">
    ${CARDS.map(([title, words]) => html`<section class="card"><h2>${title}</h2><p>${words}</p></section>\n    `)}
  </div>`
    }
  </div>
</main>
<footer class="footer">
  <div class="wide">
    <p>${note}</p>
    <p>Its colours are a sample palette. <a href="${way.demo}">All mock sites</a></p>
  </div>
</footer>
</body>`,
  });
}

function servicesPage(authority: DemoAuthority, site: Site): Page {
  const path = `sites/${authority.id}/`;
  const way = wayFrom(path);
  const hosted = `${way.root}az?authority=${authority.id}`;
  const title = azLabel(authority.kind);
  const text = documentFor(authority, site, way, {
    title,
    tagline: site.tagline,
    intro: site.intro,
    home: './',
    widget: 'az-search',
    hosted,
    snippet: html`<dtp-az-search authority="${authority.id}">
        <a href="${hosted}">${title}</a>
      </dtp-az-search>`,
    aside: site.layout.aside,
  });
  return { path, text };
}

function mapPage(authority: DemoAuthority, site: Site): Page {
  const path = `sites/${authority.id}/map/`;
  const way = wayFrom(path);
  const hosted = `${way.root}map?authority=${authority.id}`;
  const text = documentFor(authority, site, way, {
    title: MAP_LABEL,
    tagline: 'As a list, and on a map if you like',
    intro: 'Give a postcode, a town or a street. The nearest come first, with how far it is and whether they are open.',
    home: '../',
    widget: 'map',
    hosted,
    snippet: html`<dtp-map authority="${authority.id}" layers="${mapLayers(authority.kind)}">
        <a href="${hosted}">${MAP_LABEL}</a>
      </dtp-map>`,
    aside: 'wide',
  });
  return { path, text };
}

function contactPage(authority: DemoAuthority, site: Site): Page {
  const path = `sites/${authority.id}/contact/`;
  const way = wayFrom(path);
  const hosted = `${way.root}contact?authority=${authority.id}`;
  const text = documentFor(authority, site, way, {
    title: CONTACT_LABEL,
    tagline: 'The right number, and whether they are open',
    intro: 'Say what it is about, and where you live. You see who to call, when they are open, and who answers when they are not.',
    home: '../',
    widget: 'contact',
    hosted,
    snippet: html`<dtp-contact authority="${authority.id}">
        <a href="${hosted}">${CONTACT_LABEL}</a>
      </dtp-contact>`,
    aside: site.layout.aside,
  });
  return { path, text };
}

function jobsPage(authority: DemoAuthority, site: Site): Page {
  const path = `sites/${authority.id}/jobs/`;
  const way = wayFrom(path);
  const hosted = `${way.root}jobs?host=${authority.id}`;
  const text = documentFor(authority, site, way, {
    title: JOBS_LABEL,
    tagline: 'Ours, and those of our partners',
    intro: 'Look through the jobs of thirteen public bodies in one place, and get one email about new ones.',
    home: '../',
    widget: 'jobs',
    hosted,
    snippet: html`<dtp-jobs authority="${authority.id}" sync-url>
        <a href="${hosted}">${JOBS_LABEL}</a>
      </dtp-jobs>`,
    aside: site.layout.aside,
  });
  return { path, text };
}

/** One partner's mock site: a page with the A to Z, one with the map, one that says who to call, and one with jobs. */
export const sitePages = (authority: DemoAuthority, site: Site): Page[] => [
  servicesPage(authority, site),
  mapPage(authority, site),
  contactPage(authority, site),
  jobsPage(authority, site),
];
