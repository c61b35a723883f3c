import { postcodeField } from '@dtp/kit/parts/postcode-field.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';
import type { Suggestion, Suggestions } from './suggestions.ts';

/** Id of the search field in the widget's shadow root. */
export const WHAT_FIELD = 'what';

export type SearchFormState = {
  readonly text: string;
  readonly postcode: string;
  readonly suggestions: Suggestions;
  /** Faults by field id. */
  readonly faults: ReadonlyMap<string, string>;
};

export type SearchFormActions = {
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onType: (text: string) => void;
  readonly onPick: (suggestion: Suggestion) => void;
};

/** The one form: what is needed, optionally where, and one button. */
export const searchForm = (state: SearchFormState, actions: SearchFormActions): TemplateResult => html`
  <form class="search" part="form" role="search" aria-label=${messages.form} novalidate @submit=${actions.onSubmit}>
    ${whatField(state, actions)} ${postcodeField(state.postcode, messages.postcodeHint, state.faults.get('postcode'))}
    <button class="action" part="button">${messages.search}</button>
  </form>
`;

function whatField({ text, suggestions, faults }: SearchFormState, { onType, onPick }: SearchFormActions): TemplateResult {
  const fault = faults.get(WHAT_FIELD);
  const { items, active, open } = suggestions;
  return html`<div class="field what">
    <label for=${WHAT_FIELD}>${messages.what}</label>
    <p class="hint" id="what-hint">${messages.whatHint}</p>
    ${fault ? html`<p class="fault" id="what-fault">${fault}</p>` : nothing}
    <input
      id=${WHAT_FIELD}
      name="q"
      type="text"
      part="input"
      role="combobox"
      maxlength="200"
      enterkeyhint="search"
      autocomplete="off"
      aria-autocomplete="list"
      aria-controls="suggestions"
      aria-expanded=${open}
      aria-activedescendant=${active < 0 ? nothing : `suggestion-${active}`}
      aria-describedby=${fault ? 'what-hint what-fault' : 'what-hint'}
      aria-invalid=${fault ? 'true' : nothing}
      .value=${text}
      @input=${(event: InputEvent) => event.target instanceof HTMLInputElement && onType(event.target.value)}
      @keydown=${(event: KeyboardEvent) => onKey(event, suggestions, onType, onPick)}
      @blur=${() => suggestions.close()}
    />
    <ul id="suggestions" part="suggestions" role="listbox" aria-label=${messages.suggestions} ?hidden=${!open}>
      ${items.map((item, at) => option(item, at, at === active, onPick))}
    </ul>
    <p class="unseen" role="status">${open ? messages.suggested(items.length) : ''}</p>
  </div>`;
}

/** Pressing must not take the focus from the field, or the list would close before the click arrives. */
const keepFocus = (event: Event): void => event.preventDefault();

const option = (item: Suggestion, at: number, active: boolean, onPick: (suggestion: Suggestion) => void): TemplateResult =>
  html`<li id="suggestion-${at}" role="option" aria-selected=${active} @mousedown=${keepFocus} @click=${() => onPick(item)}>
    ${item.title}${item.alias ? html` <span class="hint">(${item.alias})</span>` : nothing}
  </li>`;

function onKey(
  event: KeyboardEvent,
  suggestions: Suggestions,
  onType: (text: string) => void,
  onPick: (suggestion: Suggestion) => void,
): void {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const picked = suggestions.items[suggestions.active];
  if (event.key === 'Escape') {
    if (suggestions.open) suggestions.close();
    else if (event.target instanceof HTMLInputElement && event.target.value) onType('');
    else return;
  } else if (event.key === 'Enter' && picked) onPick(picked);
  else if (!suggestions.move(event.key)) return;
  event.preventDefault();
}
