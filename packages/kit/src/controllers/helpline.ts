import type { ReactiveControllerHost } from 'lit';
import type { Client, Outcome } from '../client.ts';
import type { Helpline } from '../helpline.ts';
import { withCode } from '../load-code.ts';
import { RequestController, type RequestState } from './request.ts';

type HelplineHost = ReactiveControllerHost & HTMLElement & { readonly authority: string };
type Code = typeof import('../helpline.ts');

/**
 * Whom to call while the service fails. Asked for when the person begins, so that it is known should the service fail them later; once it
 * fails the API cannot say any more, but what was shipped with this bundle can.
 */
export class HelplineController {
  readonly #host: HelplineHost;
  readonly #client: () => Client;
  readonly #request: RequestController<Helpline | null>;

  constructor(host: HelplineHost, client: () => Client) {
    this.#host = host;
    this.#client = client;
    this.#request = new RequestController(host);
    host.addEventListener('focusin', () => this.load(), { once: true });
  }

  /** The phone of the page's partner; null while it is not known, or there is none. */
  get value(): Helpline | null {
    const { state } = this.#request;
    return state.kind === 'done' ? state.value : null;
  }

  load(): void {
    this.#ask((code, authority, signal) => code.fetchHelpline(this.#client(), authority, signal));
  }

  /** For the requests of the widget to report to. */
  readonly onState = ({ kind }: RequestState<unknown>): void => {
    if ((kind === 'unavailable' || kind === 'offline') && !this.value)
      this.#ask((code, authority, signal) => code.fetchShippedHelpline(authority, signal));
  };

  #ask(fetch: (code: Code, authority: string, signal: AbortSignal) => Promise<Outcome<Helpline | null>>): void {
    const { authority } = this.#host;
    if (authority)
      void this.#request.run(signal =>
        withCode(
          () => import('../helpline.ts'),
          code => fetch(code, authority, signal),
        ),
      );
    else this.#request.reset();
  }
}
