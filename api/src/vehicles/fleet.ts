import type { VehicleList } from '@dtp/contract/vehicles.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { ownerOn } from '../authorities/ref.ts';
import { londonDay } from '../http/clock.ts';
import type { Store } from '../store/connect.ts';
import { createIntake, type Intake } from './intake.ts';
import { type LiveVehicles, openLiveVehicles, type Seen } from './live.ts';
import { openRegister, type Register } from './register.ts';
import { createVehicleRepository, type VehicleRepository } from './repository.ts';
import { thinPositions } from './retention.ts';
import { listOf, type Told } from './shape.ts';
import { createVehicleStream, type VehicleStream } from './stream.ts';
import type { Streets } from './streets.ts';

/** All of the vehicles service that lives between two requests. */
export type Fleet = {
  readonly repository: VehicleRepository;
  readonly register: Register;
  readonly live: LiveVehicles;
  readonly intake: Intake;
  readonly stream: VehicleStream;
  readonly streets: Streets;
  /** Vehicles as anyone may read them at `now`, milliseconds since 1970. */
  list(seen: readonly Seen[], now: number): Promise<VehicleList>;
  /** Looks for what other nodes have taken in, and tells the listeners; the timer does it once a second. */
  tick(): Promise<void>;
  /** Reads vehicles and keys anew. */
  rebuild(): Promise<void>;
  close(): void;
};

export type FleetDeps = {
  readonly store: Store;
  readonly authorities: AuthorityBook;
  readonly streets: Streets;
  readonly now: () => Date;
  readonly mostListeners: number;
  readonly onFault: (fault: unknown, what: string) => void;
};

const TICK_MS = 1000;
/** Proxies end a connection on which nothing was said for half a minute or more. */
const BEAT_MS = 15_000;
const THIN_MS = 60 * 60_000;

export const openFleet = async ({ store, authorities, streets, now, mostListeners, onFault }: FleetDeps): Promise<Fleet> => {
  const repository = createVehicleRepository(store.read);
  const register = await openRegister(repository);
  const live = await openLiveVehicles(repository, register, now().getTime());
  const intake = createIntake({ store, streets, onRecord: live.note });

  const tell = (seen: readonly Seen[]): Promise<Told[]> =>
    Promise.all(
      seen.map(async one => ({ ...one, where: one.shown.state === 'off-duty' ? null : await streets.whereabouts(one.shown.fix) })),
    );
  const listAt = (told: readonly Told[], at: number): VehicleList => {
    const day = londonDay(new Date(at));
    return listOf(told, id => ownerOn(id, authorities, day), at);
  };

  const stream = createVehicleStream({ now, look: live.all, tell, list: listAt, mostListeners });
  const tick = async () => {
    await live.follow();
    // Whether or not anybody looks: what is old enough to be shown need not be kept by itself any longer.
    live.all(now().getTime());
    await stream.tick();
  };

  const every = (ms: number, what: string, work: () => unknown): NodeJS.Timeout => {
    let isWorking = false;
    const timer = setInterval(async () => {
      if (isWorking) return;
      isWorking = true;
      try {
        await work();
      } catch (fault) {
        onFault(fault, what);
      }
      isWorking = false;
    }, ms);
    return timer.unref();
  };
  const timers = [
    every(TICK_MS, 'vehicles not told', tick),
    every(BEAT_MS, 'no heartbeat', stream.beat),
    every(THIN_MS, 'positions not thinned', () => thinPositions(store, repository, now())),
  ];

  return {
    repository,
    register,
    live,
    intake,
    stream,
    streets,
    list: async (seen, at) => listAt(await tell(seen), at),
    tick,
    rebuild: register.rebuild,
    close: () => {
      for (const timer of timers) clearInterval(timer);
      stream.close();
    },
  };
};
