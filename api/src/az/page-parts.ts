import type { Answer, AskedPlace, IndexReply, ServiceAnswers } from '@dtp/contract/az.ts';
import type { Area } from '@dtp/contract/places.ts';
import { html } from 'hono/html';
import type { Markup } from '../http/page-shell.ts';
import { COUNCIL_FINDER_URL } from '../places/resolve.ts';
import { type AzAddress, azAddress, serviceAddress } from './page-address.ts';
import { groupTitles, statusSentence, words } from './page-messages.ts';

const hidden = (name: string, value: string | undefined) => (value ? html`<input type="hidden" name="${name}" value="${value}">` : '');

const hiddenFields = (address: AzAddress, names: readonly (keyof AzAddress)[]) => names.map(name => hidden(name, address[name]));

/** The areas a person still has to choose among; none when the place is settled, outside or not known. */
export const openAreas = (place: AskedPlace | null): readonly Area[] =>
  place && 'areas' in place && (place.areas.length > 1 || place.kind === 'outside') ? place.areas : [];

const postcodeFault = (place: AskedPlace | null): string | null =>
  place && (place.kind === 'not-a-postcode' || place.kind === 'not-found') ? place.message : null;

export const searchForm = (address: AzAddress, place: AskedPlace | null, action = '/az'): Markup => {
  const fault = postcodeFault(place);
  return html`${
    fault
      ? html`<div class="note problem" role="alert"><h2>${words.problemTitle}</h2><p><a href="#postcode">${fault}</a></p>${place?.kind === 'not-found' ? html`<p><a href="${COUNCIL_FINDER_URL}">${words.finder}</a></p>` : ''}</div>`
      : ''
  }
    <form class="search" action="${action}" method="get" role="search">
      ${
        action === '/az'
          ? html`<div class="field"><label for="q">${words.what} <span class="hint">${words.whatHint}</span></label>
      <input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="${address.q ?? ''}"></div>`
          : ''
      }
      <div class="field"><label for="postcode">${words.postcode} <span class="hint" id="postcode-hint">${words.postcodeHint}</span></label>
      <input id="postcode" name="postcode" maxlength="12" autocomplete="postal-code" value="${address.postcode ?? ''}" ${fault ? html`aria-invalid="true"` : ''} aria-describedby="postcode-hint"></div>
      ${hiddenFields(address, ['authority'])}
      <button>${words.search}</button>
    </form>`;
};

const chooser = (address: AzAddress, areas: readonly Area[], action: string): Markup => html`<form action="${action}" method="get">
    ${hiddenFields(address, ['q', 'letter', 'category', 'postcode', 'authority'])}
    <fieldset><legend>${words.chooseTitle}</legend>
      <p class="muted">${words.chooseHint}</p>
      ${areas.map(area => html`<label class="choice"><input type="radio" name="area" value="${area.id}" required ${area.id === address.area ? html`checked` : ''}> ${area.name}</label>`)}
    </fieldset>
    <button>${words.choose}</button>
  </form>`;

/** What is known of the place: its message, the choice if there is one, the way out if it is outside. */
export const placeNote = (address: AzAddress, place: AskedPlace | null, action = '/az'): Markup | '' => {
  if (!place || postcodeFault(place)) return '';
  const areas = openAreas(place);
  const chosen = areas.find(area => area.id === address.area);
  return html`<div class="note">
    <p>${chosen ? `${place.postcode}: ${chosen.name}` : place.message}</p>
    ${place.kind === 'outside' ? html`<p><a href="${place.finderUrl}">${words.finder}</a></p>` : ''}
    ${areas.length > 0 && !chosen ? chooser(address, areas, action) : ''}
  </div>`;
};

const nextStep = ({ authority, actions, status }: Answer): Markup | '' => {
  if (status === 'not-provided') return '';
  if (actions.length === 0) return html`<a class="next" href="${authority.homeUrl}">${words.noDirectPage(authority.name)}</a>`;
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
  </div>`;
};

/** Why there is no answer yet, or the answers. */
export const answersOf = ({ responsibility, answers }: ServiceAnswers, hasChoice: boolean): Markup => {
  if (responsibility === 'elsewhere') return html`<p>${words.elsewhere}</p>`;
  const ask = responsibility === 'depends' ? html`<p>${hasChoice ? words.needsChoice : words.needsPlace}</p>` : '';
  return html`${ask}${answers.map(answerBlock)}`;
};

/** In a list, bodies that only may be responsible are named in a sentence; their answers stand on the service's own page. */
const listAnswers = ({ responsibility, answers }: ServiceAnswers, hasChoice: boolean): Markup => {
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
  const hasChoice = openAreas(place).length > 0;
  return html`${[...groups].map(([kind, group]) => html`<section><h2>${groupTitles[kind]}</h2>${group.map(item => resultItem(item, address, hasChoice))}</section>`)}`;
};

/** The way in without words: popular tasks, subjects, letters. */
export const indexView = (index: IndexReply, address: AzAddress, withPopular: boolean): Markup => {
  const { authority, postcode } = address;
  const keep = { ...(authority ? { authority } : {}), ...(postcode ? { postcode } : {}) };
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
