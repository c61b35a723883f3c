import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, Handler } from 'hono';
import { routePath } from 'hono/route';
import { LRUCache } from 'lru-cache';
import type { VersionBook, Versioned } from '../store/versions.ts';
import { londonDay } from './clock.ts';

type Encoding = 'br' | 'gzip' | 'identity';
type Packed = { body: Uint8Array<ArrayBuffer> | string; headers: Record<string, string> };
type Entry = {
  services: readonly Versioned[];
  /** The data versions and the day it was made from. */
  state: string;
  etag: string;
  route: string;
  bytes: number;
} & Record<Encoding, Packed>;

/** An answer that stands ready: all that has to be written. */
export type Ready = { status: 200 | 304; route: string; headers: Record<string, string>; body: Packed['body'] | null };

/** What of a request decides how a ready answer is written. */
export type Asking = { readonly acceptEncoding: string | undefined; readonly ifNoneMatch: string | undefined };

/** How long anyone may keep a public answer: design.md, "HTTP". */
const CACHE_CONTROL = 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=86400';
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';
/** Below this a compressed body saves no packet. */
const COMPRESS_FROM_BYTES = 1000;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export type ResponseCache = {
  /** A GET handler whose JSON is a function of its URL, the day, and the named services' data. */
  json(services: readonly Versioned[], produce: (c: Context) => Promise<unknown>): Handler;
  /** The same for a page; `headers` are added to the reply (security headers, robots). */
  html(services: readonly Versioned[], produce: (c: Context) => Promise<string>, headers: (c: Context) => Record<string, string>): Handler;
  /** The answer to a GET of this address, path and query as sent, if it stands ready and is still right. */
  ready(address: string, asking: Asking): Ready | undefined;
};

export type ResponseCacheOptions = { versions: VersionBook; now: () => Date; maxBytes: number };

const acceptedEncoding = (accepts: string | undefined): Encoding => {
  if (!accepts) return 'identity';
  if (accepts.includes('br')) return 'br';
  return accepts.includes('gzip') ? 'gzip' : 'identity';
};

/** If-None-Match of RFC 9110 section 13.1.2: a list of tags or `*`, compared weakly. */
const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch === etag || ifNoneMatch === '*' || ifNoneMatch.split(',').some(one => one.trim() === etag));

const written = (entry: Entry, { acceptEncoding, ifNoneMatch }: Asking): Ready => {
  const { route, etag } = entry;
  if (!matches(ifNoneMatch, etag)) return { status: 200, route, ...entry[acceptedEncoding(acceptEncoding)] };
  const headers = { etag, vary: 'accept-encoding', 'cache-control': CACHE_CONTROL, 'access-control-allow-origin': '*' };
  return { status: 304, route, headers, body: null };
};

/** node-server hands Node's own request over; `app.request()` in tests has none. The key has to be what `ready` is asked with. */
const addressOf = (c: Context): string => {
  const incoming: IncomingMessage | undefined = c.env?.incoming;
  return incoming?.url ?? c.req.url.slice(c.req.url.indexOf('/', c.req.url.indexOf('//') + 2));
};

const pack = async (text: string, base: Record<string, string>): Promise<Record<Encoding, Packed> & { bytes: number }> => {
  const whole = Buffer.from(text);
  // As text, Node sends head and body in one write.
  const identity = { body: text, headers: { ...base, 'content-length': String(whole.length) } };
  if (whole.length < COMPRESS_FROM_BYTES) return { identity, gzip: identity, br: identity, bytes: whole.length };
  const [br, gz] = await Promise.all([
    compressBrotli(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length } }),
    compressGzip(whole),
  ]);
  const packed = (body: Buffer, encoding: string): Packed => ({
    body: new Uint8Array(body),
    headers: { ...base, 'content-encoding': encoding, 'content-length': String(body.length) },
  });
  return { identity, gzip: packed(gz, 'gzip'), br: packed(br, 'br'), bytes: whole.length + br.length + gz.length };
};

/**
 * Serialised answers, compressed once as they enter. An entry is good while its data versions and the day stand (answers are for a
 * date), so nothing is ever invalidated by hand: a write moves the version, the state no longer matches, the entry is made anew.
 * The ETag is a digest of the answer: a restart, a restored record or a new build never claims that something is unchanged when it is not.
 */
export const createResponseCache = ({ versions, now, maxBytes }: ResponseCacheOptions): ResponseCache => {
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: (entry, key) => entry.bytes + key.length * 2 + 500 });

  /** Formatting a day costs more than the whole cached reply, so it is done once a second. */
  let day = { second: -1, text: '' };
  const today = (): string => {
    const at = now();
    const second = Math.floor(at.getTime() / 1000);
    if (second !== day.second) day = { second, text: londonDay(at) };
    return day.text;
  };

  const stateOf = (services: readonly Versioned[]): string => {
    let state = today();
    for (const service of services) state += `.${versions.of(service)}`;
    return state;
  };

  const makeEntry = async (
    services: readonly Versioned[],
    state: string,
    route: string,
    text: string,
    extra: Record<string, string>,
  ): Promise<Entry> => {
    const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    const base: Record<string, string> = {
      'cache-control': CACHE_CONTROL,
      etag,
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'etag',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      ...extra,
    };
    return { services, state, etag, route, ...(await pack(text, base)) };
  };

  const fresh = (address: string): Entry | undefined => {
    const entry = entries.get(address);
    return entry && entry.state === stateOf(entry.services) ? entry : undefined;
  };

  const handler =
    (services: readonly Versioned[], produce: (c: Context) => Promise<string>, headers: (c: Context) => Record<string, string>): Handler =>
    async c => {
      const address = addressOf(c);
      let entry = fresh(address);
      if (!entry) {
        // Before the work: a write that comes meanwhile must leave the entry out of date.
        const state = stateOf(services);
        entry = await makeEntry(services, state, routePath(c), await produce(c), headers(c));
        entries.set(address, entry);
      }
      const asking = { acceptEncoding: c.req.header('accept-encoding'), ifNoneMatch: c.req.header('if-none-match') };
      const { status, body, headers: head } = written(entry, asking);
      return new Response(body, { status, headers: head });
    };

  return {
    json: (services, produce) =>
      handler(
        services,
        async c => JSON.stringify(await produce(c)),
        () => ({ 'content-type': JSON_TYPE }),
      ),
    html: (services, produce, headers) => handler(services, produce, c => ({ 'content-type': HTML_TYPE, ...headers(c) })),
    ready: (address, asking) => {
      const entry = fresh(address);
      return entry && written(entry, asking);
    },
  };
};
