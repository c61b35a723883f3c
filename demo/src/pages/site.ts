import { azLabel, type DemoAuthority } from '../authorities.ts';
import { html } from '../html.ts';
import { documentOf, type Page, wayFrom } from '../page.ts';
import type { Site } from '../sites.ts';

const CARDS = [
  ['Sample news', 'On a real site, the latest stories would stand here.'],
  ['Sample notice', 'Public notices, meetings and consultations would be listed here.'],
  ['Sample contact', 'The address and opening hours of the offices would be shown here.'],
] as const;

/** One partner's mock site: a page as its webmaster would write it, with the snippet pasted in. */
export function sitePage(authority: DemoAuthority, { layout, tagline, intro }: Site): Page {
  const path = `sites/${authority.id}/`;
  const way = wayFrom(path);
  const hosted = `${way.root}az?authority=${authority.id}`;
  const label = azLabel(authority.kind);
  const note = `Mock site for demonstration. Not the real website of ${authority.name}.`;

  const text = documentOf({
    title: `${label}, mock site of ${authority.name}`,
    styles: [`${way.demo}colours.css`, `${way.demo}site.css`],
    html: html` data-site="${authority.id}" data-header="${layout.header}" data-aside="${layout.aside}" data-font="${layout.font}"`,
    head: html`<script type="module" src="${way.root}embed/v1/dtp.js"></script>`,
    body: html`<body>
<a class="skip" href="#main">Skip to main content</a>
<aside class="mock" aria-label="About this page"><p>${note}</p> <a href="${way.demo}">All mock sites</a></aside>
<header class="header">
  <div class="wide">
    <a class="name" href="./"><span class="mark" aria-hidden="true"></span>${authority.name}</a>
    <nav aria-label="Main">
      <ul class="menu">
        <li><a href="./" aria-current="page">Services</a></li>
        <li><a href="${hosted}">Without JavaScript</a></li>
        <li><a href="${way.demo}snippet/?authority=${authority.id}">Build this snippet</a></li>
      </ul>
    </nav>
  </div>
</header>
<main id="main">
  <div class="hero">
    <div class="wide">
      <h1>${label}</h1>
      <p class="tagline">${tagline}</p>
    </div>
  </div>
  <div class="wide columns">
    <div class="content">
      <p class="intro">${intro}</p>
      <dtp-az-search authority="${authority.id}">
        <a href="${hosted}">${label}</a>
      </dtp-az-search>
    </div>
    ${
      layout.aside !== 'none' &&
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
  return { path, text };
}
