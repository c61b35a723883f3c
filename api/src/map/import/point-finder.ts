import type { LatLng } from '@dtp/contract/map.ts';
import { createAddressRepository } from '../../places/address-repository.ts';
import { fromGrid } from '../../places/grid.ts';
import { createPlaceRepository } from '../../places/repository.ts';
import type { Database } from '../../store/connect.ts';

/** Where a table's rows are that say it by postcode or UPRN only. Undefined for what is not on record. */
export type PointFinder = {
  postcode(postcode: string): Promise<LatLng | undefined>;
  uprn(uprn: string): Promise<LatLng | undefined>;
};

export const createPointFinder = (db: Database): PointFinder => {
  const places = createPlaceRepository(db);
  const addresses = createAddressRepository(db);
  return {
    postcode: async postcode => {
      const { lat = null, lng = null } = (await places.pointOf(postcode)) ?? {};
      return lat === null || lng === null ? undefined : { lat, lng };
    },
    uprn: async uprn => {
      const address = await addresses.byUprn(uprn);
      return address && fromGrid(address);
    },
  };
};
