import { AreaId, AuthorityId } from '@dtp/contract/ids.ts';
import { cleanText } from '@dtp/contract/text.ts';

const FIELDS = ['q', 'exact', 'letter', 'category', 'page', 'postcode', 'area', 'authority'] as const;

/** What a hosted A to Z page is asked with. Only what can be used is in it. */
export type AzAddress = Partial<Record<(typeof FIELDS)[number], string>>;

/** The longest search and postcode that are read, as in the contract; more is cut off, and the page shows what was searched. */
const LONGEST = { q: 200, postcode: 60 } as const;

const isPage = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text);

/** What makes a field usable; the others are taken as they are. */
const USABLE: Partial<Record<keyof AzAddress, (text: string) => boolean>> = {
  exact: text => text === 'true',
  letter: text => /^[a-z]$/i.test(text),
  page: isPage,
  area: text => AreaId.safeParse(text).success,
  authority: text => AuthorityId.safeParse(text).success,
};

/**
 * Reads a page's address as kindly as it can be read. A person did not write it: links carry a campaign's parameters, forms without
 * JavaScript send empty fields, mail programs break lines. What cannot be used is left out, never an error.
 */
export const readAddress = (field: (name: string) => string | undefined): AzAddress => {
  const address: AzAddress = {};
  for (const name of FIELDS) {
    const text = cleanText(field(name) ?? '').slice(0, name in LONGEST ? LONGEST[name as keyof typeof LONGEST] : 100);
    if (text && (USABLE[name]?.(text) ?? true)) address[name] = name === 'letter' ? text.toUpperCase() : text;
  }
  return address;
};

/** The address of the list page with these fields, in a fixed order so that equal pages have equal addresses. */
export const azAddress = (fields: AzAddress, path = '/az'): string => {
  const query = new URLSearchParams();
  for (const name of FIELDS) {
    const value = fields[name];
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};

/** Only these fields of an address. */
export const only = (address: AzAddress, ...names: readonly (keyof AzAddress)[]): AzAddress =>
  Object.fromEntries(names.flatMap(name => (address[name] ? [[name, address[name]]] : [])));

/** Where the person is and whose site they came from: kept from page to page. */
export const where = (address: AzAddress): AzAddress => only(address, 'postcode', 'area', 'authority');

/** The address of one service's page, keeping the place and the host. */
export const serviceAddress = (id: string, address: AzAddress): string => azAddress(where(address), `/az/${id}`);
