import type { AccessKey } from '../keys/access-key.ts';
import type { VehicleRepository, VehicleRow } from './repository.ts';

/** The vehicles and device keys on record, in memory. `rebuild` swaps all at once. */
export type Register = {
  /** By name. */
  vehicles(): readonly VehicleRow[];
  vehicle(id: string): VehicleRow | undefined;
  keys(): readonly AccessKey[];
  rebuild(): Promise<void>;
};

export const openRegister = async (repository: VehicleRepository): Promise<Register> => {
  const read = async () => {
    const [vehicles, keys] = await Promise.all([repository.vehicles(), repository.keys()]);
    return { vehicles, keys, byId: new Map(vehicles.map(vehicle => [vehicle.id, vehicle])) };
  };
  let current = await read();
  return {
    vehicles: () => current.vehicles,
    vehicle: id => current.byId.get(id),
    keys: () => current.keys,
    rebuild: async () => {
      current = await read();
    },
  };
};
