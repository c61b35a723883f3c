import { html, type TemplateResult } from 'lit';

/** A heading of any level; deeper than 6 stays 6. It takes focus when a view opens. `role` because a template cannot vary its tag name. */
export const heading = (level: number, words: unknown, look = 'heading'): TemplateResult =>
  html`<div class=${look} role="heading" aria-level=${Math.min(Math.max(level || 2, 1), 6)} tabindex="-1">${words}</div>`;
