import type { BrowseReply, SearchReply, ServiceAnswers } from '@dtp/contract/az.ts';
import { LANGUAGE } from '@dtp/kit/messages.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { groupByAction } from '../groups.ts';
import * as messages from '../messages.ts';
import { answer, whyOpen } from './answer.ts';
import type { Link } from './link.ts';

/** Results of a search, by what people do next. */
export const results = (
  reply: SearchReply,
  level: number,
  link: Link,
  choosing: boolean,
  onMore: (() => void) | null,
): TemplateResult => html`
  ${groupByAction(reply.items).map(
    ([action, items]) => html`
      ${heading(level, messages.actions[action], 'group')}
      <ol class="results" part="results">
        ${items.map(item => result(item, level + 1, link, choosing))}
      </ol>
    `,
  )}
  ${reply.total > reply.items.length ? more(reply, onMore) : nothing}
`;

const more = ({ items, total }: SearchReply, onMore: (() => void) | null): TemplateResult =>
  onMore
    ? html`<button type="button" class="action quiet" @click=${onMore}>${messages.more}</button>`
    : html`<p class="muted">${messages.best(items.length, total)}</p>`;

function result(item: ServiceAnswers, level: number, link: Link, choosing: boolean): TemplateResult {
  const { service, answers } = item;
  const open = whyOpen(item, choosing);
  const names = item.responsibility === 'depends' ? namesIn(item, 'disjunction') : '';
  return html`<li part="result">
    ${heading(level, link({ kind: 'service', id: service.id }, service.title), 'title')}
    <p>${service.summary}</p>
    ${open ? html`<p class="muted">${open} ${names ? messages.mayBe(names) : nothing}</p>` : answers.map(answer)}
  </li>`;
}

/** Services under a letter or in a category, each under the name it is looked up by. */
export const list = (reply: BrowseReply, link: Link): TemplateResult => html`
  <ol class="list" part="results">
    ${reply.items.map(
      item => html`<li part="result">
        ${link({ kind: 'service', id: item.service.id }, listedName(item))}
        <p>${item.service.summary}</p>
        ${item.responsibility === 'settled' ? html`<p class="muted">${namesIn(item, 'conjunction')}</p>` : nothing}
      </li>`,
    )}
  </ol>
  ${reply.items.length === 0 ? html`<p>${messages.noServices}</p>` : nothing}
`;

const namesIn = ({ answers }: ServiceAnswers, type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(LANGUAGE, { type }).format(answers.map(({ authority }) => authority.name));

const listedName = ({ listedAs, service }: BrowseReply['items'][number]) =>
  listedAs === service.title ? listedAs : html`${listedAs} <span class="muted">(${messages.alsoUnder(service.title)})</span>`;
