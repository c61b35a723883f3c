import { html } from 'hono/html';
import type { Markup } from '../http/page-shell.ts';

export type MailLayout = {
  readonly subject: string;
  /** Who writes: "Derby City Council, with Derbyshire shared services". */
  readonly sender: string;
  /** Of the line at the top and of links, `#rrggbb`. */
  readonly colour: string;
  readonly body: Markup | readonly Markup[];
  /** Small print, a paragraph each. */
  readonly foot: readonly (Markup | string)[];
};

/** A link in the colour of the mail. */
export const mailLink = (url: string, words: string, colour: string): Markup =>
  html`<a href="${url}" style="color:${colour};font-weight:bold">${words}</a>`;

/** The frame of every styled mail: nothing but what every mail program shows. Without its styles it reads as well. */
export const mailLayout = ({ subject, sender, colour, body, foot }: MailLayout): string =>
  String(html`<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1c1f22;background:#fff"><div style="max-width:600px;margin:0 auto;border-top:6px solid ${colour}">
<p style="margin:16px 0;color:#50575e">${sender}</p>
${body}
<div style="margin:32px 0 0;color:#50575e">${foot.map(part => html`<p style="margin:0 0 16px">${part}</p>`)}</div></div></body></html>`);
