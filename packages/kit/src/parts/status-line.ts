import { html, type TemplateResult } from 'lit';

/** The one line that says what is going on. It is always there, because screen readers announce only changes of an element they know. */
export const statusLine = (words: string): TemplateResult => html`<p class="status" part="status" role="status">${words}</p>`;
