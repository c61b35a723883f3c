import type { Context } from 'hono';

/**
 * Whether a form was sent from a page of ours, by what browsers say of it; where no browser says anything, nobody's site can have sent it
 * unknown to them. Stands in for a token, which would need a cookie.
 */
export const isFromOurPage = (c: Context, publicUrl: string): boolean => {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  // The server may be reached by several names; the browser says which one it asked.
  return new URL(origin).host === new URL(publicUrl).host || new URL(origin).host === c.req.header('host');
};
