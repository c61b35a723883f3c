import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, Handler } from 'hono';
import { LRUCache } from 'lru-cache';
import type { VersionBook, Versioned } from '../store/versions.ts';
import { londonDay } from './clock.ts';
import { wireAddress, wireHeader } from './wire.ts';

type Encoding = 'br' | 'gzip' | 'identity';
type Entry = { tag: string; bytes: number } & Record<Encoding, { body: Uint8Array<ArrayBuffer> | string; headers: Record<string, string> }>;

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
};

export type ResponseCacheOptions = { versions: VersionBook; now: () => Date; build: string; maxBytes: number };

const acceptedEncoding = (accepts: string | undefined): Encoding => {
  if (!accepts) return 'identity';
  if (accepts.includes('br')) return 'br';
  return accepts.includes('gzip') ? 'gzip' : 'identity';
};

/** If-None-Match of RFC 9110 section 13.1.2: a list of tags or `*`, compared weakly. */
const matches = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch === tag || ifNoneMatch === '*' || ifNoneMatch.split(',').some(one => one.trim() === tag));

const notModified = (etag: string): Record<string, string> => ({
  etag,
  vary: 'accept-encoding',
  'cache-control': CACHE_CONTROL,
  'access-control-allow-origin': '*',
});

/**
 * Serialised answers, compressed once as they enter. An entry is good while its data versions and the day stand (answers are for a
 * date), so nothing is ever invalidated by hand: a write moves the version, the tag no longer matches, the entry is made anew.
 */
export const createResponseCache = ({ versions, now, build, maxBytes }: ResponseCacheOptions): ResponseCache => {
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: (entry, key) => entry.bytes + key.length * 2 + 500 });

  /** Formatting a day costs more than the whole cached reply, so it is done once a second. */
  let day = { second: -1, text: '' };
  const today = (): string => {
    const at = now();
    const second = Math.floor(at.getTime() / 1000);
    if (second !== day.second) day = { second, text: londonDay(at) };
    return day.text;
  };

  const makeEntry = async (tag: string, text: string, type: string, extra: Record<string, string>): Promise<Entry> => {
    const base: Record<string, string> = {
      'content-type': type,
      'cache-control': CACHE_CONTROL,
      etag: tag,
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'etag',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      ...extra,
    };
    const identity = Buffer.from(text);
    // As text, Node sends head and body in one write.
    const plain = { body: text, headers: { ...base, 'content-length': String(identity.length) } };
    if (identity.length < COMPRESS_FROM_BYTES) return { tag, bytes: identity.length, identity: plain, gzip: plain, br: plain };
    const [br, gz] = await Promise.all([
      compressBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }),
      compressGzip(identity),
    ]);
    const packed = (body: Buffer, encoding: string) => ({
      body: new Uint8Array(body),
      headers: { ...base, 'content-encoding': encoding, 'content-length': String(body.length) },
    });
    return { tag, bytes: identity.length + br.length + gz.length, identity: plain, gzip: packed(gz, 'gzip'), br: packed(br, 'br') };
  };

  const handler = (
    services: readonly Versioned[],
    produce: (c: Context) => Promise<string>,
    type: string,
    extra: (c: Context) => Record<string, string>,
  ): Handler => {
    const prefix = services.join('.');
    return async c => {
      const tag = `W/"${build}-${prefix}-${services.map(service => versions.of(service)).join('.')}-${today()}"`;
      const key = wireAddress(c);
      if (matches(wireHeader(c, 'if-none-match'), tag)) return new Response(null, { status: 304, headers: notModified(tag) });
      let entry = entries.get(key);
      if (entry?.tag !== tag) {
        entry = await makeEntry(tag, await produce(c), type, extra(c));
        entries.set(key, entry);
      }
      const { body, headers } = entry[acceptedEncoding(wireHeader(c, 'accept-encoding'))];
      return new Response(body, { headers });
    };
  };

  return {
    json: (services, produce) =>
      handler(
        services,
        async c => JSON.stringify(await produce(c)),
        JSON_TYPE,
        () => ({}),
      ),
    html: (services, produce, headers) => handler(services, produce, HTML_TYPE, headers),
  };
};
