import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SourceValidators } from '../store/schema.ts';
import { mayFollow } from './source-address.ts';
import { sourceWords } from './source-words.ts';

const SECONDS = 120;
const MOST_MB = 100;
const MOST_REDIRECTS = 3;
const MEGABYTE = 1024 * 1024;

/** The source did not send what it should; the message is a sentence fit to show. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
}

/** `same`: nothing has changed since the last time. */
export type Fetched = { readonly kind: 'same' } | { readonly kind: 'sent'; readonly validators: SourceValidators };

const conditions = (known: SourceValidators | null): Record<string, string> => ({
  ...(known?.etag ? { 'if-none-match': known.etag } : {}),
  ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
});

/** Follows redirects by hand, since each has to be looked at. */
const request = async (url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Response> => {
  let from = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(from, { redirect: 'manual', headers, signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || response.status === 304 || location === null) return response;
    await response.body?.cancel();
    const to = URL.parse(location, from);
    if (!to || !(await mayFollow(from, to))) throw new SourceFault(sourceWords.redirectTo);
    from = to;
  }
  throw new SourceFault(sourceWords.redirects(MOST_REDIRECTS));
};

/** Counts what is unpacked, so that a small answer cannot become a large file. */
const atMost = (megabytes: number): Transform => {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      seen += chunk.length;
      done(seen > megabytes * MEGABYTE ? new SourceFault(sourceWords.tooLarge(megabytes)) : null, chunk);
    },
  });
};

const explain = (fault: unknown): SourceFault =>
  fault instanceof SourceFault ? fault : new SourceFault(sourceWords.unreachable, { cause: fault });

/**
 * Fetches a source into a file, unless it says that it is as it was: at most `mostMb` megabytes in `seconds`, over three redirects. Throws
 * SourceFault for what is not sent whole; what `stop` aborts is thrown as it is.
 */
export const fetchSource = async (
  url: string,
  known: SourceValidators | null,
  file: string,
  stop: AbortSignal,
  mostMb = MOST_MB,
  seconds = SECONDS,
): Promise<Fetched> => {
  const limit = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([stop, limit]);
  try {
    const response = await request(new URL(url), { ...conditions(known), accept: '*/*' }, signal);
    if (response.status === 304) return { kind: 'same' };
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      throw new SourceFault(sourceWords.status(response.status));
    }
    if (Number(response.headers.get('content-length') ?? 0) > mostMb * MEGABYTE) throw new SourceFault(sourceWords.tooLarge(mostMb));
    await pipeline(response.body, atMost(mostMb), createWriteStream(file), { signal });
    const validators = { etag: response.headers.get('etag'), lastModified: response.headers.get('last-modified') };
    return { kind: 'sent', validators };
  } catch (fault) {
    stop.throwIfAborted();
    // Whatever it was in the middle of then fails in a way of its own.
    throw limit.aborted ? new SourceFault(sourceWords.silent(seconds)) : explain(fault);
  }
};
