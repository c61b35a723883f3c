import type { Problem } from '@dtp/contract/problem.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Outcome } from '../client.ts';

/** Where a request stands. `slow` is `loading` that has gone on for four seconds. */
export type RequestState<Value> =
  | { readonly kind: 'idle' | 'loading' | 'slow' | 'unavailable' | 'offline' }
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Something that can be asked again, e.g. a call of the client. */
export type Ask<Value> = (signal: AbortSignal) => Promise<Outcome<Value>>;

const SLOW_AFTER = 4_000;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;

/** Milliseconds to wait before retry number `attempt` (from 0): doubling up to a minute, spread so that not every page returns at once. */
export const retryDelay = (attempt: number, spread: number): number => Math.min(FIRST_RETRY * 2 ** attempt, LAST_RETRY) * (1 + spread / 4);

/**
 * One thing at a time asked of the API. A newer request aborts the earlier one. When the API cannot be reached the request is repeated by
 * itself, at growing intervals, and at once when the connection or the person comes back; there is no polling while all is well.
 */
export class RequestController<Value> implements ReactiveController {
  state: RequestState<Value> = { kind: 'idle' };

  readonly #host: ReactiveControllerHost;
  readonly #onState: (state: RequestState<Value>) => void;
  #ask: Ask<Value> | null = null;
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  /** `onState` hears of every change before the host renders it. */
  constructor(host: ReactiveControllerHost, onState: (state: RequestState<Value>) => void = () => {}) {
    this.#host = host;
    this.#onState = onState;
    host.addController(this);
  }

  /** Whether an answer is being waited for. */
  get busy(): boolean {
    return this.state.kind === 'loading' || this.state.kind === 'slow';
  }

  /** Whether the API could not be reached, and is being tried again. */
  get failing(): boolean {
    return this.state.kind === 'unavailable' || this.state.kind === 'offline';
  }

  /** Asks, instead of whatever was being asked. Resolves when the first attempt has ended or was overtaken. */
  run(ask: Ask<Value>): Promise<void> {
    this.#stop();
    this.#ask = ask;
    this.#attempt = 0;
    this.#set({ kind: 'loading' });
    this.#timer = setTimeout(() => this.#set({ kind: 'slow' }), SLOW_AFTER);
    return this.#try();
  }

  /** Forgets the request and its outcome. */
  reset(): void {
    this.#stop();
    this.#ask = null;
    this.#set({ kind: 'idle' });
  }

  hostConnected(): void {
    if (!this.#ask) return;
    if (this.failing) void this.#try();
    else if (this.busy) void this.run(this.#ask);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #set(state: RequestState<Value>): void {
    this.state = state;
    this.#onState(state);
    this.#host.requestUpdate();
  }

  async #try(): Promise<void> {
    if (!this.#ask) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const outcome = await this.#ask(signal);
    if (signal.aborted) return;
    this.#stop();
    if (outcome.kind === 'ok') this.#set({ kind: 'done', value: outcome.value });
    else this.#set(outcome);
    if (this.failing) this.#waitToRetry();
  }

  #waitToRetry(): void {
    addEventListener('online', this.#onReturn);
    document.addEventListener('visibilitychange', this.#onReturn);
    this.#timer = setTimeout(this.#onReturn, retryDelay(this.#attempt++, Math.random()));
  }

  /** A hidden page does not ask; it will when it is looked at again. */
  readonly #onReturn = (): void => {
    if (document.hidden) return;
    clearTimeout(this.#timer);
    void this.#try();
  };

  #stop(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    removeEventListener('online', this.#onReturn);
    document.removeEventListener('visibilitychange', this.#onReturn);
  }
}
