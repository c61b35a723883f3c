import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';
import { NONE_OF_THESE, type PlaceView } from '../place-view.ts';
import { linkAddress } from './link-address.ts';

const words = messages.postcode;

/** What a person can do about the place shown. `onChoose` gets an area id or `NONE_OF_THESE`. */
export type PlaceActions = { readonly onChange: () => void; readonly onChoose: (area: string) => void };

/** The place as the answers below it take it: one line, a choice, or the way to another council. */
export function placeLine(view: PlaceView, actions: PlaceActions): TemplateResult | typeof nothing {
  if (view.kind === 'wrong') return nothing;
  if (view.kind === 'choose') return chooser(view, actions.onChoose);
  const change = html`<button type="button" class="link" @click=${actions.onChange}>${words.change}<span class="unseen"> ${words.label}</span></button>`;
  if (view.kind === 'known') {
    return html`<div class="place" part="place" tabindex="-1">
      <p>${words.known(view.postcode)} <strong>${view.area.name}</strong>. ${change}</p>
      ${view.note ? html`<p class="muted">${view.note}</p>` : nothing}
    </div>`;
  }
  const finder = linkAddress(view.finderUrl);
  return html`<div class="place notice" part="place" tabindex="-1">
    <p>${view.message}</p>
    <p>${finder ? html`<a href=${finder}>${words.finder}</a> ` : nothing}${change}</p>
  </div>`;
}

type Choice = Extract<PlaceView, { kind: 'choose' }>;

/** A form of its own, so that Enter on a choice continues instead of searching again. */
function chooser(view: Choice, onChoose: (area: string) => void): TemplateResult {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    const area = new FormData(currentTarget).get('area');
    if (typeof area === 'string') onChoose(area);
  };
  const choice = (value: string, label: string): TemplateResult =>
    html`<label class="choice"><input type="radio" name="area" required value=${value} /><span>${label}</span></label>`;
  return html`<form class="notice" part="chooser" @submit=${onSubmit}>
    <fieldset class="place" tabindex="-1" aria-describedby="choose-why">
      <legend>${words.which}</legend>
      <p id="choose-why">${view.message}</p>
      ${view.areas.map(area => choice(area.id, area.name))}
      ${view.elsewhere ? choice(NONE_OF_THESE, view.elsewhere) : nothing}
    </fieldset>
    <button class="action quiet">${words.continue}</button>
  </form>`;
}

/** The data the place rests on, with the notices its licences ask for. */
export const placeSource = (view: PlaceView): TemplateResult | typeof nothing =>
  view.kind === 'wrong'
    ? nothing
    : html`<p class="muted source" part="source">${words.source(view.source.name, view.source.edition)} ${view.source.attribution}</p>`;
