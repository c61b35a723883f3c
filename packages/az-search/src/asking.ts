import type { UrlState } from '@dtp/kit/controllers/url-state.ts';

/** What the widget is asked to show. `limit` is how many results of a search are wanted, `exact` that no other spelling is to be tried. */
export type Asking =
  | { readonly kind: 'start' }
  | { readonly kind: 'search'; readonly q: string; readonly limit: number; readonly exact?: boolean }
  | { readonly kind: 'letter'; readonly letter: string; readonly page: number }
  | { readonly kind: 'category'; readonly category: string; readonly page: number }
  | { readonly kind: 'service'; readonly id: string };

/** Results of a search at first, and after "Show more"; the second is the most the API gives. */
export const FEW = 20;
export const MANY = 50;

export const START: Asking = { kind: 'start' };

type Search = Extract<Asking, { kind: 'search' }>;

export const searchFor = (q: string): Search => ({ kind: 'search', q, limit: FEW });

/** A search for the very words typed. */
export const exactly = (q: string): Search => ({ ...searchFor(q), exact: true });

/** The parameters of the host page for what is shown; the postcode is never among them. */
export function toUrl(asking: Asking): UrlState {
  switch (asking.kind) {
    case 'start':
      return {};
    case 'search':
      return { q: asking.q, ...(asking.exact && { exact: 'true' }) };
    case 'service':
      return { service: asking.id };
    case 'letter':
    case 'category': {
      const { kind, page, ...listed } = asking;
      return { ...listed, ...(page > 1 && { page: String(page) }) };
    }
  }
}

/** What the host page's parameters ask for. Whatever they say is only passed on to the API, which judges it. */
export function fromUrl({ q, exact, service, letter, category, page }: UrlState): Asking {
  const number = Math.max(Number.parseInt(page ?? '', 10) || 1, 1);
  if (service) return { kind: 'service', id: service };
  if (q) return exact ? exactly(q) : searchFor(q);
  if (letter) return { kind: 'letter', letter, page: number };
  if (category) return { kind: 'category', category, page: number };
  return START;
}

/** Whether two of them show the same. */
export const isSame = <Kind extends object>(one: Kind, other: Kind): boolean => JSON.stringify(one) === JSON.stringify(other);
