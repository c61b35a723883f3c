import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Outcome } from '../client.ts';

/** Where suggestions come from: a call of the client. */
export type AskForSuggestions<Item> = (q: string, signal: AbortSignal) => Promise<Outcome<{ readonly items: readonly Item[] }>>;

/** Milliseconds of quiet before a request, and the fewest letters worth one. */
const QUIET = 200;
const LEAST = 2;

/**
 * Suggestions while typing, as an editable combobox with a list (ARIA Authoring Practices, "Editable combobox with list autocomplete").
 * No suggestions is a fine outcome: when the API cannot be reached the field works on without.
 */
export class Suggestions<Item> implements ReactiveController {
  items: readonly Item[] = [];
  /** Index of the suggestion the keyboard is on; -1 while it is in the text. */
  active = -1;

  readonly #host: ReactiveControllerHost;
  readonly #ask: AskForSuggestions<Item>;
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, ask: AskForSuggestions<Item>) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  get open(): boolean {
    return this.items.length > 0;
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Takes the suggestions away, and with them any that are on their way. */
  close(): void {
    this.#stop();
    this.#show([]);
  }

  /** The text has changed. One request follows once the typing pauses. */
  typed(text: string): void {
    this.#stop();
    const q = text.trim();
    if (q.length < LEAST) this.#show([]);
    else this.#timer = setTimeout(() => void this.#fetch(q), QUIET);
  }

  /** Moves with a key; true when the key was one of the list's. Home and End stay the text's own until the keyboard is on the list. */
  move(key: string): boolean {
    const last = this.items.length - 1;
    if (last < 0) return false;
    const onList = this.active >= 0;
    if (key === 'ArrowDown') this.active = this.active < last ? this.active + 1 : -1;
    else if (key === 'ArrowUp') this.active = this.active < 0 ? last : this.active - 1;
    else if (key === 'Home' && onList) this.active = 0;
    else if (key === 'End' && onList) this.active = last;
    else return false;
    this.#host.requestUpdate();
    return true;
  }

  async #fetch(q: string): Promise<void> {
    const { signal } = this.#abort;
    const outcome = await this.#ask(q, signal);
    if (!signal.aborted) this.#show(outcome.kind === 'ok' ? outcome.value.items : []);
  }

  #show(items: readonly Item[]): void {
    this.items = items;
    this.active = -1;
    this.#host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}
