import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../client.ts';
import type { Helpline } from '../helpline.ts';
import { withCode } from '../load-code.ts';
import { RequestController, type RequestState } from './request.ts';

type HelplineHost = ReactiveControllerHost & HTMLElement & { readonly authority: string };

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
    this.#ask('fetchHelpline');
  }

  /** For the requests of the widget to report to. */
  readonly onState = ({ kind }: RequestState<unknown>): void => {
    if ((kind === 'unavailable' || kind === 'offline') && !this.value) this.#ask('fetchShippedHelpline');
  };

  #ask(from: 'fetchHelpline' | 'fetchShippedHelpline'): void {
    const { authority } = this.#host;
    if (authority)
      void this.#request.run(signal =>
        withCode(
          () => import('../helpline.ts'),
          code => code[from](authority, this.#client(), signal),
        ),
      );
    else this.#request.reset();
  }
}
