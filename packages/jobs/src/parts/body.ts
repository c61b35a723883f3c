import type { JobList, JobSort } from '@dtp/contract/jobs.ts';
import type { RequestState } from '@dtp/kit/controllers/request.ts';
import type { Helpline } from '@dtp/kit/helpline.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { pager } from '@dtp/kit/parts/pager.ts';
import { unavailable } from '@dtp/kit/parts/unavailable.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { type Asked, filterOf, valuesOf } from '../asked.ts';
import * as messages from '../messages.ts';
import type { Shown } from '../shown.ts';
import { chips, type FilterActions, filters } from './filters.ts';
import { jobList, type Link } from './job-item.ts';

type Part = TemplateResult | typeof nothing;

const SORTS: readonly JobSort[] = ['relevance', 'nearest', 'closing', 'newest'];

/** Everything below the form is drawn from this. */
export type BodyState = {
  readonly asked: Asked;
  readonly shown: Shown | null;
  readonly request: RequestState<unknown>;
  readonly helpline: Helpline | null;
  readonly level: number;
  readonly compact: boolean;
  readonly isCategoryFixed: boolean;
  /** The host's id, or empty. */
  readonly host: string;
  /** The hosted list, for what is shown. */
  readonly allUrl: string;
};

export type BodyActions = FilterActions & {
  readonly link: Link;
  readonly onBack: () => void;
  readonly onStart: () => void;
  readonly onPage: (page: number) => void;
  readonly onSort: (sort: string) => void;
  /** Only the host's own jobs, or those of all. */
  readonly onWhose: (authority: string) => void;
};

/** What is below the form: the list or the job, or what there is to say instead. */
export function body(state: BodyState, actions: BodyActions): Part {
  const { request, asked, shown, helpline } = state;
  const isAway = Boolean(asked.job || shown?.asked.job);
  const back = isAway ? html`<button type="button" class="link back" @click=${actions.onBack}>${messages.back}</button>` : nothing;
  if (request.kind === 'unavailable' || request.kind === 'offline') return html`${back}${unavailable(helpline)}`;
  if (request.kind === 'problem') return html`${back}${refused(request.problem.status === 404, isAway, actions)}`;
  if (!shown) return html`${back}<div class="waiting"></div>`;
  if (shown.kind === 'job') return html`${back}${shown.draw(shown.reply, state.level, actions.link)}`;
  return state.compact ? few(shown.reply, state, actions) : list(shown.reply, state, actions);
}

const refused = (isGone: boolean, isAway: boolean, { onStart }: BodyActions): TemplateResult => html`
  <p class="notice wrong">${isGone ? messages.gone : messages.refused}</p>
  ${isAway ? nothing : startAgain(onStart)}
`;

const startAgain = (onStart: () => void): TemplateResult =>
  html`<button type="button" class="link add" @click=${onStart}>${messages.start}</button>`;

/** For a home page: some jobs, and the way to all. */
const few = ({ items, total }: JobList, { level, allUrl }: BodyState, { link }: BodyActions): TemplateResult => html`
  ${items.length > 0 ? jobList(items, level, link) : html`<p>${messages.noneNow}</p>`}
  <p><a class="step" href=${allUrl}>${messages.seeAll(total)}</a></p>
`;

function list(reply: JobList, state: BodyState, actions: BodyActions): TemplateResult {
  const { asked, level, isCategoryFixed, host } = state;
  const { items, total, facets, near } = reply;
  const chosen = { asked, facets, total, isCategoryFixed };
  const isFiltered = Object.keys(filterOf(asked)).length > 0;
  return html`
    ${near?.label && near.message ? html`<p class="notice">${near.message}</p>` : nothing}
    ${whose(reply, asked, host, actions)} ${filters(chosen, actions)} ${chips(chosen, actions)}
    ${heading(level, messages.jobs(total))}
    ${
      items.length > 0
        ? html`${sorting(reply, asked, actions)} ${jobList(items, level + 1, actions.link)} ${pager(reply, actions.onPage)}`
        : html`<p>${isFiltered ? messages.tryOther : messages.noneNow}</p>
            ${isFiltered ? startAgain(actions.onStart) : nothing}<slot></slot>`
    }
  `;
}

/** The host's own jobs or those of all, one tap away. The host's name is in its facet; where it has no job there is nothing to choose. */
function whose({ facets }: JobList, asked: Asked, host: string, { onWhose }: BodyActions): Part {
  const own = facets.authority.find(({ id }) => id === host);
  if (!own) return nothing;
  const isOwn = asked.authority === host;
  const tap = (authority: string, words: string, isPressed: boolean): TemplateResult =>
    html`<button type="button" class="action quiet" aria-pressed=${isPressed} @click=${() => onWhose(authority)}>${words}</button>`;
  return html`<div class="whose" part="whose" role="group" aria-label=${messages.whose}>
    ${tap('', messages.all, !asked.authority)}${tap(host, messages.only(own.label), isOwn)}
  </div>`;
}

function sorting({ sort, near }: JobList, asked: Asked, { onSort }: BodyActions): TemplateResult {
  const able: Readonly<Record<JobSort, boolean>> = {
    relevance: valuesOf(asked, 'q').length > 0,
    nearest: Boolean(near?.label),
    closing: true,
    newest: true,
  };
  const take = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLSelectElement) onSort(currentTarget.value);
  };
  return html`<div class="sort">
    <label for="sort">${messages.sort}</label>
    <select id="sort" @change=${take}>
      ${SORTS.filter(one => able[one]).map(one => html`<option value=${one} .selected=${one === sort}>${messages.sorts[one]}</option>`)}
    </select>
  </div>`;
}
