import { html } from 'hono/html';
import type { Markup } from './page-shell.ts';

/** A telephone number to tap, as high as a finger is wide. `label` is what is shown, where that is not the number itself. */
export const phoneLink = (phone: string, label = phone): Markup =>
  html`<a class="tap" href="tel:${phone.replace(/[^\d+]/g, '')}">${label}</a>`;
