import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';

/** Ids of the fields in the widget's shadow root. */
export const WHAT_FIELD = 'what';
export const WHERE_FIELD = 'where';

/** How far people look, in miles; the API's own choice is the one that goes without saying. */
const MILES = [1, 3, 5, 10, 20, 40];
const USUAL_MILES = '10';

export type Typed = { readonly q: string; readonly near: string; readonly miles: string };

export type SearchFormState = Typed & {
  /** Faults by field id. */
  readonly faults: ReadonlyMap<string, string>;
};

/** Reads what stands in the form; what goes without saying is left out. */
export function typedIn(form: HTMLFormElement): Typed {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const miles = text('miles');
  const near = text('near');
  return { q: text('q'), near, miles: near && miles !== USUAL_MILES ? miles : '' };
}

/** The one form: what job, where, how far, and one button. */
export const searchForm = ({ q, near, miles, faults }: SearchFormState, onSubmit: (event: SubmitEvent) => void): TemplateResult => html`
  <form class="search" part="form" role="search" aria-label=${messages.form} novalidate @submit=${onSubmit}>
    ${field(WHAT_FIELD, 'q', messages.what, messages.whatHint, q, 200, faults.get(WHAT_FIELD))}
    ${field(WHERE_FIELD, 'near', messages.where, messages.whereHint, near, 100, faults.get(WHERE_FIELD))}
    <div class="field">
      <label for="miles">${messages.miles}</label>
      <select id="miles" name="miles" part="input" .value=${miles || USUAL_MILES}>
        ${MILES.map(one => html`<option value=${one} ?selected=${String(one) === (miles || USUAL_MILES)}>${messages.within(one)}</option>`)}
      </select>
    </div>
    <button class="action" part="button">${messages.search}</button>
  </form>
`;

const field = (
  id: string,
  name: string,
  label: string,
  hint: string,
  value: string,
  most: number,
  fault: string | undefined,
): TemplateResult =>
  html`<div class="field">
    <label for=${id}>${label}</label>
    <p class="hint" id="${id}-hint">${hint}</p>
    ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}
    <input
      id=${id}
      name=${name}
      type="text"
      part="input"
      maxlength=${most}
      aria-describedby="${id}-hint ${fault ? `${id}-fault` : ''}"
      aria-invalid=${fault ? 'true' : nothing}
      .value=${value}
    />
  </div>`;
