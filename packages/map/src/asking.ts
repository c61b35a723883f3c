import type { UrlState } from '@dtp/kit/controllers/url-state.ts';

/** What the widget is asked to show: one place of a layer, else a page of the layer by title, or its nearest once a place is given. */
export type Asking = { readonly layer: string; readonly page: number; readonly id: string | null };

export const listOf = (layer: string, page = 1): Asking => ({ layer, page, id: null });

/** The parameters of the host page for what is shown. The place is never among them; `usual` is the layer shown without any. */
export const toUrl = ({ layer, page, id }: Asking, usual: string): UrlState => ({
  ...((layer !== usual || id) && { layer }),
  ...(id && { id }),
  ...(page > 1 && { page: String(page) }),
});

/** What the host page's parameters ask for. Whatever they say is only passed on to the API, which judges it. */
export const fromUrl = ({ layer = '', id, page }: UrlState): Asking => ({
  layer,
  page: Math.max(Number.parseInt(page ?? '', 10) || 1, 1),
  id: (layer && id) || null,
});

/** The `place` attribute: `libraries/bakewell-library`; null without one. */
export function fromPlace(place: string): Asking | null {
  const [layer, id] = place.split('/');
  return layer && id ? { layer, page: 1, id } : null;
}
