import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';

/** Id of the input in the widget's shadow root. */
export const POSTCODE_FIELD = 'postcode';

/** The most characters the API reads as a postcode, spaces anywhere. More are refused here, in words, instead of being cut off silently. */
const MOST = 60;

/** The fault that needs no server to see; null when the server is to judge. Empty is fine: the field is optional. */
export const postcodeFault = (postcode: string): string | null => (postcode.length > MOST ? messages.postcode.tooLong : null);

/** An optional postcode. `hint` says what it is for, `fault` what was wrong with the last one. */
export const postcodeField = (value: string, hint: string, fault: string | undefined): TemplateResult => html`
  <div class="field">
    <label for=${POSTCODE_FIELD}>${messages.postcode.label} <span class="hint optional">${messages.postcode.optional}</span></label>
    <p class="hint" id="postcode-hint">${hint}</p>
    ${fault ? html`<p class="fault" id="postcode-fault">${fault}</p>` : nothing}
    <input
      id=${POSTCODE_FIELD}
      name="postcode"
      type="text"
      part="input"
      autocomplete="postal-code"
      autocapitalize="characters"
      spellcheck="false"
      aria-describedby=${fault ? 'postcode-hint postcode-fault' : 'postcode-hint'}
      aria-invalid=${fault ? 'true' : nothing}
      .value=${value}
    />
  </div>
`;
