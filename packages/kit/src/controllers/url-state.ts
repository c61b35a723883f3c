import type { ReactiveController, ReactiveControllerHost } from 'lit';

type UrlHost = ReactiveControllerHost & { readonly syncUrl: boolean };

/** A widget's state as parameters of the host page, without the prefix: `{ q: 'bin day' }` for `?dtp-az.q=bin+day`. */
export type UrlState = Readonly<Record<string, string>>;

/** The parameters that are ours. */
export function readState(search: string, prefix: string): UrlState {
  const ours = [...new URLSearchParams(search)].filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(ours.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** `search` with our parameters replaced. Foreign ones stay as they are to the letter: they are not decoded and written anew. */
export function writeState(search: string, prefix: string, state: UrlState): string {
  const foreign = search
    .slice(1)
    .split('&')
    .filter(pair => pair && !pair.startsWith(prefix));
  const ours = new URLSearchParams(Object.entries(state).map(([name, value]) => [prefix + name, value])).toString();
  const all = [...foreign, ours].filter(Boolean).join('&');
  return all && `?${all}`;
}

/**
 * Keeps a widget's state in the host page's address when the webmaster asks for it with `sync-url`, so that the back button, bookmarks and
 * sharing work. The hash, foreign parameters and the host's own history state are left alone.
 */
export class UrlStateController implements ReactiveController {
  readonly #host: UrlHost;
  readonly #prefix: string;
  readonly #onReturn: (state: UrlState) => void;
  /** Our state in the address when it was last read or written, to tell a step in the history from a link to a fragment. */
  #known = '';

  /** `onReturn` runs when the person goes back or forward in the browser and our state changes by it. */
  constructor(host: UrlHost, name: string, onReturn: (state: UrlState) => void) {
    this.#host = host;
    this.#prefix = `${name}.`;
    this.#onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.#onPopState);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#onPopState);
  }

  /** The state in the address now; empty without `sync-url`. */
  read(): UrlState {
    const state = this.#host.syncUrl ? readState(location.search, this.#prefix) : {};
    this.#known = JSON.stringify(state);
    return state;
  }

  /** Adds the state to the history, unless it is there already. */
  write(state: UrlState): void {
    if (!this.#host.syncUrl) return;
    const search = writeState(location.search, this.#prefix, state);
    if (search !== location.search) history.pushState(history.state, '', location.pathname + search + location.hash);
    this.read();
  }

  readonly #onPopState = (): void => {
    const before = this.#known;
    const state = this.read();
    if (this.#host.syncUrl && this.#known !== before) this.#onReturn(state);
  };
}
