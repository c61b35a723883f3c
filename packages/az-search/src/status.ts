import type { PlaceView } from '@dtp/kit/place-view.ts';
import * as messages from './messages.ts';
import type { View } from './view.ts';

/** What the status line says about what is shown. */
export function viewStatus(view: View, place: PlaceView | null): string {
  const words = viewWords(view);
  return place?.kind === 'choose' ? `${words} ${messages.chooseBelow}`.trim() : words;
}

function viewWords(view: View): string {
  if (view.kind === 'list') return messages.services(view.reply.total);
  if (view.kind !== 'results') return '';
  const { query, corrected, total } = view.reply;
  if (total === 0) return messages.nothing(query);
  return corrected ? `${messages.corrected(corrected, query)} ${messages.found(total, corrected)}` : messages.found(total, query);
}
