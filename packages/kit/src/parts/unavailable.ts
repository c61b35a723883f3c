import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';
import { phoneLink } from './phone.ts';

/** Whom to call while the website cannot help. */
export type Helpline = { readonly name: string; readonly phone: string; readonly verified: boolean };

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
