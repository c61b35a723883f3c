import type { UrlState } from '@dtp/kit/controllers/url-state.ts';

/** What the API knows as a filter, by the names it has there: the words, the place, and what is ticked or chosen. */
export const FILTERS = ['q', 'near', 'miles', 'authority', 'category', 'contract', 'pattern', 'salary', 'closing'] as const;

/**
 * What the widget is asked to show: the filter with `sort` and `page` as the API has them, several values of one kind with commas between;
 * `job` is the id of the one that is open. What is empty is left out, so that it can be an address as it is.
 */
export type Asked = UrlState;

export type AskedName = (typeof FILTERS)[number] | 'sort' | 'page' | 'job';

const NAMES: readonly string[] = [...FILTERS, 'sort', 'page', 'job'];

/** Only what we know, and what is not empty. Whatever it says is passed on to the API, which judges it. */
export const asAsked = (state: Readonly<Record<string, string | undefined>>): Asked =>
  Object.fromEntries(Object.entries(state).flatMap(([name, value]) => (value && NAMES.includes(name) ? [[name, value] as const] : [])));

/** The filter alone, as a saved search and an alert have it. */
export const filterOf = (asked: Asked): Asked =>
  Object.fromEntries(FILTERS.flatMap(name => (asked[name] ? [[name, asked[name]] as const] : [])));

/** The list without the job that is open over it. */
export const listOf = ({ job: _, ...list }: Asked): Asked => list;

export const isSame = (one: Asked, other: Asked): boolean => queryOf(one) === queryOf(other);

const queryOf = (asked: Asked): string => JSON.stringify(NAMES.map(name => asked[name]));

/** Whether this reads like a full postcode: that is nobody's to keep, so it is never in an address. */
export const isPostcode = (near: string | undefined): boolean => /^[a-z]{1,2}\d.*\d[a-z]{2}$/i.test(near ?? '');

/** A postcode in its usual form: `de451es` → `DE45 1ES`. */
export const usualPostcode = (near: string): string => near.replace(/\s/g, '').toUpperCase().replace(/.{3}$/, ' $&');

/** The address of the page for what is shown. A postcode is left out, and how far from it. */
export function toUrl(asked: Asked): UrlState {
  if (!isPostcode(asked.near)) return asked;
  const { near: _, miles: __, ...rest } = asked;
  return rest;
}

/** Values of one kind. */
export const valuesOf = (asked: Asked, name: AskedName): readonly string[] => asked[name]?.split(',') ?? [];

/** The same with one value more or less, from the first page. */
export function toggled(asked: Asked, name: AskedName, value: string): Asked {
  const before = valuesOf(asked, name);
  const after = before.includes(value) ? before.filter(one => one !== value) : [...before, value];
  return changed(asked, { [name]: after.join(',') });
}

/** The same with something else asked, from the first page. */
export const changed = (asked: Asked, change: Readonly<Record<string, string | undefined>>): Asked =>
  asAsked({ ...asked, page: '', ...change });
