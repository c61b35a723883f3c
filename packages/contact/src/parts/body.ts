import type { ContactReply } from '@dtp/contract/contact.ts';
import type { RequestState } from '@dtp/kit/controllers/request.ts';
import type { Helpline } from '@dtp/kit/helpline.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { phoneLink } from '@dtp/kit/parts/phone.ts';
import { unavailable } from '@dtp/kit/parts/unavailable.ts';
import type { PlaceActions } from '@dtp/kit/place.ts';
import type { PlaceView } from '@dtp/kit/place-view.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';
import type { Shown } from '../shown.ts';
import { line } from './line.ts';
import { signposts } from './signposts.ts';

type Part = TemplateResult | typeof nothing;

/** Everything below the form is drawn from this. */
export type BodyState = {
  readonly shown: Shown | null;
  readonly request: RequestState<unknown>;
  readonly helpline: Helpline | null;
  readonly level: number;
};

export type BodyActions = PlaceActions & {
  /** Asks about a service, by its id. */
  readonly onTopic: (service: string) => void;
  /** The hosted form to ask or report by, and the hosted A to Z, for what is shown. */
  readonly reportUrl: string;
  readonly servicesUrl: string;
};

/** What is below the form: whom to call, or what there is to say instead. */
export function body(state: BodyState, actions: BodyActions): Part {
  const { request, shown, helpline } = state;
  if (request.kind === 'unavailable' || request.kind === 'offline') return html`${danger}${unavailable(helpline)}`;
  if (request.kind === 'problem') return html`<p class="notice wrong">${messages.refused}</p>`;
  if (shown) return whom(shown, state, actions);
  return request.kind === 'idle' ? html`<p>${messages.start}</p>` : html`<div class="waiting"></div>`;
}

/** True everywhere, so it can be said without the service. */
const danger = html`<p>${messages.danger} ${phoneLink('999', true)}.</p>`;

function whom({ reply, place }: Shown, state: BodyState, actions: BodyActions): TemplateResult {
  const { level } = state;
  const { emergencies, items, holidays } = reply;
  // The number to call first may be all there is to call.
  const isFirstAlone = emergencies.length > 0 && items.length === 0;
  return html`
    ${signposts(emergencies, level)} ${place?.line(actions)} ${isFirstAlone ? nothing : lines(reply, place?.view.kind, state, actions)}
    ${others(reply, level + 1, actions)} ${holidays.warning ? html`<p class="muted">${holidays.warning}</p>` : nothing} ${place?.source}
  `;
}

function lines(reply: ContactReply, place: PlaceView['kind'] | undefined, state: BodyState, actions: BodyActions): TemplateResult {
  const { level } = state;
  const { topic, items } = reply;
  const service = topic?.service;
  return html`
    ${heading(level, service ? messages.about(service.title) : messages.whom)}
    ${service ? html`<p>${service.summary}</p>` : nothing} ${whyOpen(reply, place, actions)}
    ${topic && !service ? html`<p>${messages.nothing(topic.words)} ${items.length > 0 ? messages.general : nothing}</p>` : nothing}
    ${
      items.length > 0
        ? html`<ul class="results" part="results">${items.map(item => line(item, level + 1))}</ul>
            ${report(actions)}`
        : noLine(reply, state)
    }
    ${topic && (!service || items.length === 0) ? html`<p><a class="step" href=${actions.servicesUrl}>${messages.services}</a></p>` : nothing}
  `;
}

/** Why nobody is named yet, with what a person can do about it. */
function whyOpen({ responsibility }: ContactReply, place: PlaceView['kind'] | undefined, { onChange }: BodyActions): Part {
  if (responsibility === 'settled') return nothing;
  if (responsibility === 'elsewhere') return html`<p>${messages.elsewhere}</p>`;
  if (place === 'choose') return html`<p>${messages.dependsOnChoice}</p>`;
  return html`<p>${messages.depends}</p>
    <button type="button" class="link add" @click=${onChange}>${messages.addPostcode}</button>`;
}

/** A way on where nobody is on record. */
const noLine = ({ responsibility }: ContactReply, { helpline }: BodyState): TemplateResult => html`
  ${responsibility === 'settled' ? html`<p>${messages.none}</p>` : nothing}
  ${helpline ? html`<p>${messages.askInstead(helpline.name)} ${phoneLink(helpline.phone, helpline.verified)}</p>` : nothing}
  <slot></slot>
`;

const others = ({ topic }: ContactReply, level: number, { onTopic }: BodyActions): Part =>
  topic && topic.others.length > 0
    ? html`<div class="others" part="others">
        ${heading(level, messages.others, 'small')}
        <ul>
          ${topic.others.map(
            ({ id, title }) => html`<li><button type="button" class="link" @click=${() => onTopic(id)}>${title}</button></li>`,
          )}
        </ul>
      </div>`
    : nothing;

const report = ({ reportUrl }: BodyActions): TemplateResult =>
  html`<p><a class="action quiet report" part="report" href=${reportUrl}>${messages.report}</a></p>`;
