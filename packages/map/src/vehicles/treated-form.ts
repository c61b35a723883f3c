import type { TreatedReply } from '@dtp/contract/vehicles.ts';
import type { RequestState } from '@dtp/kit/controllers/request.ts';
import { messages as shared } from '@dtp/kit/messages.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from './messages.ts';

/** Id of the field in the widget's shadow root. */
export const STREET_FIELD = 'treated-street';

export type TreatedView = {
  readonly typed: string;
  /** What was wrong with what was typed; null for nothing. */
  readonly fault: string | null;
  readonly state: RequestState<TreatedReply>;
  readonly level: number;
};

export type TreatedEvents = { readonly onSubmit: (event: SubmitEvent) => void; readonly onType: (typed: string) => void };

const words = messages.treated;

const answerOf = (state: RequestState<TreatedReply>): string => {
  if (state.kind === 'done') return words.answer(state.value);
  if (state.kind === 'loading') return words.asking;
  if (state.kind === 'slow') return shared.slow;
  if (state.kind === 'unavailable') return words.unavailable;
  return state.kind === 'offline' ? shared.offline : '';
};

const typedIn = (event: Event): string => (event.currentTarget instanceof HTMLInputElement ? event.currentTarget.value : '');

/** "When was my street last treated?", and the answer under it. */
export const treatedForm = ({ typed, fault, state, level }: TreatedView, { onSubmit, onType }: TreatedEvents): TemplateResult => html`
  ${heading(level, words.title)}
  <form class="search" part="treated-form" novalidate @submit=${onSubmit}>
    <div class="field">
      <label for=${STREET_FIELD}>${words.label}</label>
      <p class="hint" id="treated-hint">${words.hint}</p>
      ${fault ? html`<p class="fault" id="treated-fault">${fault}</p>` : nothing}
      <input
        id=${STREET_FIELD}
        name="near"
        type="text"
        part="input"
        maxlength="100"
        autocomplete="off"
        spellcheck="false"
        aria-describedby=${fault ? 'treated-hint treated-fault' : 'treated-hint'}
        aria-invalid=${fault ? 'true' : nothing}
        .value=${typed}
        @input=${(event: Event) => onType(typedIn(event))}
      />
    </div>
    <button class="action" part="button">${words.ask}</button>
  </form>
  <p class="status" part="treated-answer" role="status" data-treated>${answerOf(state)}</p>
`;
