import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';

/** Which page of a list, as the API counts: `page` from 1. */
export type Paging = { readonly page: number; readonly pageSize: number; readonly total: number };

/** Previous and next for a list of several pages; nothing for one. The page to go to is in the button's `value`. */
export function pager({ page, pageSize, total }: Paging, go: (page: number) => void): TemplateResult | typeof nothing {
  const pages = Math.ceil(total / pageSize);
  if (pages < 2) return nothing;
  const step = (to: number, words: string) =>
    to < 1 || to > pages ? nothing : html`<button type="button" class="action quiet" @click=${() => go(to)}>${words}</button>`;
  return html`<nav class="pager" part="pager" aria-label=${messages.pages.name}>
    ${step(page - 1, messages.pages.previous)}<span>${messages.pages.where(page, pages)}</span>${step(page + 1, messages.pages.next)}
  </nav>`;
}
