import type { TemplateResult } from 'lit';
import type { Asking } from '../asking.ts';

/** Draws a link to something the widget can show in place; `isCurrent` marks the one that is shown. */
export type Link = (asking: Asking, words: unknown, isCurrent?: boolean) => TemplateResult;
