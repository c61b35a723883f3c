import type { UrlState } from '@dtp/kit/controllers/url-state.ts';

/** What the widget is asked to show. `limit` is how many results of a search are wanted. */
export type Asking =
  | { readonly kind: 'start' }
  | { readonly kind: 'search'; readonly q: string; readonly limit: number }
  | { readonly kind: 'letter'; readonly letter: string; readonly page: number }
  | { readonly kind: 'category'; readonly category: string; readonly page: number }
  | { readonly kind: 'service'; readonly id: string };

/** Results of a search at first, and after "Show more"; the second is the most the API gives. */
export const FEW = 20;
export const MANY = 50;

export const START: Asking = { kind: 'start' };

export const searchFor = (q: string, limit = FEW): Asking => ({ kind: 'search', q, limit });

/** The parameters of the host page for what is shown; the postcode is never among them. */
export function toUrl(asking: Asking): UrlState {
  switch (asking.kind) {
    case 'start':
      return {};
    case 'search':
      return { q: asking.q };
    case 'service':
      return { service: asking.id };
    case 'letter':
      return { letter: asking.letter, ...pageState(asking.page) };
    case 'category':
      return { category: asking.category, ...pageState(asking.page) };
  }
}

/** What the host page's parameters ask for. Whatever they say is only passed on to the API, which judges it. */
export function fromUrl({ q, service, letter, category, page }: UrlState): Asking {
  const number = Math.max(Number.parseInt(page ?? '', 10) || 1, 1);
  if (service) return { kind: 'service', id: service };
  if (q) return searchFor(q);
  if (letter) return { kind: 'letter', letter, page: number };
  if (category) return { kind: 'category', category, page: number };
  return START;
}

const pageState = (page: number): UrlState => (page > 1 ? { page: String(page) } : {});

/** Whether two of them show the same. */
export const isSame = (one: Asking, other: Asking): boolean => JSON.stringify(one) === JSON.stringify(other);
