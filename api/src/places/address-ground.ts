import { createAuthorityRepository } from '../authorities/repository.ts';
import type { Database } from '../store/connect.ts';
import type { AddressRow } from './address-repository.ts';
import { openBoundaryMap } from './derive.ts';

type Placed = Pick<AddressRow, 'easting' | 'northing' | 'custodian'>;

/** The district and the side of the park's boundary that an address lies in; null for what nothing on record says. */
export type AddressGround = (address: Placed) => Pick<AddressRow, 'gss' | 'inPark'>;

/** The custodian of an address is its district's council, or Derby's; where the file names another body, the boundaries say. */
export const openAddressGround = async (db: Database): Promise<AddressGround> => {
  const authorities = await createAuthorityRepository(db).all();
  const parks = new Set(authorities.flatMap(one => (one.kind === 'park' ? [one.gss] : [])));
  const custodians = new Map(
    authorities.flatMap(({ kind, custodian, gss }) =>
      custodian && (kind === 'district' || kind === 'unitary') ? [[custodian, gss] as const] : [],
    ),
  );
  const map = await openBoundaryMap(db, parks);
  return ({ easting, northing, custodian }) => {
    const { gss, inPark } = map.locate({ easting, northing });
    return { gss: (custodian && custodians.get(custodian)) || gss, inPark };
  };
};
