import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { AreaChangeEvent } from '../events.ts';

/**
 * What the widgets of a page share. `area` is the id of the area found or chosen, `choice` what the person chose where there were several;
 * `since` (ms since the page began) tells the newest from older ones.
 */
export type SharedArea = {
  readonly postcode: string;
  readonly area: string | null;
  readonly choice: string | null;
  readonly since: number;
};

const NOTHING: SharedArea = { postcode: '', area: null, choice: null, since: -1 };

const isSame = (one: SharedArea, other: SharedArea): boolean =>
  one.postcode === other.postcode && one.area === other.area && one.choice === other.choice;

type AreaHost = ReactiveControllerHost & HTMLElement & { readonly rememberArea: boolean };

const ASK = 'dtp-area-ask';
const REMEMBERED = 'dtp-postcode';

/**
 * The question of a widget that has just arrived, or has heard of a change: which area is it? Whoever knows calls `tell`. The full postcode
 * goes only through this call, so that nothing which listens to `dtp-area-change` for statistics ever sees it. A plain event on the
 * document, with nothing but data in the call, works between two versions of the bundle too.
 */
class AreaAskEvent extends Event {
  readonly tell: (shared: SharedArea) => void;
  constructor(tell: (shared: SharedArea) => void) {
    super(ASK);
    this.tell = tell;
  }
}

/** The first half of a postcode in its usual form: `DE45 1ES` → `DE45`. */
export const outwardOf = (postcode: string): string | null => postcode.split(' ')[0] || null;

/** Outlives the widgets of this bundle, so that one which comes after the last has gone still knows. Never leaves memory. */
let latest = NOTHING;

/** Follows the area shared by all widgets on the page, and changes it for all. `onFollow` runs when another widget changed it. */
export class AreaController implements ReactiveController {
  /** The area this widget goes by; an empty postcode is one that was cleared. */
  current = NOTHING;

  readonly #host: AreaHost;
  readonly #onFollow: (shared: SharedArea) => void;

  constructor(host: AreaHost, onFollow: (shared: SharedArea) => void) {
    this.#host = host;
    this.#onFollow = onFollow;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('dtp-area-change', this.#onChange, true);
    document.addEventListener(ASK, this.#onAsk);
    this.#catchUp();
  }

  hostDisconnected(): void {
    document.removeEventListener('dtp-area-change', this.#onChange, true);
    document.removeEventListener(ASK, this.#onAsk);
  }

  /** Makes this the area of every widget on the page. An empty postcode clears it. */
  choose(postcode: string, area: string | null, choice: string | null): void {
    // The page's clock is coarse: two choices within one tick must still have an order.
    const chosen = { postcode, area, choice, since: Math.max(performance.now(), this.current.since + 1) };
    if (isSame(chosen, this.current)) return;
    this.current = latest = chosen;
    if (this.#host.rememberArea) remember(postcode);
    this.#host.dispatchEvent(new AreaChangeEvent(outwardOf(postcode), area));
  }

  readonly #onChange = (event: Event): void => {
    if (event.target !== this.#host) this.#catchUp();
  };

  readonly #onAsk = (event: Event): void => {
    if ('tell' in event && typeof event.tell === 'function') event.tell(this.current);
  };

  #catchUp(): void {
    let newest = latest;
    document.dispatchEvent(
      new AreaAskEvent(told => {
        if (told.since > newest.since) newest = told;
      }),
    );
    if (newest === NOTHING && this.#host.rememberArea) newest = remembered();
    const before = this.current;
    if (newest.since <= before.since) return;
    this.current = latest = newest;
    if (this.#host.rememberArea) remember(newest.postcode);
    if (!isSame(newest, before)) this.#onFollow(newest);
  }
}

/** Storage can be switched off in the browser, and then throws: the area is simply not remembered. */
function remember(postcode: string): void {
  try {
    if (postcode) sessionStorage.setItem(REMEMBERED, postcode);
    else sessionStorage.removeItem(REMEMBERED);
  } catch {}
}

function remembered(): SharedArea {
  try {
    const postcode = sessionStorage.getItem(REMEMBERED);
    return postcode ? { ...NOTHING, postcode, since: 0 } : NOTHING;
  } catch {
    return NOTHING;
  }
}
