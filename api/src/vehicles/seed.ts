import type { Database } from '../store/connect.ts';
import { bumpVersion } from '../store/versions.ts';
import { createVehicleRepository, type VehicleRow } from './repository.ts';
import { createVehicleWriter } from './repository.write.ts';

const SAMPLES = 6;
/** Short, so that who tries the simulator need not wait a minute to see something. */
const SAMPLE_DELAY_SECONDS = 15;

/** Made-up gritters, marked as such, so that a fresh clone has something for `simulate-gritters` to drive. */
const samples = (now: Date): VehicleRow[] =>
  Array.from({ length: SAMPLES }, (_, at) => ({
    id: `sample-gritter-${at + 1}`,
    name: `Sample gritter ${at + 1}`,
    kind: 'gritter',
    authority: 'derbyshire',
    isSample: true,
    delaySeconds: SAMPLE_DELAY_SECONDS,
    addedAt: now.toISOString(),
  }));

/** Writes the sample vehicles where there are none of any kind. Call inside a unit of work. Answers how many vehicles are on record. */
export const seedVehicles = async (db: Database, now: Date): Promise<number> => {
  const known = await createVehicleRepository(db).vehicles();
  if (known.length > 0) return known.length;
  const writer = createVehicleWriter(db);
  const vehicles = samples(now);
  for (const vehicle of vehicles) await writer.saveVehicle(vehicle);
  await bumpVersion(db, 'vehicles', now);
  return vehicles.length;
};
