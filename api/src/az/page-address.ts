/** What a hosted A to Z page is asked with. Empty fields, which a form without JavaScript sends, count as not given. */
export type AzAddress = Partial<Record<'q' | 'postcode' | 'area' | 'authority' | 'letter' | 'category' | 'page', string>>;

/** The address of the list page with these fields, in a fixed order so that equal pages have equal addresses. */
export const azAddress = (fields: AzAddress, path = '/az'): string => {
  const query = new URLSearchParams();
  for (const name of ['q', 'letter', 'category', 'page', 'postcode', 'area', 'authority'] as const) {
    const value = fields[name];
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};

/** The address of one service's page, keeping the place and the host. */
export const serviceAddress = (id: string, { postcode, area, authority }: AzAddress): string =>
  azAddress({ ...(postcode ? { postcode } : {}), ...(area ? { area } : {}), ...(authority ? { authority } : {}) }, `/az/${id}`);
