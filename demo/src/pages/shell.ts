import { type Html, html } from '../html.ts';
import { documentOf, type Page, wayFrom } from '../page.ts';

/** A page of the demo itself, which is plain and in nobody's colours, so that the mock sites stand out. */
export function demoPage(page: {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly head?: Html;
  readonly main: Html;
}): Page {
  const way = wayFrom(page.path);
  const here = (path: string) => page.path === path && html` aria-current="page"`;
  const text = documentOf({
    title: `${page.title} – shared services demo`,
    styles: [`${way.demo}colours.css`, `${way.demo}demo.css`],
    ...(page.head && { head: page.head }),
    body: html`<body>
<a class="skip" href="#main">Skip to main content</a>
<header class="top">
  <div class="wide">
    <a class="name" href="${way.demo}">Derbyshire shared services</a>
    <nav aria-label="Demo">
      <ul class="menu">
        <li><a href="${way.demo}"${here('')}>Mock sites</a></li>
        <li><a href="${way.demo}snippet/"${here('snippet/')}>Snippet builder</a></li>
        <li><a href="${way.root}docs">API reference</a></li>
      </ul>
    </nav>
  </div>
</header>
<main id="main" class="wide">
  <h1>${page.title}</h1>
  <p class="lead">${page.lead}</p>
  ${page.main}
</main>
<footer class="foot">
  <div class="wide"><p>A demonstration with sample palettes and starter data. Not the website of any public body.</p></div>
</footer>
</body>`,
  });
  return { path: page.path, text };
}
