import type { Problem } from '@dtp/contract/problem.ts';
import type { BodyOf, ReplyOf, RouteContract } from '@dtp/contract/route.ts';

/** How a request ended. `unavailable` covers everything that is not an answer of our API: no connection, time out, 5xx, 429, HTML, malformed JSON. */
export type Outcome<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'offline' };

type Query = Readonly<Record<string, string | number | undefined>>;
type Parameters = { readonly [name: string]: unknown };
type Lists<Route extends RouteContract> = readonly (keyof ReplyOf<Route> & string)[];

/** Milliseconds after which a request counts as unavailable. */
const TIMEOUT = 15_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isProblem = (value: unknown): value is Problem =>
  isRecord(value) && typeof value.title === 'string' && typeof value.detail === 'string';

/** The JSON body, or undefined when it is none: a proxy's error page, a captive portal, a cut-off answer. */
async function bodyOf(response: Response): Promise<unknown> {
  return response.headers.get('content-type')?.includes('json') ? response.json().catch(() => undefined) : undefined;
}

/**
 * The one way to reach the API. Typed by the contract, of which only types are imported: the schemas would cost ninety kilobytes.
 * A reply is trusted once the parts that templates loop over are there; the server validates the rest before it sends it.
 */
export class Client {
  readonly #base: string;

  /** `base` is an origin, or an origin with a path under which the API lives. */
  constructor(base: string) {
    this.#base = base.replace(/\/+$/, '');
  }

  /** The address of a hosted page or API route, with the parameters that have a value. */
  url(path: string, query: Query = {}): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, String(value));
    const search = parameters.toString();
    return this.#base + path + (search && `?${search}`);
  }

  /**
   * Reads from a route. Each widget writes down the routes it calls in its own `api.ts`, so that no page loads those of another.
   * `lists` names the arrays without which the reply is not what it should be. Never throws.
   */
  get<Route extends RouteContract>(
    path: string,
    query: Parameters,
    lists: Lists<Route>,
    signal: AbortSignal,
  ): Promise<Outcome<ReplyOf<Route>>> {
    return this.#ask(this.url(path, query as Query), {}, lists, signal);
  }

  /** Asks a route with what does not belong in an address: a position, a property. Never throws. */
  post<Route extends RouteContract>(
    path: string,
    body: BodyOf<Route>,
    lists: Lists<Route>,
    signal: AbortSignal,
  ): Promise<Outcome<ReplyOf<Route>>> {
    return this.#ask(
      this.url(path),
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      lists,
      signal,
    );
  }

  async #ask<Reply>(url: string, request: RequestInit, lists: readonly string[], signal: AbortSignal): Promise<Outcome<Reply>> {
    const abort = new AbortController();
    const stop = () => abort.abort();
    const timer = setTimeout(stop, TIMEOUT);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      const response = await fetch(url, { ...request, signal: abort.signal, credentials: 'omit', referrerPolicy: 'origin' });
      const body = await bodyOf(response);
      const { ok, status } = response;
      // What is gone can still be answered: with what it was, and what there is instead.
      if ((ok || status === 410) && isReply<Reply>(body, lists)) return { kind: 'ok', value: body };
      const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
      return refused && isProblem(body) ? { kind: 'problem', problem: body } : { kind: 'unavailable' };
    } catch {
      return { kind: navigator.onLine ? 'unavailable' : 'offline' };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }
}

const isReply = <Reply>(body: unknown, lists: readonly string[]): body is Reply =>
  isRecord(body) && lists.every(name => Array.isArray(body[name]));
