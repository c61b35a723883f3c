import record from '../../api/data/authorities.json' with { type: 'json' };

/** A partner as the demo names it; taken from the starter data, where the names are kept. */
export type DemoAuthority = { readonly id: string; readonly name: string; readonly shortName: string; readonly kind: string };

/** The partners, in the order of their names. */
export const AUTHORITIES: readonly DemoAuthority[] = record.authorities
  .map(({ id, name, shortName, kind }) => ({ id, name, shortName, kind }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));

/** What a webmaster of this body would call the link to all its services. */
export const azLabel = (kind: string): string =>
  kind === 'district' || kind === 'unitary' || kind === 'county' ? 'A to Z of council services' : 'A to Z of services';
