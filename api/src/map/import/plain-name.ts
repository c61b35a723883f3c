/** A column's or property's name as it is compared: small letters and digits only, so that "Post Code" is postcode. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
