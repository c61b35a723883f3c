import type { Answer, AskedPlace, IndexReply, ServiceAnswers } from '@dtp/contract/az.ts';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Area, Place } from '@dtp/contract/places.ts';
import { html } from 'hono/html';
import { longDay } from '../http/clock.ts';
import type { Markup } from '../http/page-shell.ts';
import { differOnlyByPark } from '../places/park-choice.ts';
import { COUNCIL_FINDER_URL } from '../places/resolve.ts';
import { type AzAddress, azAddress, serviceAddress, where } from './page-address.ts';
import { groupTitles, statusSentence, words } from './page-messages.ts';

const hidden = (name: string, value: string | undefined) => (value ? html`<input type="hidden" name="${name}" value="${value}">` : '');

const hiddenFields = (address: AzAddress, names: readonly (keyof AzAddress)[]) => names.map(name => hidden(name, address[name]));

/** The areas a person has to choose among, where the place is not settled by itself. */
export const openAreas = (place: AskedPlace | null): readonly Area[] =>
  place && 'areas' in place && (place.areas.length > 1 || (place.areas.length > 0 && place.beyond.length > 0)) ? place.areas : [];

/** Whether a choice is open that the person has not made. */
export const asksChoice = (address: AzAddress, place: AskedPlace | null): boolean => openAreas(place).length > 0 && !address.area;

/** What is wrong with the postcode, in words; null when nothing is. */
export const postcodeFault = (place: AskedPlace | null): string | null =>
  place && (place.kind === 'not-a-postcode' || place.kind === 'not-found') ? place.message : null;

const faultSummary = (place: AskedPlace | null): Markup | '' => {
  const fault = postcodeFault(place);
  if (!fault) return '';
  return html`<div class="note problem" role="alert"><h2>${words.problemTitle}</h2>
    <p><a href="#postcode">${fault}</a></p>
    ${place?.kind === 'not-found' ? html`<p><a href="${COUNCIL_FINDER_URL}">${words.finder}</a></p>` : ''}
  </div>`;
};

const postcodeField = (address: AzAddress, fault: string | null): Markup => html`<div class="field">
    <label for="postcode">${words.postcode} <span class="hint" id="postcode-hint">${words.postcodeHint}</span></label>
    ${fault ? html`<p class="fault" id="postcode-fault">${fault}</p>` : ''}
    <input id="postcode" name="postcode" autocomplete="postal-code" value="${address.postcode ?? ''}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="postcode-hint${fault ? ' postcode-fault' : ''}">
  </div>`;

const whatField = (address: AzAddress): Markup => html`<div class="field">
    <label for="q">${words.what} <span class="hint">${words.whatHint}</span></label>
    <input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="${address.q ?? ''}">
  </div>`;

/** The form, with what is wrong above it. `keeps` are the fields that go along unseen. On a service's page it asks for the place alone. */
export const searchForm = (
  address: AzAddress,
  place: AskedPlace | null,
  action = '/az',
  keeps: readonly (keyof AzAddress)[] = [],
): Markup =>
  html`${faultSummary(place)}
    <form class="search${action === '/az' ? '' : ' place-only'}" action="${action}" method="get" role="search">
      ${action === '/az' && keeps.length === 0 ? whatField(address) : ''}
      ${postcodeField(address, postcodeFault(place))}
      ${hiddenFields(address, ['authority', ...keeps])}
      <button>${words.search}</button>
    </form>`;

const choice = (id: string, label: string): Markup =>
  html`<label class="choice"><input type="radio" name="area" value="${id}" required> ${label}</label>`;

const chooser = (
  address: AzAddress,
  areas: readonly Area[],
  beyond: readonly string[],
  action: string,
): Markup => html`<form action="${action}" method="get">
    ${hiddenFields(address, ['q', 'exact', 'letter', 'category', 'postcode', 'authority'])}
    <fieldset><legend>${words.chooseTitle}</legend>
      <p class="muted">${differOnlyByPark(areas) && beyond.length === 0 ? words.chooseParkHint : words.chooseHint}</p>
      ${areas.map(area => choice(area.id, area.name))}
      ${beyond.length > 0 ? choice(OUTSIDE_AREA, words.beyond(beyond)) : ''}
    </fieldset>
    <button>${words.choose}</button>
  </form>`;

const placeWords = (address: AzAddress, place: Place): string => {
  if (address.area === OUTSIDE_AREA) return words.outsideChosen(place.postcode);
  const chosen = place.areas.find(area => area.id === address.area);
  return chosen ? words.forPlace(place.postcode, chosen.name) : place.message;
};

/** What is known of the place: its message, the choice if there is one, the way out if it is outside, and what the answer rests on. */
export const placeNote = (address: AzAddress, place: AskedPlace | null, action = '/az'): Markup | '' => {
  if (!place || !('areas' in place)) return '';
  const isOutside = address.area === OUTSIDE_AREA || (place.kind === 'outside' && !address.area);
  const { area: chosen, ...open } = address;
  return html`<div class="note">
    <p>${placeWords(address, place)}${chosen ? html` <a href="${azAddress(open, action)}">${words.change}</a>` : ''}</p>
    ${isOutside ? html`<p><a href="${place.finderUrl}">${words.finder}</a></p>` : ''}
    ${
      asksChoice(address, place)
        ? chooser(
            address,
            openAreas(place),
            place.beyond.map(council => council.name),
            action,
          )
        : ''
    }
    <p class="muted small">${words.source(place.source.name, place.source.edition)}</p>
  </div>`;
};

const nextStep = ({ authority, actions, status }: Answer): Markup => {
  if (actions.length === 0 || status === 'not-provided')
    return html`<a class="next" href="${authority.homeUrl}">${words.noDirectPage(authority.name)}</a>`;
  return html`${actions.map(action => html`<a class="next" href="${action.url}">${action.label}</a> `)}`;
};

const phoneLine = ({ contact }: Answer): Markup | '' => {
  if (!contact.phone) return '';
  return html`<p>${words.phone}: <a href="tel:${contact.phone.replace(/[^\d+]/g, '')}">${contact.phone}</a>${contact.verifiedOn ? '' : html` <span class="muted">(${words.unverified})</span>`}</p>`;
};

/** One body's answer, whole. */
export const answerBlock = (answer: Answer): Markup => {
  const sentence = statusSentence(answer);
  return html`<div class="answer">
    ${answer.alert ? html`<p class="note">${answer.alert}</p>` : ''}
    <p class="body-name">${answer.authority.name}</p>
    <p class="muted">${answer.because}</p>
    ${sentence ? html`<p>${sentence}</p>` : ''}
    ${answer.summary ? html`<p>${answer.summary}</p>` : ''}
    <p>${nextStep(answer)}</p>
    ${phoneLine(answer)}
    ${answer.cost ? html`<p>${words.cost}: ${answer.cost}</p>` : ''}
    ${answer.eligibility ? html`<p>${words.eligibility}: ${answer.eligibility}</p>` : ''}
    ${answer.lastReviewed ? html`<p class="muted">${words.reviewed(longDay(answer.lastReviewed))}</p>` : ''}
  </div>`;
};

/** Why there is no answer yet, or the answers. */
export const answersOf = ({ responsibility, answers }: ServiceAnswers, hasChoice: boolean): Markup => {
  if (responsibility === 'elsewhere') return html`<p>${words.elsewhere}</p>`;
  const ask = responsibility === 'depends' ? html`<p>${hasChoice ? words.needsChoice : words.needsPlace}</p>` : '';
  return html`${ask}${answers.map(answerBlock)}`;
};

/** In a list, bodies that only may be responsible are named in a sentence; their answers stand on the service's own page. */
export const listAnswers = ({ responsibility, answers }: ServiceAnswers, hasChoice: boolean): Markup => {
  if (responsibility === 'elsewhere') return html`<p>${words.elsewhere}</p>`;
  if (responsibility === 'settled') return html`${answers.map(answerBlock)}`;
  const possible = answers.map(answer => answer.authority.name);
  const ask = hasChoice ? words.needsChoice : words.needsPlace;
  return html`<p class="muted">${ask}${possible.length > 0 ? ` ${words.mayBe(possible)}` : ''}</p>`;
};

const resultItem = (result: ServiceAnswers, address: AzAddress, hasChoice: boolean): Markup => html`<article class="service">
    <h3><a href="${serviceAddress(result.service.id, address)}">${result.service.title}</a></h3>
    <p>${result.service.summary}</p>
    ${listAnswers(result, hasChoice)}
  </article>`;

/** Results in groups of what people do next; groups in the order of their best result. */
export const groupedResults = (items: readonly ServiceAnswers[], address: AzAddress, place: AskedPlace | null): Markup => {
  const groups = Map.groupBy(items, item => item.service.action);
  const hasChoice = asksChoice(address, place);
  return html`${[...groups].map(([kind, group]) => html`<section><h2>${groupTitles[kind]}</h2>${group.map(item => resultItem(item, address, hasChoice))}</section>`)}`;
};

/** The way in without words: popular tasks, subjects, letters. */
export const indexView = (index: IndexReply, address: AzAddress, withPopular: boolean): Markup => {
  const keep = where(address);
  return html`
    ${
      withPopular
        ? html`<section><h2>${words.popular}</h2><ul class="plain columns">${index.popular.map(service => html`<li><a href="${serviceAddress(service.id, keep)}">${service.title}</a></li>`)}</ul></section>`
        : ''
    }
    <section><h2>${words.categories}</h2><ul class="plain columns">${index.categories
      .filter(category => category.count > 0)
      .map(
        category =>
          html`<li><a href="${azAddress({ ...keep, category: category.id })}">${category.title}</a> <span class="muted">${category.summary}</span></li>`,
      )}</ul></section>
    <section><h2>${words.letters}</h2><ul class="letters">${index.letters.map(({ letter, count }) =>
      count > 0
        ? html`<li><a href="${azAddress({ ...keep, letter })}" ${letter === address.letter ? html`aria-current="page"` : ''}>${letter}</a></li>`
        : html`<li><span>${letter}</span></li>`,
    )}</ul></section>`;
};
