import type { SuggestReply } from '@dtp/contract/az.ts';
import { combobox } from '@dtp/kit/parts/combobox.ts';
import { postcodeField } from '@dtp/kit/parts/postcode-field.ts';
import type { Suggestions } from '@dtp/kit/parts/suggestions.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';

export type Suggestion = SuggestReply['items'][number];

/** Id of the field for the topic in the widget's shadow root. */
export const WHAT_FIELD = 'what';

/** The most characters of a topic that the API reads. */
const MOST = 200;

export type SearchFormState = {
  /** The page has said what it is about: there is nothing to ask but where. */
  readonly isFixed: boolean;
  readonly text: string;
  readonly postcode: string;
  readonly suggestions: Suggestions<Suggestion>;
  /** Faults by field id. */
  readonly faults: ReadonlyMap<string, string>;
};

export type SearchFormActions = {
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onType: (text: string) => void;
  readonly onPick: (suggestion: Suggestion) => void;
};

/** The one form: what it is about, where, and one button. */
export const searchForm = (
  { isFixed, faults, postcode, ...field }: SearchFormState,
  { onSubmit, ...actions }: SearchFormActions,
): TemplateResult => html`
  <form class="search" part="form" role="search" aria-label=${messages.form} novalidate @submit=${onSubmit}>
    ${
      isFixed
        ? nothing
        : combobox({
            id: WHAT_FIELD,
            label: messages.what,
            hint: messages.whatHint,
            fault: faults.get(WHAT_FIELD),
            most: MOST,
            option: ({ title, alias }) => html`${title}${alias ? html` <span class="hint">(${alias})</span>` : nothing}`,
            ...field,
            ...actions,
          })
    }
    ${postcodeField(postcode, messages.postcodeHint, faults.get('postcode'))}
    <button class="action" part="button">${messages.find}</button>
  </form>
`;
