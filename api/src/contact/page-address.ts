import { AreaId, AuthorityId } from '@dtp/contract/ids.ts';
import { LONGEST_TYPED_POSTCODE } from '@dtp/contract/places.ts';
import { cleanText } from '@dtp/contract/text.ts';

const FIELDS = ['topic', 'postcode', 'area', 'authority'] as const;

/** What the hosted contact page is asked with. Only what can be used is in it. */
export type ContactAddress = { [Name in (typeof FIELDS)[number]]?: string | undefined };

/** The longest of each that is read, as in the contract; more is cut off, and the page shows what was asked. */
const LONGEST: Readonly<Record<keyof ContactAddress, number>> = { topic: 200, postcode: LONGEST_TYPED_POSTCODE, area: 70, authority: 60 };

const USABLE: Partial<Record<keyof ContactAddress, (text: string) => boolean>> = {
  area: text => AreaId.safeParse(text).success,
  authority: text => AuthorityId.safeParse(text).success,
};

/** Reads a page's address as kindly as it can be read: what cannot be used is left out, never an error. */
export const readContactAddress = (field: (name: string) => string | undefined): ContactAddress => {
  const address: ContactAddress = {};
  for (const name of FIELDS) {
    const text = cleanText(field(name) ?? '').slice(0, LONGEST[name]);
    if (text && (USABLE[name]?.(text) ?? true)) address[name] = text;
  }
  return address;
};

const withQuery = (path: string, address: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(address)) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
};

/** The address of the page with these fields, in a fixed order so that equal pages have equal addresses. */
export const contactAddress = ({ topic, postcode, area, authority }: ContactAddress): string =>
  withQuery('/contact', { topic, postcode, area, authority });

/** The address of the form, filled in with what is known. */
export const reportAddress = (service: string | undefined, { topic, postcode, area, authority }: ContactAddress): string =>
  withQuery('/contact/report', { ...(service ? { service } : { topic }), postcode, area, authority });

/** The address of the calendar of closures. */
export const closuresAddress = (authority: string): string => withQuery('/contact/closures.ics', { authority });
