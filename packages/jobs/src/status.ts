import * as messages from './messages.ts';
import type { Shown } from './shown.ts';

/** What the status line says about what is shown. A job speaks for itself, through the heading that gets the focus. */
export function statusOf(shown: Shown | null): string {
  if (shown?.kind !== 'list') return '';
  const { query, corrected, total } = shown.reply;
  const words = corrected ? `${messages.corrected(corrected, query ?? '')} ` : '';
  return words + (total === 0 ? messages.nothing : messages.found(total));
}
