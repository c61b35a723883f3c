import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';
import { heading } from './heading.ts';

/** A field that was filled in wrongly. `field` is the id of its input in the same shadow root. */
export type FieldFault = { readonly field: string; readonly message: string };

/** Puts the cursor into a field of the same shadow root: fragment links do not reach into one. */
function focusField(event: Event): void {
  const { currentTarget } = event;
  if (!(currentTarget instanceof HTMLElement)) return;
  const root = currentTarget.getRootNode();
  if (root instanceof ShadowRoot) root.getElementById(currentTarget.dataset.field ?? '')?.focus();
}

/** Every fault at once, above the form, each a way to its field. After the pattern of the GOV.UK error summary. */
export const errorSummary = (faults: readonly FieldFault[], level: number): TemplateResult | typeof nothing =>
  faults.length === 0
    ? nothing
    : html`<div class="notice wrong" part="error-summary">
        ${heading(level, messages.problem, 'strong')}
        <ul>
          ${faults.map(
            ({ field, message }) =>
              html`<li><button type="button" class="link fault" data-field=${field} @click=${focusField}>${message}</button></li>`,
          )}
        </ul>
      </div>`;
