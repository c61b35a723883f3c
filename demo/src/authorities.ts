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

/** What a webmaster of this body would call the link to the map. */
export const MAP_LABEL = 'Find places near you';

/** What a webmaster of this body would call the link to whom to call. */
export const CONTACT_LABEL = 'Who to call';

/** What a webmaster of this body would call the link to the job board. */
export const JOBS_LABEL = 'Jobs';

/** The layers that a body of this kind would show first, in its order. */
export const mapLayers = (kind: string): string => {
  if (kind === 'fire') return 'fire-stations';
  if (kind === 'police') return 'council-offices,fire-stations';
  return 'libraries,recycling-centres,council-offices';
};
