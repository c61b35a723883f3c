import { html, nothing, type TemplateResult } from 'lit';
import { messages } from '../messages.ts';

/** A number to tap. One that nobody has checked against the body's own site says so. */
export const phoneLink = (phone: string, verified: boolean): TemplateResult =>
  html`<a class="phone" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>${
    verified ? nothing : html` <span class="muted">(${messages.unchecked})</span>`
  }`;
