import type { Answer, AskedPlace, IndexReply, ServiceAnswers } from '@dtp/contract/az.ts';
import { html } from 'hono/html';
import { longDay } from '../http/clock.ts';
import type { Markup } from '../http/page-shell.ts';
import { phoneLink } from '../http/phone-link.ts';
import { hiddenFields, placeNote as notePlace, openAreas, placeFaultSummary, postcodeFault, postcodeField } from '../places/page-parts.ts';
import { type AzAddress, azAddress, only, serviceAddress, where } from './page-address.ts';
import { groupTitles, statusSentence, words } from './page-messages.ts';

const hiddenOf = (address: AzAddress, names: readonly (keyof AzAddress)[]): Markup => hiddenFields(only(address, ...names));

/** Whether a choice is open that the person has not made. */
export const asksChoice = (address: AzAddress, place: AskedPlace | null): boolean => openAreas(place).length > 0 && !address.area;

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
  html`${placeFaultSummary(place)}
    <form class="search${action === '/az' ? '' : ' place-only'}" action="${action}" method="get" role="search">
      ${action === '/az' && keeps.length === 0 ? whatField(address) : ''}
      ${postcodeField(address.postcode, postcodeFault(place))}
      ${hiddenOf(address, ['authority', ...keeps])}
      <button>${words.search}</button>
    </form>`;

/** What is known of the place, and the choice that it leaves. */
export const placeNote = (address: AzAddress, place: AskedPlace | null, action = '/az'): Markup | '' => {
  const { area, ...open } = address;
  const keeps = only(address, 'q', 'exact', 'letter', 'category', 'postcode', 'authority');
  return notePlace({ place, area, change: azAddress(open, action), action, keeps });
};

const nextStep = ({ authority, actions, status }: Answer): Markup => {
  if (actions.length === 0 || status === 'not-provided')
    return html`<a class="next" href="${authority.homeUrl}">${words.noDirectPage(authority.name)}</a>`;
  return html`${actions.map(action => html`<a class="next" href="${action.url}">${action.label}</a> `)}`;
};

const phoneLine = ({ contact, open }: Answer): Markup | '' => {
  if (!contact.phone) return '';
  return html`<p>${words.phone}: ${phoneLink(contact.phone)}${contact.verifiedOn ? '' : html` <span class="muted">(${words.unverified})</span>`}${open ? html`<br>${open.text}` : ''}</p>`;
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
