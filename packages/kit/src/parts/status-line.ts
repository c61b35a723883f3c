import { html, type TemplateResult } from 'lit';
import type { RequestState } from '../controllers/request.ts';
import { messages } from '../messages.ts';

/** The one line that says what is going on. It is always there, because screen readers announce only changes of an element they know. */
export const statusLine = (words: string): TemplateResult => html`<p class="status" part="status" role="status">${words}</p>`;

/** What the status line says about a request under way or failed; null when there is nothing to say. */
export function requestStatus(kind: RequestState<unknown>['kind'], waiting: string): string | null {
  if (kind === 'loading') return waiting;
  return kind === 'slow' || kind === 'unavailable' || kind === 'offline' ? messages[kind] : null;
}
