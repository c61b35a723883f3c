import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { AccessKey } from '../keys/access-key.ts';
import type { Database } from '../store/connect.ts';
import { deviceKeys, streetTreatments, vehiclePositions, vehicles } from '../store/schema.ts';
import type { VehicleReport } from './reports.ts';
import type { VehicleRow } from './repository.ts';

/** That a street was treated: `at` in milliseconds since 1970, `street` its key. */
export type Treatment = { readonly street: string; readonly name: string; readonly at: number; readonly vehicle: string };

/** What intake, retention and the command line write. Make it on the unit of work's own handle. */
export type VehicleWriter = {
  /** Adds a vehicle, or describes the one with its id anew. */
  saveVehicle(vehicle: VehicleRow): Promise<void>;
  /** Its positions stay until they are old. Answers whether there was one. */
  removeVehicle(id: string): Promise<boolean>;
  addKey(key: AccessKey): Promise<void>;
  /** Answers whether there was such a key that was not revoked yet. */
  revokeKey(id: string, now: Date): Promise<boolean>;
  /** Adds a fix; answers its number, or undefined when one of that vehicle and instant was there. */
  addPosition(report: VehicleReport): Promise<number | undefined>;
  /** Notes a treatment, unless one of the same street within the same ten minutes is there. */
  noteTreatment(treatment: Treatment): Promise<void>;
  removePositions(numbers: readonly number[]): Promise<void>;
  removeTreatmentsBefore(at: number): Promise<void>;
};

/** As many characters as the instants of ten minutes have in common. */
const SLOT_LENGTH = 15;

const slot = sql.placeholder;

export const createVehicleWriter = (db: Database): VehicleWriter => {
  const last = db.select({ number: vehiclePositions.number }).from(vehiclePositions).orderBy(desc(vehiclePositions.number)).limit(1);
  const insert = db
    .insert(vehiclePositions)
    .values({
      vehicle: slot('vehicle'),
      at: slot('at'),
      number: slot('number'),
      onDuty: slot('onDuty'),
      lat: slot('lat'),
      lng: slot('lng'),
      speed: slot('speed'),
      heading: slot('heading'),
      treating: slot('treating'),
    })
    .onConflictDoNothing({ target: [vehiclePositions.vehicle, vehiclePositions.at] })
    .returning({ number: vehiclePositions.number })
    .prepare();
  const note = db
    .insert(streetTreatments)
    .values({ street: slot('street'), slot: slot('slot'), at: slot('at'), name: slot('name'), vehicle: slot('vehicle') })
    .onConflictDoNothing()
    .prepare();
  const nowhere = { lat: null, lng: null, speed: null, heading: null, treating: false };
  let next: number | undefined;

  return {
    saveVehicle: async vehicle => {
      await db.insert(vehicles).values(vehicle).onConflictDoUpdate({ target: vehicles.id, set: vehicle });
    },
    removeVehicle: async id => (await db.delete(vehicles).where(eq(vehicles.id, id)).returning({ id: vehicles.id })).length > 0,
    addKey: async key => void (await db.insert(deviceKeys).values(key)),
    revokeKey: async (id, now) => {
      const revoked = await db
        .update(deviceKeys)
        .set({ revokedAt: now.toISOString() })
        .where(and(eq(deviceKeys.id, id), isNull(deviceKeys.revokedAt)))
        .returning({ id: deviceKeys.id });
      return revoked.length > 0;
    },
    addPosition: async ({ vehicle, fix }) => {
      next ??= ((await last)[0]?.number ?? -1) + 1;
      const at = new Date(fix.at).toISOString();
      const [added] = await insert.execute({ ...nowhere, ...fix, vehicle, at, number: next });
      if (added) next++;
      return added?.number;
    },
    noteTreatment: async ({ street, name, at, vehicle }) => {
      const instant = new Date(at).toISOString();
      await note.execute({ street, slot: instant.slice(0, SLOT_LENGTH), at: instant, name, vehicle });
    },
    removePositions: async numbers => {
      if (numbers.length > 0) await db.delete(vehiclePositions).where(inArray(vehiclePositions.number, [...numbers]));
    },
    removeTreatmentsBefore: async at => {
      await db.delete(streetTreatments).where(lt(streetTreatments.at, new Date(at).toISOString()));
    },
  };
};
