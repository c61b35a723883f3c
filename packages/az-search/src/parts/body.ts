import type { IndexReply } from '@dtp/contract/az.ts';
import type { RequestState } from '@dtp/kit/controllers/request.ts';
import type { Helpline } from '@dtp/kit/helpline.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { pager } from '@dtp/kit/parts/pager.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { unavailable } from '@dtp/kit/parts/unavailable.ts';
import type { PlaceActions } from '@dtp/kit/place.ts';
import type { PlaceView } from '@dtp/kit/place-view.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { type Asking, exactly, MANY } from '../asking.ts';
import * as messages from '../messages.ts';
import type { Shown, View } from '../view.ts';
import type { Link } from './link.ts';
import { list, results } from './results.ts';
import { service } from './service.ts';
import { letters, start, subjects } from './start.ts';

type Part = TemplateResult | typeof nothing;

/** Everything below the form is drawn from this. */
export type BodyState = {
  readonly asking: Asking;
  readonly shown: Shown;
  readonly index: RequestState<IndexReply>;
  readonly request: RequestState<unknown>;
  readonly helpline: Helpline | null;
  readonly compact: boolean;
  readonly level: number;
};

export type BodyActions = PlaceActions & {
  readonly link: Link;
  readonly onBack: () => void;
  readonly onGo: (asking: Asking) => void;
};

/** What is below the form: the view, or what there is to say instead. */
export function body(state: BodyState, actions: BodyActions): Part {
  const { request, asking, shown } = state;
  const isAway = asking.kind !== 'start' || shown.asking.kind !== 'start';
  const back = isAway ? html`<button type="button" class="link back" @click=${actions.onBack}>${messages.back}</button>` : nothing;
  if (request.kind === 'unavailable' || request.kind === 'offline') return html`${back}${unavailable(state.helpline)}`;
  if (request.kind === 'problem') return html`${back}${refused(request.problem.status === 404)}`;
  return html`
    ${back} ${shown.place?.line(actions)} ${view(state, actions)} ${shown.place?.source}
  `;
}

const refused = (isGone: boolean): TemplateResult => html`<p class="notice wrong">${isGone ? messages.gone : messages.refused}</p>`;

function view(state: BodyState, actions: BodyActions): Part {
  const { level } = state;
  const shown = state.shown.view;
  const place = state.shown.place?.view ?? null;
  const choosing = place?.kind === 'choose';
  switch (shown.kind) {
    case 'start':
      return state.compact ? nothing : startView(state, actions.link);
    case 'service':
      return service(shown.reply, level, choosing, shown.reply.responsibility === 'depends' ? addPostcode(place, actions) : nothing);
    case 'list':
      return listView(shown, state, actions);
    case 'results':
      return shown.reply.items.length === 0 ? nothingFound(state, actions.link) : resultsView(shown, state, actions, choosing);
  }
}

function startView({ index, helpline, level }: BodyState, link: Link): Part {
  if (index.kind === 'done') return start(index.value, level, link);
  if (index.kind === 'unavailable' || index.kind === 'offline') return unavailable(helpline);
  return index.kind === 'problem' ? html`<slot></slot>` : html`<div class="waiting"></div>`;
}

function resultsView(
  { reply }: Extract<View, { kind: 'results' }>,
  { level, shown: { asking, place } }: BodyState,
  actions: BodyActions,
  choosing: boolean,
): Part {
  const depends = reply.items.some(({ responsibility }) => responsibility === 'depends');
  const isMore = asking.kind === 'search' && reply.items.length < MANY;
  const onMore = isMore ? () => actions.onGo({ ...asking, limit: MANY }) : null;
  return html`${reply.corrected ? asTyped(reply.query, actions) : nothing}${depends ? addPostcode(place?.view ?? null, actions) : nothing}${results(reply, level, actions.link, choosing, onMore)}`;
}

/** The way to what was typed, where another spelling was searched. */
const asTyped = (query: string, { onGo }: BodyActions): TemplateResult =>
  html`<button type="button" class="link add" @click=${() => onGo(exactly(query))}>${messages.exact(query)}</button>`;

/** Asks for the postcode that the answers depend on, unless there is one. */
const addPostcode = (place: PlaceView | null, { onChange }: BodyActions): Part =>
  place && place.kind !== 'wrong'
    ? nothing
    : html`<button type="button" class="link add" @click=${onChange}>${messages.addPostcode}</button>`;

function listView({ reply }: Extract<View, { kind: 'list' }>, { shown, index, level }: BodyState, { link, onGo }: BodyActions): Part {
  const { asking } = shown;
  const catalogue = index.kind === 'done' ? index.value : null;
  const letter = asking.kind === 'letter' ? asking.letter : undefined;
  const category = asking.kind === 'category' ? catalogue?.categories.find(({ id }) => id === asking.category) : undefined;
  const isPaged = asking.kind === 'letter' || asking.kind === 'category';
  return html`
    ${heading(level, letter ? messages.letter(letter) : (category?.title ?? messages.category))}
    ${letter && catalogue ? letters(catalogue, link, letter) : nothing} ${list(reply, link)}
    ${isPaged ? pager(reply, page => onGo({ ...asking, page })) : nothing}
  `;
}

function nothingFound({ index, helpline, level, compact }: BodyState, link: Link): Part {
  const catalogue = index.kind === 'done' && !compact ? index.value : null;
  return html`
    <p>${messages.tryOther}</p>
    ${helpline ? html`<p>${messages.askInstead(helpline.name)} ${phoneLink(helpline.phone, helpline.verified)}</p>` : nothing}
    <slot></slot>
    ${catalogue ? subjects(catalogue, level, link) : nothing}
  `;
}
