/** Where a clamd listens. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

const USUAL_PORT = 3310;

/** The address in "tcp://host:3310" or "unix:/run/clamav/clamd.sock"; undefined for anything else. */
export const readClamdUrl = (text: string): ClamdAddress | undefined => {
  const [, path] = /^unix:(?:\/\/)?(\/[^\0]+)$/.exec(text) ?? [];
  if (path !== undefined) return { path };
  const url = URL.parse(text);
  if (url?.protocol !== 'tcp:' || url.hostname === '' || !['', '/'].includes(url.pathname) || url.search !== '' || url.username !== '')
    return undefined;
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: url.port === '' ? USUAL_PORT : Number(url.port) };
};
