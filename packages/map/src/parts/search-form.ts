import type { Layer } from '@dtp/contract/map.ts';
import type { PlaceSuggestion } from '@dtp/contract/places.ts';
import { combobox } from '@dtp/kit/parts/combobox.ts';
import type { Suggestions } from '@dtp/kit/parts/suggestions.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';

/** Id of the field for the place in the widget's shadow root. */
export const PLACE_FIELD = 'place';

/** The most characters of a place that the API reads. */
const MOST = 60;

export type SearchFormState = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly suggestions: Suggestions<PlaceSuggestion>;
  readonly fault: string | undefined;
  /** To choose from; a single one needs no choice. */
  readonly layers: readonly Layer[];
  readonly layer: string;
};

export type SearchFormActions = {
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onType: (text: string) => void;
  readonly onPick: (suggestion: PlaceSuggestion) => void;
  readonly onLayer: (layer: string) => void;
  readonly onLocate: () => void;
};

/** The one form: where, what, and one button; beside it the device may say where. */
export const searchForm = (
  { name, layers, layer, ...field }: SearchFormState,
  { onSubmit, onLayer, onLocate, ...actions }: SearchFormActions,
): TemplateResult => html`
  <form class="search" part="form" role="search" aria-label=${name} novalidate @submit=${onSubmit}>
    ${combobox({ id: PLACE_FIELD, most: MOST, option: suggested, ...field, ...actions })}
    ${layers.length > 1 ? layerChoice(layers, layer, onLayer) : nothing}
    <div class="acts">
      <button class="action" part="button">${messages.search}</button>
      <button type="button" class="action quiet" part="locate" @click=${onLocate}>${messages.locate}</button>
    </div>
  </form>
`;

const suggested = ({ label, detail }: PlaceSuggestion): TemplateResult =>
  html`${label}${detail ? html` <span class="hint">${detail}</span>` : nothing}`;

const layerChoice = (layers: readonly Layer[], chosen: string, onLayer: (layer: string) => void): TemplateResult => html`
  <div class="field">
    <label for="layer">${messages.layer}</label>
    <select
      id="layer"
      part="layers"
      @change=${(event: Event) => event.target instanceof HTMLSelectElement && onLayer(event.target.value)}
    >
      ${layers.map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${title}</option>`)}
    </select>
  </div>
`;
