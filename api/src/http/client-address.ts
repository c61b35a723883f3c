import type { Context } from 'hono';

/** Some proxies write the port of the connection too: "203.0.113.7:5678", "[2001:db8::1]:443". */
const withoutPort = (address: string): string =>
  /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;

/** An IPv6 customer has a network of 64 bits to send from: its first half names who it is. */
const networkOf = (address: string): string => {
  const plain = withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array<string>(missing).fill('0'), ...rest].slice(0, 4).join(':').toLowerCase();
};

/**
 * Who sends a request: the connection's address, or behind `proxies` reverse proxies of our own what the outermost of them wrote into
 * `X-Forwarded-For` (what stands before it there, anyone can have written). Of IPv6 the network. Null where it cannot be told.
 */
export const clientAddress = (c: Context, proxies: number): string | null => {
  const forwarded = proxies > 0 ? c.req.header('x-forwarded-for')?.split(',').at(-proxies)?.trim() : undefined;
  // node-server hands Node's own request over; `app.request()` in tests has none.
  const address: unknown = forwarded || c.env?.incoming?.socket?.remoteAddress;
  return typeof address === 'string' && address !== '' && address.length < 60 ? networkOf(address) : null;
};
