import { type Html, html } from './html.ts';

/** A page of the demo. `path` is its folder under `/demo/`, with a slash at the end, or empty for the index. */
export type Page = { readonly path: string; readonly text: string };

/** The way up from a page, in relative addresses so that the demo works under any path. */
export type Way = {
  /** To `/demo/`. */
  readonly demo: string;
  /** To the server's root, where `/embed`, `/az` and `/docs` are. */
  readonly root: string;
};

export const wayFrom = (path: string): Way => {
  const demo = path === '' ? './' : '../'.repeat(path.split('/').length - 1);
  return { demo, root: path === '' ? '../' : `../${demo}` };
};

/** A whole document. Styles are the demo's own or the mock site's; neither script nor style is ever inline. */
export const documentOf = (page: {
  readonly title: string;
  readonly styles: readonly string[];
  readonly head?: Html;
  readonly html?: Html;
  readonly body: Html;
}): string =>
  html`<!doctype html>
<html lang="en-GB"${page.html}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" href="data:,">
${page.styles.map(href => html`<link rel="stylesheet" href="${href}">\n`)}${page.head}
</head>
${page.body}
</html>
`.text;
