import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';
import type { Suggestions } from './suggestions.ts';

/** A text field with suggestions under it. One of them in a shadow root: the list has a fixed id. */
export type Combobox<Item> = {
  /** Id of the input in the widget's shadow root. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What was wrong with the last text. */
  readonly fault: string | undefined;
  readonly text: string;
  /** The most characters that can be typed. */
  readonly most: number;
  readonly suggestions: Suggestions<Item>;
  /** What stands in the list for a suggestion. */
  readonly option: (item: Item) => unknown;
  readonly onType: (text: string) => void;
  readonly onPick: (item: Item) => void;
};

/** An editable combobox with a list, after the ARIA Authoring Practices. The focus never leaves the field. */
export function combobox<Item>(field: Combobox<Item>): TemplateResult {
  const { id, label, hint, fault, text, most, suggestions, onType } = field;
  const { items, active, open } = suggestions;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <p class="hint" id="${id}-hint">${hint}</p>
    ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}
    <input
      id=${id}
      type="text"
      part="input"
      role="combobox"
      maxlength=${most}
      enterkeyhint="search"
      autocomplete="off"
      aria-autocomplete="list"
      aria-controls="suggestions"
      aria-expanded=${open}
      aria-activedescendant=${active < 0 ? nothing : `suggestion-${active}`}
      aria-describedby=${fault ? `${id}-hint ${id}-fault` : `${id}-hint`}
      aria-invalid=${fault ? 'true' : nothing}
      .value=${text}
      @input=${(event: InputEvent) => event.target instanceof HTMLInputElement && onType(event.target.value)}
      @keydown=${(event: KeyboardEvent) => onKey(event, field)}
      @blur=${() => suggestions.close()}
    />
    <ul id="suggestions" part="suggestions" role="listbox" aria-label=${messages.suggestions} ?hidden=${!open}>
      ${items.map((item, at) => option(item, at, field))}
    </ul>
    <p class="unseen" role="status">${open ? messages.suggested(items.length) : ''}</p>
  </div>`;
}

/** Pressing must not take the focus from the field, or the list would close before the click arrives. */
const keepFocus = (event: Event): void => event.preventDefault();

const option = <Item>(item: Item, at: number, { suggestions, option: words, onPick }: Combobox<Item>): TemplateResult =>
  html`<li id="suggestion-${at}" role="option" aria-selected=${at === suggestions.active} @mousedown=${keepFocus} @click=${() => onPick(item)}>
    ${words(item)}
  </li>`;

function onKey<Item>(event: KeyboardEvent, { suggestions, onType, onPick }: Combobox<Item>): void {
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
