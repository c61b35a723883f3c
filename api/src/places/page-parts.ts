import type { AskedPlace } from '@dtp/contract/az.ts';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Area, Place } from '@dtp/contract/places.ts';
import { html } from 'hono/html';
import type { Markup } from '../http/page-shell.ts';
import { placeWords } from './page-messages.ts';
import { differOnlyByPark } from './park-choice.ts';
import { COUNCIL_FINDER_URL } from './resolve.ts';

/** Form fields that go along unseen, by name; those without a value do not go. */
export type HiddenFields = Readonly<Record<string, string | undefined>>;

export const hiddenFields = (fields: HiddenFields): Markup =>
  html`${Object.entries(fields).map(([name, value]) => (value ? html`<input type="hidden" name="${name}" value="${value}">` : ''))}`;

/** The areas a person has to choose among, where the place is not settled by itself. */
export const openAreas = (place: AskedPlace | null): readonly Area[] =>
  place && 'areas' in place && (place.areas.length > 1 || (place.areas.length > 0 && place.beyond.length > 0)) ? place.areas : [];

/** A choice as a person may make it for this place: with another postcode it is forgotten. */
export const usableChoice = (area: string | undefined, place: AskedPlace | null): string | undefined => {
  if (area === OUTSIDE_AREA) return place && 'beyond' in place && place.beyond.length > 0 ? area : undefined;
  return openAreas(place).some(one => one.id === area) ? area : undefined;
};

/** What is wrong with the postcode, in words; null when nothing is. */
export const postcodeFault = (place: AskedPlace | null): string | null =>
  place && (place.kind === 'not-a-postcode' || place.kind === 'not-found') ? place.message : null;

/** The title of a page, which says first when something is wrong with the postcode. */
export const titledFor = (title: string, place: AskedPlace | null): string => (postcodeFault(place) ? placeWords.errorTitle(title) : title);

/** What is wrong with the postcode, above the form. */
export const placeFaultSummary = (place: AskedPlace | null): Markup | '' => {
  const fault = postcodeFault(place);
  if (!fault) return '';
  return html`<div class="note problem" role="alert"><h2>${placeWords.problemTitle}</h2>
    <p><a href="#postcode">${fault}</a></p>
    ${place?.kind === 'not-found' ? html`<p><a href="${COUNCIL_FINDER_URL}">${placeWords.finder}</a></p>` : ''}
  </div>`;
};

export const postcodeField = (value: string | undefined, fault: string | null): Markup => html`<div class="field">
    <label for="postcode">${placeWords.postcode} <span class="hint" id="postcode-hint">${placeWords.postcodeHint}</span></label>
    ${fault ? html`<p class="fault" id="postcode-fault">${fault}</p>` : ''}
    <input id="postcode" name="postcode" autocomplete="postal-code" value="${value ?? ''}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="postcode-hint${fault ? ' postcode-fault' : ''}">
  </div>`;

/** One of the areas to choose from. */
const choice = (id: string, label: string): Markup =>
  html`<label class="choice"><input type="radio" name="area" value="${id}" required> ${label}</label>`;

/** The fieldset of a choice among the areas of a place. */
export const areaChoice = (
  areas: readonly Area[],
  beyond: readonly string[],
): Markup => html`<fieldset><legend>${placeWords.chooseTitle}</legend>
      <p class="muted">${differOnlyByPark(areas) && beyond.length === 0 ? placeWords.chooseParkHint : placeWords.chooseHint}</p>
      ${areas.map(area => choice(area.id, area.name))}
      ${beyond.length > 0 ? choice(OUTSIDE_AREA, placeWords.beyond(beyond)) : ''}
    </fieldset>`;

/** `area` is what the person chose; `change` leads to the same page without that choice; `action` and `keeps` are of the form that asks for one. */
export type PlaceNote = {
  readonly place: AskedPlace | null;
  readonly area: string | undefined;
  readonly change: string;
  readonly action: string;
  readonly keeps: HiddenFields;
};

const wordsFor = (place: Place, chosenId: string | undefined): string => {
  if (chosenId === OUTSIDE_AREA) return placeWords.outsideChosen(place.postcode);
  const chosen = place.areas.find(area => area.id === chosenId);
  return chosen ? placeWords.forPlace(place.postcode, chosen.name) : place.message;
};

/** What is known of the place: its message, the choice if there is one, the way out if it is outside, and what the answer rests on. */
export const placeNote = ({ place, area, change, action, keeps }: PlaceNote): Markup | '' => {
  if (!place || !('areas' in place)) return '';
  const isOutside = area === OUTSIDE_AREA || (place.kind === 'outside' && !area);
  const open = openAreas(place);
  return html`<div class="note">
    <p>${wordsFor(place, area)}${area ? html` <a href="${change}">${placeWords.change}</a>` : ''}</p>
    ${isOutside ? html`<p><a href="${place.finderUrl}">${placeWords.finder}</a></p>` : ''}
    ${
      open.length > 0 && !area
        ? html`<form action="${action}" method="get">
      ${hiddenFields(keeps)}
      ${areaChoice(
        open,
        place.beyond.map(council => council.name),
      )}
      <button>${placeWords.choose}</button>
    </form>`
        : ''
    }
    <p class="muted small">${placeWords.source(place.source.name, place.source.edition)}</p>
  </div>`;
};
