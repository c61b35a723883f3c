import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../http/loopback.ts';

/** Networks that are nobody's business outside (RFC 6890). */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  // The last four are ways to write an IPv4 address, and multicast.
  ['::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** The addresses of a host by name or number. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const resolveHost: Resolve = async host => (await lookup(host, { all: true })).map(({ address }) => address);

const isPrivate = async (url: URL, resolve: Resolve): Promise<boolean> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  return addresses.some(address => PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
};

/** This machine by the names that need no look-up. */
export const isThisMachine = (url: URL): boolean => isLoopback(url.hostname);

export const isWeb = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'http:';

/**
 * Whether a redirect may be followed: on the web, no less secure, and not from outside into a private network, where a source could have us
 * read for it what it cannot. Throws when a name has no address.
 */
export const mayFollow = async (from: URL, to: URL, resolve: Resolve = resolveHost): Promise<boolean> => {
  if (!isWeb(to) || (from.protocol === 'https:' && to.protocol === 'http:')) return false;
  return !(await isPrivate(to, resolve)) || isPrivate(from, resolve);
};
