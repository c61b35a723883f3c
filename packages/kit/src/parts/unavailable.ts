import { html, nothing, type TemplateResult } from 'lit';
import type { Helpline } from '../helpline.ts';
import { messages } from '../messages.ts';
import { phoneLink } from './phone.ts';

/**
 * What still works while the API does not: the page's own fallback link, and a phone number where one is known. Why, the status line says.
 */
export const unavailable = (helpline: Helpline | null): TemplateResult => html`
  <div class="notice" part="unavailable">
    <p>${messages.instead}</p>
    <slot></slot>
    ${helpline ? html`<p>${messages.phone(helpline.name)} ${phoneLink(helpline.phone, helpline.verified)}</p>` : nothing}
  </div>
`;
