import { OFF_AFTER, type Shown } from './duty.ts';
import type { Register } from './register.ts';
import type { VehicleReport } from './reports.ts';
import type { VehicleRepository, VehicleRow } from './repository.ts';
import { createTrack, type Track } from './track.ts';

/** What the public sees of a vehicle at the moment. */
export type Seen = { readonly vehicle: VehicleRow; readonly shown: Shown };

/** The vehicles as the public sees them, in memory. Times are milliseconds since 1970. */
export type LiveVehicles = {
  /** Takes in what this node has put on record; `numbers` are those it got there. */
  note(reports: readonly VehicleReport[], numbers: readonly number[]): void;
  /** Reads what other nodes have put on record since the last look. */
  follow(): Promise<void>;
  all(now: number): readonly Seen[];
  /** One vehicle; undefined when it is not on record. */
  one(id: string, now: number): Seen | undefined;
};

/** Rows that are read at once. */
const FOLLOW_PAGE = 5000;
/** Later than any fix can be that was taken: devices may run two minutes fast. */
const LATEST = 10 * 60_000;

/** Opens the live view: of each vehicle on record what can still be shown is read. */
export const openLiveVehicles = async (repository: VehicleRepository, register: Register, now: number): Promise<LiveVehicles> => {
  const tracks = new Map<string, Track>();
  const trackOf = (vehicle: string): Track => {
    let track = tracks.get(vehicle);
    if (!track) {
      track = createTrack();
      tracks.set(vehicle, track);
    }
    return track;
  };
  const delayOf = (vehicle: VehicleRow): number => vehicle.delaySeconds * 1000;

  let read = await repository.lastNumber();
  for (const vehicle of register.vehicles()) {
    const track = trackOf(vehicle.id);
    const due = await repository.lastUntil(vehicle.id, now - delayOf(vehicle));
    const from = Math.max(due?.at ?? 0, now - delayOf(vehicle) - OFF_AFTER);
    for (const fix of await repository.between(vehicle.id, from, now + LATEST, FOLLOW_PAGE)) track.note(fix);
  }

  const see = (vehicle: VehicleRow, at: number): Seen => ({ vehicle, shown: trackOf(vehicle.id).shown(at, delayOf(vehicle)) });

  return {
    note: (reports, numbers) => {
      for (const { vehicle, fix } of reports) trackOf(vehicle).note(fix);
      // Without a gap there was nobody else in between, and nothing has to be read again.
      const last = numbers.at(-1);
      if (last !== undefined && numbers[0] === read + 1) read = last;
    },
    follow: async () => {
      // Numbers go on from the highest on record, which is lower again once the newest positions were old enough to go.
      read = Math.min(read, await repository.lastNumber());
      for (;;) {
        const rows = await repository.arrivedAfter(read, FOLLOW_PAGE);
        for (const { number, vehicle, fix } of rows) {
          trackOf(vehicle).note(fix);
          read = Math.max(read, number);
        }
        if (rows.length < FOLLOW_PAGE) return;
      }
    },
    all: at => register.vehicles().map(vehicle => see(vehicle, at)),
    one: (id, at) => {
      const vehicle = register.vehicle(id);
      return vehicle && see(vehicle, at);
    },
  };
};
