import type { AlertFrequency, askForAlert } from '@dtp/contract/alerts.ts';
import type { Client } from '@dtp/kit/client.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import * as messages from './alert-messages.ts';

/** Id of the field for the address in the widget's shadow root. */
export const EMAIL_FIELD = 'alert-email';

const FREQUENCIES: readonly AlertFrequency[] = ['immediate', 'daily', 'weekly'];
const USUAL: AlertFrequency = 'daily';

type State =
  | { readonly kind: 'asking' | 'sending' }
  /** `field` is the fault of the address, `words` what else went wrong. */
  | { readonly kind: 'failed'; readonly field: string | null; readonly words: string | null }
  | { readonly kind: 'sent'; readonly message: string; readonly about: string };

/** Where the form stands in the widget: what is asked for with it, and what is to happen after. */
export type AlertContext = {
  readonly client: Client;
  /** The search as a query string. */
  readonly filter: string;
  readonly authority: string;
  readonly onCancel: () => void;
  /** Something in the form is to have the focus. */
  readonly onFocus: (selector: string) => void;
};

/**
 * Asks for emails about jobs. The address is in the field and on its way, nowhere else: it is not kept, and no event tells of it. A request
 * that fails is not repeated by itself; the person sends it again.
 */
export class AlertForm implements ReactiveController {
  #state: State = { kind: 'asking' };
  readonly #host: ReactiveControllerHost;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#state = { kind: 'asking' };
  }

  render(context: AlertContext, level: number): TemplateResult {
    const state = this.#state;
    if (state.kind === 'sent') {
      return html`<section class="notice alert" part="alert" role="status">
        ${heading(level, state.about, 'title')}
        <p>${state.message}</p>
      </section>`;
    }
    const fault = state.kind === 'failed' ? state.field : null;
    const words = state.kind === 'failed' ? state.words : null;
    return html`<form class="notice alert" part="alert" aria-label=${messages.title} novalidate @submit=${(event: SubmitEvent) => void this.#onSubmit(event, context)}>
      ${heading(level, messages.title, 'title')}
      <p id="alert-hint">${messages.intro}</p>
      <div class="field">
        <label for=${EMAIL_FIELD}>${messages.email}</label>
        ${fault ? html`<p class="fault" id="alert-fault">${fault}</p>` : nothing}
        <input
          id=${EMAIL_FIELD}
          name="email"
          type="text"
          part="input"
          inputmode="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          maxlength="200"
          aria-describedby="alert-hint ${fault ? 'alert-fault' : ''}"
          aria-invalid=${fault ? 'true' : nothing}
        />
      </div>
      <fieldset>
        <legend>${messages.often}</legend>
        ${FREQUENCIES.map(
          one =>
            html`<label class="choice"
              ><input type="radio" name="frequency" value=${one} ?checked=${one === USUAL} /><span>${messages.frequencies[one]}</span></label
            >`,
        )}
      </fieldset>
      <p class="told" role="status">${state.kind === 'sending' ? messages.sending : words}</p>
      <p class="steps">
        <button class="action" part="button">${messages.send}</button>
        <button type="button" class="link" @click=${context.onCancel}>${messages.cancel}</button>
      </p>
    </form>`;
  }

  async #onSubmit(event: SubmitEvent, { client, filter, authority, onFocus }: AlertContext): Promise<void> {
    event.preventDefault();
    const { currentTarget } = event;
    if (this.#state.kind === 'sending' || !(currentTarget instanceof HTMLFormElement)) return;
    const data = new FormData(currentTarget);
    const email = String(data.get('email') ?? '').trim();
    const frequency = FREQUENCIES.find(one => one === data.get('frequency')) ?? USUAL;
    const fail = (field: string | null, words: string | null): void => {
      this.#set({ kind: 'failed', field, words });
      if (field) onFocus(`#${EMAIL_FIELD}`);
    };
    if (!email.includes('@')) return fail(messages.missing, null);
    this.#set({ kind: 'sending' });
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const wish = { topic: 'jobs' as const, filter, frequency, email, ...(authority && { authority }) };
    const outcome = await client.post<typeof askForAlert>('/api/v1/alerts', wish, [], signal);
    if (signal.aborted) return;
    if (outcome.kind === 'ok') {
      this.#set({ kind: 'sent', message: outcome.value.message, about: outcome.value.about });
      onFocus('.alert [role=heading]');
    } else if (outcome.kind === 'problem') {
      const fault = outcome.problem.errors?.find(({ path }) => path === 'email');
      fail(fault ? messages.wrong(fault.message) : null, fault ? null : outcome.problem.detail);
    } else fail(null, messages.failed[outcome.kind]);
  }

  #set(state: State): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
