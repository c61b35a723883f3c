import type { Address } from '@dtp/contract/places.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { placeMessages as words } from '../place-messages.ts';
import { NONE_OF_THESE, type PlaceView } from '../place-view.ts';

type Choice = Extract<PlaceView, { kind: 'choose' }>;

/** The choice by address, where some of the areas have addresses on record, and between the areas. `onChoose` gets an area or `NONE_OF_THESE`. */
export function choice(view: Choice, addresses: readonly Address[], onChoose: (area: string) => void): TemplateResult {
  const settling = addresses.filter(({ area }) => view.areas.some(({ id }) => id === area));
  return html`${settling.length > 0 ? addressForm(settling, onChoose) : nothing}${areaForm(view, onChoose)}`;
}

/** Reads a field of the form that was sent, and keeps the page where it is. */
const sent =
  (field: string, take: (value: string) => void) =>
  (event: SubmitEvent): void => {
    event.preventDefault();
    const { currentTarget } = event;
    const value = currentTarget instanceof HTMLFormElement && new FormData(currentTarget).get(field);
    if (typeof value === 'string') take(value);
  };

/** Every address in the order of the street; of the one that is chosen only the area is used. */
function addressForm(items: readonly Address[], onChoose: (area: string) => void): TemplateResult {
  const take = (uprn: string): void => {
    const area = items.find(one => one.uprn === uprn)?.area;
    if (area) onChoose(area);
  };
  return html`<form class="notice" part="addresses" @submit=${sent('address', take)}>
    <label for="address">${words.address}</label>
    <p class="hint" id="address-hint">${words.addressHint}</p>
    <select id="address" name="address" required aria-describedby="address-hint">
      <option value="">${words.addresses(items.length)}</option>
      ${items.map(({ uprn, label }) => html`<option value=${uprn}>${label}</option>`)}
    </select>
    <button class="action quiet">${words.continue}</button>
  </form>`;
}

/** A form of its own, so that Enter on a choice continues instead of searching again. */
function areaForm(view: Choice, onChoose: (area: string) => void): TemplateResult {
  const radio = (value: string, label: string): TemplateResult =>
    html`<label class="choice"><input type="radio" name="area" required value=${value} /><span>${label}</span></label>`;
  return html`<form class="notice" part="chooser" @submit=${sent('area', onChoose)}>
    <fieldset class="place" tabindex="-1" aria-describedby="choose-why">
      <legend>${words.which}</legend>
      <p id="choose-why">${view.message}</p>
      ${view.areas.map(area => radio(area.id, area.name))}
      ${view.elsewhere ? radio(NONE_OF_THESE, view.elsewhere) : nothing}
    </fieldset>
    <button class="action quiet">${words.continue}</button>
  </form>`;
}
