import type { PositionReport } from '@dtp/contract/vehicles.ts';
import { VehicleId } from '@dtp/contract/vehicles.ts';
import { metresBetween, offsetFrom } from './ground.ts';
import type { SampleRoad } from './sample-roads.ts';
import type { NamedPoint } from './streets.ts';

/** Metres a second: 30 miles an hour, as gritters go while they spread. */
const CRUISING = 13;
const STEP_MS = 1000;

/** Where on a road a gritter is that goes up and down it, `metres` after it began. It treats on the way out. */
export type Driven = { readonly lat: number; readonly lng: number; readonly heading: number; readonly treating: boolean };

const hopsOf = (points: readonly NamedPoint[]) => points.slice(1).map((to, at) => ({ from: points[at] ?? to, to }));

const headingOf = (from: NamedPoint, to: NamedPoint): number => {
  const { east, north } = offsetFrom(from, to);
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
};

export const driven = ({ points }: SampleRoad, metres: number): Driven => {
  const there = hopsOf(points);
  const back = hopsOf(points.toReversed());
  const length = there.reduce((sum, { from, to }) => sum + metresBetween(from, to), 0);
  let left = metres % (2 * length);
  const treating = left < length;
  for (const { from, to } of [...there, ...back]) {
    const hop = metresBetween(from, to);
    if (left > hop) {
      left -= hop;
      continue;
    }
    const share = hop === 0 ? 0 : left / hop;
    return {
      lat: from.lat + (to.lat - from.lat) * share,
      lng: from.lng + (to.lng - from.lng) * share,
      heading: headingOf(from, to),
      treating,
    };
  }
  const [start] = points;
  return { lat: start?.lat ?? 0, lng: start?.lng ?? 0, heading: 0, treating };
};

export type Simulation = {
  readonly roads: readonly SampleRoad[];
  readonly vehicles: readonly string[];
  /** How many times as fast as a gritter really goes. */
  readonly speed: number;
  readonly now: () => Date;
  /** Waits this many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
  readonly send: (positions: readonly PositionReport[]) => Promise<void>;
  readonly signal: AbortSignal;
};

/** Drives until the signal, a position a second for each vehicle, and then takes them all off duty. The vehicles share the roads. */
export const simulate = async ({ roads, vehicles, speed, now, wait, send, signal }: Simulation): Promise<void> => {
  const ids = vehicles.map(id => VehicleId.parse(id));
  const began = now().getTime();
  const at = () => now().toISOString();
  while (!signal.aborted) {
    const metres = ((now().getTime() - began) / 1000) * CRUISING * speed;
    const positions = ids.flatMap((vehicle, number) => {
      const road = roads[number % roads.length];
      return road ? [{ vehicle, at: at(), onDuty: true, speed: CRUISING, ...driven(road, metres) }] : [];
    });
    await send(positions);
    await wait(STEP_MS);
  }
  await send(ids.map(vehicle => ({ vehicle, at: at(), onDuty: false })));
};
