import type { IndexReply } from '@dtp/contract/az.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type TemplateResult } from 'lit';
import * as messages from '../messages.ts';
import type { Link } from './link.ts';

/** What people see before they have asked. */
export const start = (index: IndexReply, level: number, link: Link): TemplateResult => html`
  ${
    index.popular.length === 0
      ? nothing
      : html`${heading(level, messages.popular)}
          <ul class="columns" part="popular">
            ${index.popular.map(({ id, title }) => html`<li>${link({ kind: 'service', id }, title)}</li>`)}
          </ul>`
  }
  ${subjects(index, level, link)}
`;

/** The two ways to browse: by subject, and by letter. */
export const subjects = (index: IndexReply, level: number, link: Link): TemplateResult => html`
  ${heading(level, messages.categories)}
  <ul class="columns" part="categories">
    ${index.categories
      .filter(({ count }) => count > 0)
      .map(
        ({ id, title, summary }) =>
          html`<li>${link({ kind: 'category', category: id, page: 1 }, title)}<p class="muted">${summary}</p></li>`,
      )}
  </ul>
  ${heading(level, messages.letters)} ${letters(index, link)}
`;

/** A to Z. Letters under which nothing stands are there for the eye, but lead nowhere. */
export const letters = (index: IndexReply, link: Link, current?: string): TemplateResult =>
  html`<ul class="letters" part="letters">
    ${index.letters.map(
      ({ letter, count }) =>
        html`<li>
          ${
            count > 0
              ? link({ kind: 'letter', letter, page: 1 }, letter, letter === current)
              : html`<span class="muted"><span aria-hidden="true">${letter}</span><span class="unseen">${messages.noLetter(letter)}</span></span>`
          }
        </li>`,
    )}
  </ul>`;
