import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Clocks differ by a little, and not every page should ask in the same second: milliseconds after the change, at least and at most. */
const AFTER = 1_000;
const SPREAD = 9_000;
/** An answer that is out of date when it comes is not asked for again at once. */
const LEAST = 60_000;
/** Timers of more than 24 days run at once; a change that far off is looked at again in a day. */
const MOST = 86_400_000;

/** Milliseconds until it is time to ask again; `spread` from 0 to 1. */
export const renewalDelay = (due: number, now: number, spread: number): number =>
  Math.min(Math.max(due - now, LEAST), MOST) + AFTER + spread * SPREAD;

/**
 * Corrects what is said of opening hours when the first of it changes: one timer, no polling. A page that nobody looks at asks when it is
 * looked at again.
 */
export class Renewal implements ReactiveController {
  readonly #renew: (signal: AbortSignal) => Promise<void>;
  #due: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost, renew: (signal: AbortSignal) => Promise<void>) {
    this.#renew = renew;
    host.addController(this);
  }

  /** Takes the instants at which what is shown changes; null for what does not. */
  watch(changes: readonly (string | null | undefined)[]): void {
    const times = changes.flatMap(change => (change ? [Date.parse(change)] : []));
    this.#due = times.length > 0 ? Math.min(...times) : null;
    this.#set();
  }

  hostConnected(): void {
    this.#set();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #set(): void {
    this.#stop();
    if (this.#due !== null) this.#timer = setTimeout(this.#onDue, renewalDelay(this.#due, Date.now(), Math.random()));
  }

  readonly #onDue = (): void => {
    this.#stop();
    if (document.hidden) document.addEventListener('visibilitychange', this.#onDue, { once: true });
    else void this.#renew(this.#abort.signal);
  };

  #stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#onDue);
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}
