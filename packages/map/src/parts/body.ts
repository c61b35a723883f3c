import type { RequestState } from '@dtp/kit/controllers/request.ts';
import type { Helpline } from '@dtp/kit/helpline.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { unavailable } from '@dtp/kit/parts/unavailable.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { Listed, Opened } from '../browsing.ts';
import { messages } from '../messages.ts';
import { details } from './details.ts';
import { type ListActions, list } from './list.ts';

type Part = TemplateResult | typeof nothing;

/** Everything below the form is drawn from this. `isAway` says that a list lies behind. */
export type BodyState = {
  readonly list: Listed | null;
  readonly opened: Opened | null;
  readonly isAway: boolean;
  readonly request: RequestState<unknown>;
  readonly helpline: Helpline | null;
  readonly area: Part;
  readonly level: number;
};

export type BodyActions = ListActions & { readonly onBack: () => void };

/** What is below the form: the list or the place that is open, or what there is to say instead. */
export function body(state: BodyState, { onBack, ...actions }: BodyActions): TemplateResult {
  const { opened, request, helpline, level } = state;
  const back = state.isAway ? html`<button type="button" class="link back" @click=${onBack}>${messages.back}</button>` : nothing;
  if (request.kind === 'unavailable' || request.kind === 'offline') return html`${back}${unavailable(helpline)}`;
  if (request.kind === 'problem') return html`${back}${refused(request.problem.status === 404)}`;
  if (opened) return html`${back}${details(opened, level, actions.onShow)}`;
  if (!state.list) return request.kind === 'done' ? nothingFound(helpline) : html`<div class="waiting"></div>`;
  const { total } = state.list.view.reply;
  return total === 0 ? nothingFound(helpline) : html`${list(state.list, level, actions)} ${state.area}`;
}

const refused = (isGone: boolean): TemplateResult => html`<p class="notice wrong">${isGone ? messages.gone : messages.refused}</p>`;

const nothingFound = (helpline: Helpline | null): TemplateResult => html`
  <p>${messages.tryLayer}</p>
  ${helpline ? html`<p>${messages.askInstead(helpline.name)} ${phoneLink(helpline.phone, helpline.verified)}</p>` : nothing}
  <slot></slot>
`;
