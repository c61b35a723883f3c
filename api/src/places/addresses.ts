import { AreaId, OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Address, Area } from '@dtp/contract/places.ts';
import type { AddressRow } from './address-repository.ts';
import { soleSide } from './address-shares.ts';
import type { Ground } from './areas.ts';
import type { SectorCount } from './evidence.ts';

/** What an address's postcode is known to offer. */
export type OfferedAreas = {
  readonly areas: readonly Area[];
  /** Whether the home may be outside the partnership. */
  readonly hasBeyond: boolean;
  readonly sector: readonly SectorCount[];
};

/**
 * Who serves an address: one of the areas that its postcode offers, `outside` where it is a neighbour's and that is a choice too; null where
 * the record does not settle it. An answer that the postcode does not offer is a slip of the gazetteer (see `ONE_OF_MANY`), and is not given.
 */
export const areaOfAddress = ({ gss, inPark }: AddressRow, ground: Ground, { areas, hasBeyond, sector }: OfferedAreas): AreaId | null => {
  if (gss === null) return null;
  if (!ground.isPartner(gss)) return hasBeyond ? AreaId.parse(OUTSIDE_AREA) : null;
  const side = inPark ?? soleSide(gss, sector);
  const [only, ...others] = side === undefined ? [] : ground.areasAt(gss, side);
  return only && others.length === 0 && areas.some(area => area.id === only.id) ? only.id : null;
};

/** Addresses as they are shown; one without a label is not. */
export const shownAddresses = (rows: readonly AddressRow[], ground: Ground, offered: OfferedAreas): Address[] =>
  rows.flatMap(row => (row.label === null ? [] : [{ uprn: row.uprn, label: row.label, area: areaOfAddress(row, ground, offered) }]));
