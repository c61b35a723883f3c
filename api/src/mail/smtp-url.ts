import { isLoopback } from '../http/loopback.ts';

/** A mail server as nodemailer takes it. */
export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly name?: string;
  readonly tls?: { readonly rejectUnauthorized: false };
};

/** The settings that the query of the address may hold. Others of nodemailer could send mail another way, or write it to the console. */
const SETTINGS = ['name', 'requireTLS', 'tls.rejectUnauthorized'];

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch (fault) {
    if (fault instanceof URIError) return undefined;
    throw fault;
  }
};

/**
 * The mail server that an address such as smtps://user:password@mail.example:465 names; undefined for anything else. Port 587 or 465
 * where it gives none, as RFC 6409 and RFC 8314 have it. A password goes over an encrypted line alone, unless it stays on this machine.
 */
export const readSmtpUrl = (text: string): SmtpServer | undefined => {
  if (!/^smtps?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname, hash, searchParams } = new URL(text);
  const user = decoded(username);
  const pass = decoded(password);
  const isKnown = [...searchParams.keys()].every(name => SETTINGS.includes(name));
  if (hostname === '' || !['', '/'].includes(pathname) || hash !== '' || user === undefined || pass === undefined || !isKnown)
    return undefined;
  const secure = protocol === 'smtps:';
  const name = searchParams.get('name');
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: searchParams.get('requireTLS') === 'true' || (user !== '' && !isLoopback(hostname)),
    ...(user !== '' && { auth: { user, pass } }),
    ...(name && { name }),
    ...(searchParams.get('tls.rejectUnauthorized') === 'false' && { tls: { rejectUnauthorized: false } }),
  };
};
