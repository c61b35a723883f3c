import { AuthorityId } from '@dtp/contract/ids.ts';
import { JobCategory, JobContract, JobFilter, JobPattern, JobSort } from '@dtp/contract/jobs.ts';
import { cleanText } from '@dtp/contract/text.ts';

const FILTERS = ['q', 'near', 'miles', 'authority', 'category', 'contract', 'pattern', 'salary', 'closing'] as const;
const FIELDS = [...FILTERS, 'sort', 'page', 'host'] as const;
export type FilterField = (typeof FILTERS)[number];
type Field = (typeof FIELDS)[number];

/** What a hosted page of jobs is asked with, as the contract takes it: several values of one kind with commas between. Only what can be used is in it. */
export type JobAddress = { readonly [Name in Field]?: string | undefined };

/** Filters that take several values. */
export const LISTS = ['authority', 'category', 'contract', 'pattern'] as const;
export type ListField = (typeof LISTS)[number];

const isOneOf: Readonly<Record<ListField, (value: string) => boolean>> = {
  authority: value => AuthorityId.safeParse(value).success,
  category: value => JobCategory.safeParse(value).success,
  contract: value => JobContract.safeParse(value).success,
  pattern: value => JobPattern.safeParse(value).success,
};

const isField = (name: Field, names: readonly string[]): name is ListField => names.includes(name);

const usable = (name: Exclude<Field, ListField>, text: string): boolean => {
  if (name === 'page') return /^[1-9]\d{0,2}$/.test(text);
  if (name === 'host') return AuthorityId.safeParse(text).success;
  if (name === 'sort') return JobSort.safeParse(text).success;
  return JobFilter.shape[name].safeParse(text).success;
};

const LONGEST = { q: 200, near: 100 } as const;
const LONGEST_OTHER = 80;

const listText = (name: ListField, given: readonly string[]): string =>
  [...new Set(given.flatMap(text => text.split(',')).map(text => text.trim()))].filter(isOneOf[name]).sort().join(',');

/**
 * Reads a page's address as kindly as it can be read: what cannot be used is left out, never an error. A form without JavaScript repeats a
 * field for each box that is ticked, and sends empty ones.
 */
export const readJobAddress = (given: (name: string) => readonly string[]): JobAddress => {
  const address: { [Name in Field]?: string } = {};
  for (const name of FIELDS) {
    if (isField(name, LISTS)) {
      const text = listText(name, given(name));
      if (text) address[name] = text;
      continue;
    }
    const text = cleanText(given(name)[0] ?? '').slice(0, name === 'q' || name === 'near' ? LONGEST[name] : LONGEST_OTHER);
    if (text && usable(name, text)) address[name] = text;
  }
  // How far means nothing without from where.
  if (address.near === undefined) delete address.miles;
  return address;
};

const withQuery = (path: string, address: JobAddress, names: readonly Field[]): string => {
  const query = queryText(address, names);
  return query ? `${path}?${query}` : path;
};

const queryText = (address: JobAddress, names: readonly Field[]): string => {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = address[name];
    if (value) query.set(name, value);
  }
  return query.toString().replaceAll('%2C', ',');
};

/** The address of the list with these fields, in a fixed order so that equal pages have equal addresses. */
export const jobsAddress = (address: JobAddress): string => withQuery('/jobs', address, FIELDS);

/** The address of one job, keeping the host website. */
export const jobAddress = (id: string, { host }: JobAddress): string => withQuery(`/jobs/${id}`, { host }, FIELDS);

/** The search alone as a query string, without order, page and host: what an alert and a feed are made by. */
export const filterQuery = (address: JobAddress): string => queryText(address, FILTERS);

/** The address of a feed of the search. */
export const feedAddress = (format: 'atom' | 'json', address: JobAddress): string => withQuery(`/feeds/jobs.${format}`, address, FILTERS);

/** The address of the page that asks where to send new jobs of this search. */
export const alertAddress = (address: JobAddress): string =>
  `/alerts/new?${new URLSearchParams({ topic: 'jobs', filter: filterQuery(address), ...(address.host ? { authority: address.host } : {}) })}`;

/** Whether the page shows a search rather than all there is. */
export const isFiltered = (address: JobAddress): boolean => FILTERS.some(name => address[name] !== undefined) || address.sort !== undefined;

/** The same search without one value of a filter; on its first page. */
export const without = (address: JobAddress, name: FilterField, value: string): JobAddress => {
  const { page: _, ...rest } = address;
  if (name === 'near') return { ...rest, near: undefined, miles: undefined };
  if (!isField(name, LISTS)) return { ...rest, [name]: undefined };
  return {
    ...rest,
    [name]:
      listText(
        name,
        (address[name] ?? '').split(',').filter(one => one !== value),
      ) || undefined,
  };
};

/** The values of a filter. */
export const valuesOf = (address: JobAddress, name: FilterField): readonly string[] => {
  const text = address[name];
  if (text === undefined) return [];
  return isField(name, LISTS) ? text.split(',') : [text];
};
