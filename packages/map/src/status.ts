import type { RequestState } from '@dtp/kit/controllers/request.ts';
import { requestStatus } from '@dtp/kit/parts/status-line.ts';
import type { Browsing } from './browsing.ts';
import type { LocatingState } from './locating.ts';
import type { PanelState } from './map-panel.ts';
import { messages } from './messages.ts';

export type Goings = {
  readonly locating: LocatingState;
  readonly browsing: Browsing;
  readonly catalogue: RequestState<unknown>;
  readonly panel: PanelState;
};

/** What the status line says: of several things the one that the person waits for first. */
export function statusOf({ locating, browsing, catalogue, panel }: Goings): string {
  if (locating.kind === 'refused') return locating.message;
  if (locating.kind === 'asking') return messages.locating.asking;
  const { request, where, list, opened } = browsing;
  return (
    requestStatus(request.state.kind, where.kind === 'nowhere' ? messages.loading : messages.searching) ??
    (list || opened ? null : requestStatus(catalogue.kind, messages.loading)) ??
    (panel === 'opening' ? messages.mapOpening : viewWords(browsing))
  );
}

function viewWords({ list, opened, request }: Browsing): string {
  if (!list || opened || request.state.kind === 'problem') return '';
  const { view } = list;
  const { items, total } = view.reply;
  if (total === 0) return messages.empty(view.reply.layer.title);
  return view.kind === 'nearest' ? messages.shown(items.length, total, view.reply.from.label) : messages.listed(total);
}
