import type { TestApp } from '../../testing/app.ts';

export type Answered = { readonly status: number; readonly location: string; readonly headers: Headers; readonly html: string };

/** What a person reads of a page: no tags, white space folded. */
export const read = (html: string): string =>
  html
    .replace(/<head[\s\S]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');

export type NewFile = { readonly name: string; readonly content: Uint8Array };

/** Somebody at a browser who applies. `address` is where on the internet they are. */
export const applicant = (server: Pick<TestApp, 'app'>, address = '192.0.2.1') => {
  const connection = { incoming: { socket: { remoteAddress: address } } };
  const ask = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const reply = await server.app.request(path, init, connection);
    return { status: reply.status, location: reply.headers.get('location') ?? '', headers: reply.headers, html: await reply.text() };
  };
  const open = (path: string): Promise<Answered> => ask(path, { headers: { accept: 'text/html' } });
  const post = (
    path: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin', ...headers } });
  const upload = (path: string, file: NewFile): Promise<Answered> => {
    const form = new FormData();
    form.append('cv', new File([new Uint8Array(file.content)], file.name));
    return ask(`${path}/cv`, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } });
  };
  /** Begins an application and answers its link. */
  const start = async (vacancy: string): Promise<string> => (await post(`/jobs/${vacancy}/apply`)).location;
  return { open, post, upload, start };
};

/** What is needed to send. */
export const JO = { name: 'Jo Brown', email: 'jo@people.example', phone: '01629 555 0199', address: '1 High Street\nBelper' } as const;
export const STATEMENT = { statement: 'I like buses.\nI drive one.' } as const;
