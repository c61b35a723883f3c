import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Clocks differ by a little, and not every page should ask in the same second: milliseconds after the change, at least and at most. */
const AFTER = 1_000;
const SPREAD = 9_000;
/** An answer that is out of date when it comes is not asked for again before caches on the way have let go of it, which is after 30 s. */
const LEAST = 30_000;
/** Timers of more than 24 days run at once; a change that far off is looked at again in a day. */
const MOST = 86_400_000;

/** Milliseconds until it is time to ask again; `spread` from 0 to 1. */
export const renewalDelay = (due: number, now: number, spread: number): number =>
  (due > now ? Math.min(due - now, MOST) : LEAST) + AFTER + spread * SPREAD;

/**
 * Corrects what is said of opening hours when the first of it changes: one timer, no polling. A page that nobody looks at asks when it is
 * looked at again, and so does one whose device slept through the change. What cannot be renewed is tried again in half a
 * minute.
 */
export class Renewal implements ReactiveController {
  readonly #renew: (signal: AbortSignal) => Promise<void>;
  #due: number | null = null;
  /** When the timer is to run, by the clock on the wall: timers stand still while a device sleeps. */
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  /** `renew` asks again, and calls `watch` with what it was answered. */
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
    if (this.#due === null) return;
    const delay = renewalDelay(this.#due, Date.now(), Math.random());
    this.#at = Date.now() + delay;
    this.#timer = setTimeout(this.#onDue, delay);
    document.addEventListener('visibilitychange', this.#onLook);
  }

  readonly #onLook = (): void => {
    if (Date.now() >= this.#at) this.#onDue();
  };

  readonly #onDue = (): void => {
    if (document.hidden) return;
    this.#stop();
    const { signal } = this.#abort;
    void this.#renew(signal).then(() => signal.aborted || this.#set());
  };

  #stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#onLook);
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}
