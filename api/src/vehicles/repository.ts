import { and, asc, desc, eq, gt, gte, lt, lte, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { AccessKey } from '../keys/access-key.ts';
import type { Database } from '../store/connect.ts';
import { deviceKeys, streetTreatments, vehiclePositions, vehicles } from '../store/schema.ts';
import type { Fix } from './duty.ts';

export type VehicleRow = typeof vehicles.$inferSelect;
export type PositionRow = typeof vehiclePositions.$inferSelect;
export type TreatmentRow = Pick<typeof streetTreatments.$inferSelect, 'street' | 'name' | 'at' | 'vehicle'>;
/** A fix with its place in the order of arrival. */
export type ArrivedFix = { readonly number: number; readonly vehicle: string; readonly fix: Fix };

/** What the vehicles service reads. Instants are milliseconds since 1970. Every query is prepared once and goes by an index. */
export type VehicleRepository = {
  vehicles(): Promise<readonly VehicleRow[]>;
  keys(): Promise<readonly AccessKey[]>;
  /** The number of the last fix that came in; -1 before the first. */
  lastNumber(): Promise<number>;
  /** Fixes that came in after one, in that order, at most `limit`. */
  arrivedAfter(number: number, limit: number): Promise<readonly ArrivedFix[]>;
  /** The last fix at or before an instant. */
  lastUntil(vehicle: string, at: number): Promise<Fix | undefined>;
  /** Fixes from one instant to another, both included, oldest first, at most `limit`. */
  between(vehicle: string, from: number, to: number, limit: number): Promise<readonly Fix[]>;
  /** The last treatment of a street at or before an instant. */
  lastTreatment(street: string, until: number): Promise<TreatmentRow | undefined>;
  /**
   * Numbers of fixes before an instant for which an earlier one of the same stretch of time stands, at most `limit`. `stretch` is how
   * many characters of the instant the fixes of a stretch have in common: 16 a minute, 15 ten minutes.
   */
  superfluous(vehicle: string, before: number, stretch: number, limit: number): Promise<readonly number[]>;
  /** The next vehicle, by id, of which there are fixes, be it on record or not. Begin with an empty text. */
  reportedAfter(vehicle: string): Promise<string | undefined>;
  /** Numbers of a vehicle's fixes before an instant, at most `limit`. */
  before(vehicle: string, at: number, limit: number): Promise<readonly number[]>;
};

const instant = (at: number): string => new Date(at).toISOString();

export const fixOf = (row: Omit<PositionRow, 'number' | 'vehicle'>): Fix => {
  const at = Date.parse(row.at);
  const { onDuty, lat, lng, speed, heading, treating } = row;
  return onDuty && lat !== null && lng !== null ? { at, onDuty, lat, lng, speed, heading, treating } : { at, onDuty: false };
};

const slot = sql.placeholder;

export const createVehicleRepository = (db: Database): VehicleRepository => {
  const position = vehiclePositions;
  const ofVehicle = eq(position.vehicle, slot('vehicle'));
  const allVehicles = db.select().from(vehicles).orderBy(asc(vehicles.name), asc(vehicles.id)).prepare();
  const allKeys = db.select().from(deviceKeys).orderBy(asc(deviceKeys.createdAt), asc(deviceKeys.id)).prepare();
  const last = db.select({ number: position.number }).from(position).orderBy(desc(position.number)).limit(1).prepare();
  const arrived = db
    .select()
    .from(position)
    .where(gt(position.number, slot('number')))
    .orderBy(asc(position.number))
    .limit(slot('limit'))
    .prepare();
  const until = db
    .select()
    .from(position)
    .where(and(ofVehicle, lte(position.at, slot('at'))))
    .orderBy(desc(position.at))
    .limit(1)
    .prepare();
  const stretchOfTime = db
    .select()
    .from(position)
    .where(and(ofVehicle, gte(position.at, slot('from')), lte(position.at, slot('to'))))
    .orderBy(asc(position.at))
    .limit(slot('limit'))
    .prepare();
  const treatment = db
    .select()
    .from(streetTreatments)
    .where(and(eq(streetTreatments.street, slot('street')), lte(streetTreatments.at, slot('until'))))
    .orderBy(desc(streetTreatments.slot))
    .limit(1)
    .prepare();
  const earlier = alias(position, 'earlier');
  // An instant begins with its minute, and as text comes after it.
  const sameStretch = sql`exists (select 1 from ${position} as ${sql.identifier('earlier')} where ${earlier.vehicle} = ${position.vehicle} and ${earlier.at} >= substr(${position.at}, 1, ${slot('stretch')}) and ${earlier.at} < ${position.at})`;
  const crowded = db
    .select({ number: position.number })
    .from(position)
    .where(and(ofVehicle, lt(position.at, slot('before')), sameStretch))
    .limit(slot('limit'))
    .prepare();
  const old = db
    .select({ number: position.number })
    .from(position)
    .where(and(ofVehicle, lt(position.at, slot('at'))))
    .limit(slot('limit'))
    .prepare();
  const next = db
    .select({ vehicle: position.vehicle })
    .from(position)
    .where(gt(position.vehicle, slot('vehicle')))
    .orderBy(asc(position.vehicle))
    .limit(1)
    .prepare();

  return {
    vehicles: async () => allVehicles.execute(),
    keys: async () => allKeys.execute(),
    lastNumber: async () => (await last.execute())[0]?.number ?? -1,
    arrivedAfter: async (number, limit) =>
      (await arrived.execute({ number, limit })).map(row => ({ number: row.number, vehicle: row.vehicle, fix: fixOf(row) })),
    lastUntil: async (vehicle, at) => (await until.execute({ vehicle, at: instant(at) })).map(fixOf)[0],
    between: async (vehicle, from, to, limit) =>
      (await stretchOfTime.execute({ vehicle, from: instant(from), to: instant(to), limit })).map(fixOf),
    lastTreatment: async (street, at) => (await treatment.execute({ street, until: instant(at) }))[0],
    superfluous: async (vehicle, before, stretch, limit) =>
      (await crowded.execute({ vehicle, before: instant(before), stretch, limit })).map(row => row.number),
    reportedAfter: async vehicle => (await next.execute({ vehicle }))[0]?.vehicle,
    before: async (vehicle, at, limit) => (await old.execute({ vehicle, at: instant(at), limit })).map(row => row.number),
  };
};
