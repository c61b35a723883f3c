import type { TestApp } from '../../testing/app.ts';

/** What a person reads of a page: no tags, white space folded. */
export const read = (html: string): string =>
  html
    .replace(/<head[\s\S]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');

const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

/** The fields of the form on a page, as a browser would send them back. */
export const fieldsOf = (html: string): Record<string, string> => {
  const form = /<form class="report"[\s\S]*<\/form>/.exec(html)?.[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1];
    const isOff = tag.includes('type="radio"') && !/ checked[ >]/.test(tag);
    if (name && !isOff) fields[name] = unescaped(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, text = ''] of form.matchAll(/<textarea [^>]*>\n([\s\S]*?)<\/textarea>/g)) fields.words = unescaped(text);
  for (const [, options = ''] of form.matchAll(/<select [^>]*name="to"[^>]*>([\s\S]*?)<\/select>/g))
    fields.to = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  return fields;
};

export type Answered = { readonly status: number; readonly location: string | null; readonly headers: Headers; readonly html: string };

/** Somebody at a browser: opens a page, fills in its form, sends it. `address` is where on the internet they are. */
export const visitor = (server: Pick<TestApp, 'app'>, address = '192.0.2.1') => {
  const connection = { incoming: { socket: { remoteAddress: address } } };
  const answered = async (reply: Response): Promise<Answered> => ({
    status: reply.status,
    location: reply.headers.get('location'),
    headers: reply.headers,
    html: await reply.text(),
  });
  const open = async (path: string): Promise<Answered> =>
    answered(await server.app.request(path, { headers: { accept: 'text/html' } }, connection));
  const post = async (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    answered(
      await server.app.request(
        '/contact/report',
        { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin', ...headers } },
        connection,
      ),
    );
  /** Fills in the form of a page that is open, and sends it. */
  const send = (page: Answered, filledIn: Readonly<Record<string, string>>): Promise<Answered> =>
    post({ ...fieldsOf(page.html), ...filledIn });
  return { open, post, send };
};
