import { AuthorityId } from '@dtp/contract/ids.ts';
import { LayerId } from '@dtp/contract/map.ts';
import { cleanText } from '@dtp/contract/text.ts';

const FIELDS = ['near', 'layer', 'page', 'authority'] as const;

/** What a hosted map page is asked with. Only what can be used is in it. A position or a UPRN never is: neither belongs in an address line. */
export type MapAddress = { [Name in (typeof FIELDS)[number]]?: string | undefined };

const LONGEST_PLACE = 100;

const USABLE: Partial<Record<keyof MapAddress, (text: string) => boolean>> = {
  layer: text => LayerId.safeParse(text).success,
  page: text => /^[1-9]\d{0,4}$/.test(text),
  authority: text => AuthorityId.safeParse(text).success,
};

/**
 * Reads a page's address as kindly as it can be read: what cannot be used is left out, never an error. Links from elsewhere may say
 * `postcode` where the form says `near`.
 */
export const readMapAddress = (field: (name: string) => string | undefined): MapAddress => {
  const address: MapAddress = {};
  for (const name of FIELDS) {
    const given = field(name) || (name === 'near' ? field('postcode') : undefined);
    const text = cleanText(given ?? '').slice(0, LONGEST_PLACE);
    if (text && (USABLE[name]?.(text) ?? true)) address[name] = text;
  }
  return address;
};

const withQuery = (path: string, fields: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
};

/** The address of the list page with these fields, in a fixed order so that equal pages have equal addresses. */
export const mapAddress = ({ near, layer, page, authority }: MapAddress): string => withQuery('/map', { near, layer, page, authority });

/** The address of one feature's page, keeping the place and the host. */
export const featureAddress = (layer: string, id: string, { near, authority }: MapAddress): string =>
  withQuery(`/map/${layer}/${encodeURIComponent(id)}`, { near, authority });

/** The address of the picture. A place is in it only when it is known. */
export const pictureAddress = (authority: string | undefined, layer: string | undefined, postcode: string | undefined): string =>
  withQuery('/map/overview.svg', { authority, layer, postcode });
