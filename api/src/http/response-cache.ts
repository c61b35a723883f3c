import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, Handler } from 'hono';
import { routePath } from 'hono/route';
import { LRUCache } from 'lru-cache';
import type { VersionBook, Versioned } from '../store/versions.ts';
import { londonDay } from './clock.ts';

/** 410 says with its answer what was there and what there is instead. */
type AnswerStatus = 200 | 410;
type Encoding = 'br' | 'gzip' | 'identity';
type Packed = { body: Uint8Array<ArrayBuffer> | string; headers: Record<string, string> };
type Made = Passing<string | Uint8Array> & { readonly headers: Record<string, string> };
type Entry = {
  services: readonly Versioned[];
  /** The data versions and the day it was made from. */
  state: string;
  /** Milliseconds since 1970 from which it is no longer right, though the data stand; Infinity where only they count. */
  until: number;
  status: AnswerStatus;
  etag: string;
  route: string;
  bytes: number;
} & Record<Encoding, Packed>;

/** An answer that stands ready: all that has to be written. */
export type Ready = { status: AnswerStatus | 304; route: string; headers: Record<string, string>; body: Packed['body'] | null };

/** What of a request decides how a ready answer is written. */
export type Asking = { readonly acceptEncoding: string | undefined; readonly ifNoneMatch: string | undefined };

/** How long anyone may keep a public answer: design.md, "HTTP". */
const CACHE_CONTROL = 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=86400';
/** How long one that ends with time is kept at most, and never beyond its end; it is served stale only for want of a better one. */
const PASSING_SECONDS = 30;
const passingFor = (seconds: number): string => `public, max-age=${seconds}, s-maxage=${seconds}, stale-if-error=86400`;
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';
/** Below this a compressed body saves no packet. */
const COMPRESS_FROM_BYTES = 1000;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** What a handler makes: an answer that also ends with time says when (an opening hour that comes). */
export type Passing<Answer> = { readonly answer: Answer; readonly until: Date | null; readonly status?: AnswerStatus };

/** One of several forms of an answer, with the headers that belong to it: at least its content type. */
export type Form = { readonly answer: string | Uint8Array; readonly headers: Record<string, string> };

export type ResponseCache = {
  /** A GET handler whose JSON is a function of its URL, the day, and the named services' data. */
  json(services: readonly Versioned[], produce: (c: Context) => Promise<unknown>): Handler;
  /** The same where the answer also depends on the time: it is made anew at `until`, and nobody keeps it longer. */
  passingJson(services: readonly Versioned[], produce: (c: Context) => Promise<Passing<unknown>>): Handler;
  /** The same for a page; `headers` are added to the reply (security headers, robots). */
  html(services: readonly Versioned[], produce: (c: Context) => Promise<string>, headers: (c: Context) => Record<string, string>): Handler;
  /** The same for anything else, such as a picture or a vector tile. `headers` give at least its content type. */
  file(
    services: readonly Versioned[],
    produce: (c: Context) => Promise<string | Uint8Array>,
    headers: (c: Context) => Record<string, string>,
  ): Handler;
  /** Any of the above whose answer depends on the time. */
  passing(
    services: readonly Versioned[],
    produce: (c: Context) => Promise<Passing<string | Uint8Array>>,
    headers: (c: Context) => Record<string, string>,
  ): Handler;
  /**
   * The same where an address has several forms, of which Accept decides. `form` names the one to give, or is null where the address itself
   * says it: only then does the answer stand ready by its address alone.
   */
  negotiated(services: readonly Versioned[], form: (c: Context) => string | null, produce: (c: Context) => Promise<Form>): Handler;
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

/** What `now` is left of the half minute that an answer which ends with time may be kept; its headers say half a minute unless it ends before. */
const endsSoon = (until: number, now: number): { 'cache-control': string } | undefined => {
  const seconds = Math.max(0, Math.floor((until - now) / 1000));
  return seconds < PASSING_SECONDS ? { 'cache-control': passingFor(seconds) } : undefined;
};

const cacheControlOf = (until: number): string => (until === Infinity ? CACHE_CONTROL : passingFor(PASSING_SECONDS));

const written = (entry: Entry, { acceptEncoding, ifNoneMatch }: Asking, now: number): Ready => {
  const { route, etag, until, status } = entry;
  const ending = until === Infinity ? undefined : endsSoon(until, now);
  // Conditions are for what would be a 2xx (RFC 9110 section 13.2.1).
  if (status !== 200 || !matches(ifNoneMatch, etag)) {
    const { body, headers } = entry[acceptedEncoding(acceptEncoding)];
    return { status, route, body, headers: ending ? { ...headers, ...ending } : headers };
  }
  const headers = {
    etag,
    vary: entry.identity.headers.vary ?? 'accept-encoding',
    'cache-control': cacheControlOf(until),
    'access-control-allow-origin': '*',
    ...ending,
  };
  return { status: 304, route, headers, body: null };
};

/** node-server hands Node's own request over; `app.request()` in tests has none. The key has to be what `ready` is asked with. */
const addressOf = (c: Context): string => {
  const incoming: IncomingMessage | undefined = c.env?.incoming;
  return incoming?.url ?? c.req.url.slice(c.req.url.indexOf('/', c.req.url.indexOf('//') + 2));
};

const pack = async (content: string | Uint8Array, base: Record<string, string>): Promise<Record<Encoding, Packed> & { bytes: number }> => {
  const whole = Buffer.from(content);
  // As text, Node sends head and body in one write.
  const body = typeof content === 'string' ? content : new Uint8Array(whole);
  const identity = { body, headers: { ...base, 'content-length': String(whole.length) } };
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
    { answer, until: end, status = 200, headers: extra }: Made,
  ): Promise<Entry> => {
    const until = end?.getTime() ?? Infinity;
    const etag = `W/"${createHash('sha256').update(answer).digest('base64url').slice(0, 22)}"`;
    const base: Record<string, string> = {
      'cache-control': cacheControlOf(until),
      etag,
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'etag',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      ...extra,
    };
    return { services, state, until, status, etag, route, ...(await pack(answer, base)) };
  };

  const fresh = (address: string): Entry | undefined => {
    const entry = entries.get(address);
    if (!entry || entry.state !== stateOf(entry.services)) return undefined;
    return entry.until === Infinity || now().getTime() < entry.until ? entry : undefined;
  };

  const reply = async (c: Context, key: string, services: readonly Versioned[], make: () => Promise<Made>): Promise<Response> => {
    let entry = fresh(key);
    if (!entry) {
      // Before the work: a write that comes meanwhile must leave the entry out of date.
      const state = stateOf(services);
      entry = await makeEntry(services, state, routePath(c), await make());
      entries.set(key, entry);
    }
    const asking = { acceptEncoding: c.req.header('accept-encoding'), ifNoneMatch: c.req.header('if-none-match') };
    const { status, body, headers } = written(entry, asking, now().getTime());
    return new Response(body, { status, headers });
  };

  const handler =
    (
      services: readonly Versioned[],
      produce: (c: Context) => Promise<Passing<string | Uint8Array>>,
      headers: (c: Context) => Record<string, string>,
    ): Handler =>
    c =>
      reply(c, addressOf(c), services, async () => ({ ...(await produce(c)), headers: headers(c) }));

  /** For answers that stand as long as their data. */
  const lasting =
    <Content extends string | Uint8Array>(produce: (c: Context) => Promise<Content>) =>
    async (c: Context): Promise<Passing<Content>> => ({ answer: await produce(c), until: null });
  const asJson = () => ({ 'content-type': JSON_TYPE });

  return {
    json: (services, produce) =>
      handler(
        services,
        lasting(async c => JSON.stringify(await produce(c))),
        asJson,
      ),
    passingJson: (services, produce) =>
      handler(
        services,
        async c => {
          const { answer, ...rest } = await produce(c);
          return { ...rest, answer: JSON.stringify(answer) };
        },
        asJson,
      ),
    html: (services, produce, headers) => handler(services, lasting(produce), c => ({ 'content-type': HTML_TYPE, ...headers(c) })),
    file: (services, produce, headers) => handler(services, lasting(produce), headers),
    passing: handler,
    negotiated: (services, form, produce) => c => {
      const chosen = form(c);
      // No address has a space in it.
      const key = chosen === null ? addressOf(c) : `${addressOf(c)} ${chosen}`;
      return reply(c, key, services, async () => {
        const { answer, headers } = await produce(c);
        return { answer, until: null, headers: { ...headers, ...(chosen === null ? {} : { vary: 'accept, accept-encoding' }) } };
      });
    },
    ready: (address, asking) => {
      const entry = fresh(address);
      return entry && written(entry, asking, now().getTime());
    },
  };
};
