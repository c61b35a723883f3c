import type { StreamPositions, StreamSnapshot } from '@dtp/contract/vehicles.ts';
import type { Shown } from './duty.ts';
import type { Seen } from './live.ts';
import { rowOf, type Told } from './shape.ts';

/** Whose vehicles a listener wants; null for all. */
export type Wanted = ReadonlySet<string> | null;

/** Server-sent events (HTML standard, section 9.2) of how vehicles move, for many listeners at once. */
export type VehicleStream = {
  /**
   * A stream for one more listener, or undefined when there are as many as may be, or the server is stopping. `cut` ends the connection of
   * one that takes nothing any more, and so would never see the end of its stream.
   */
  open(wanted: Wanted, cut: () => void): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Tells all listeners what has changed since the last time. */
  tick(): Promise<void>;
  /** Tells the network that the stream lives. */
  beat(): void;
  listeners(): number;
  /** Ends every stream; browsers come back by themselves, to whichever node takes them. */
  close(): void;
};

export type StreamDeps = {
  readonly now: () => Date;
  /** What the public sees at the moment. */
  readonly look: (now: number) => readonly Seen[];
  /** Adds the words for where a vehicle is. */
  readonly tell: (seen: readonly Seen[]) => Promise<readonly Told[]>;
  readonly list: (told: readonly Told[], now: number) => StreamSnapshot;
  readonly mostListeners: number;
};

type Listener = {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly cut: () => void;
  behindSince: number | null;
};
/** Listeners that want the same get the same bytes, made once. */
type Channel = { readonly wanted: Wanted; readonly listeners: Set<Listener>; snapshot: Promise<Uint8Array> | undefined };

/** Changes above which everyone is told every other time only: a map does not look livelier for more. */
const MANY_CHANGES = 200;
/** Milliseconds that a listener may be behind before it is let go. */
const LONGEST_BEHIND = 30_000;
/** How soon a browser comes back after an end, in milliseconds. */
const RETRY_MS = 3000;

const encoder = new TextEncoder();
const HELLO = encoder.encode(`retry: ${RETRY_MS}\n\n`);
const HEARTBEAT = encoder.encode(':\n\n');
const eventOf = (name: 'snapshot' | 'positions', data: StreamSnapshot | StreamPositions): Uint8Array =>
  encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

const isSame = (a: Shown | undefined, b: Shown): boolean => {
  if (a?.state !== b.state) return false;
  return b.state === 'off-duty' || (a.state !== 'off-duty' && a.fix.at === b.fix.at);
};
const isWanted = (wanted: Wanted, { vehicle }: Seen): boolean => wanted === null || wanted.has(vehicle.authority);

export const createVehicleStream = ({ now, look, tell, list, mostListeners }: StreamDeps): VehicleStream => {
  const channels = new Map<string, Channel>();
  let sent = new Map<string, Shown>();
  let isResting = false;
  let isClosed = false;
  let opening = 0;

  /** Opening and telling take turns, so that what a listener is told follows on the snapshot it began with. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  const count = (): number => [...channels.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);

  const channelFor = (wanted: Wanted): Channel => {
    const key = wanted === null ? '*' : [...wanted].sort().join(' ');
    const channel = channels.get(key) ?? { wanted, listeners: new Set(), snapshot: undefined };
    channels.set(key, channel);
    return channel;
  };

  const makeSnapshot = async ({ wanted }: Channel): Promise<Uint8Array> => {
    const at = now().getTime();
    return eventOf('snapshot', list(await tell(look(at).filter(seen => isWanted(wanted, seen))), at));
  };
  const snapshotOf = (channel: Channel): Promise<Uint8Array> => {
    channel.snapshot ??= makeSnapshot(channel);
    channel.snapshot.catch(() => {
      channel.snapshot = undefined;
    });
    return channel.snapshot;
  };

  const drop = (channel: Channel, listener: Listener): void => {
    channel.listeners.delete(listener);
    listener.cut();
  };

  /** A listener whose connection has not taken the last event yet is left out, and gets a snapshot when it is free again. */
  const isFree = ({ controller }: Listener): boolean => (controller.desiredSize ?? 0) > 0;

  const deliver = async (channel: Channel, news: Uint8Array | undefined, at: number): Promise<void> => {
    for (const listener of channel.listeners) {
      if (!isFree(listener)) {
        if (news) listener.behindSince ??= at;
        if (listener.behindSince !== null && at - listener.behindSince > LONGEST_BEHIND) drop(channel, listener);
        continue;
      }
      const isBehind = listener.behindSince !== null;
      const event = isBehind ? await snapshotOf(channel) : news;
      // While the snapshot was made the person may have gone.
      if (!event || !channel.listeners.has(listener)) continue;
      listener.behindSince = null;
      listener.controller.enqueue(event);
    }
  };

  const tellAll = async (): Promise<void> => {
    for (const [key, channel] of channels) {
      channel.snapshot = undefined;
      if (channel.listeners.size === 0) channels.delete(key);
    }
    if (isResting || channels.size === 0) {
      isResting = false;
      return;
    }
    const at = now().getTime();
    const seen = look(at);
    const changed = seen.filter(({ vehicle, shown }) => !isSame(sent.get(vehicle.id), shown));
    // Vehicles that came on the record or went off it can only be told by a new list.
    const isOtherFleet = sent.size > 0 && (sent.size !== seen.length || seen.some(({ vehicle }) => !sent.has(vehicle.id)));
    isResting = changed.length > MANY_CHANGES;
    const told = await tell(changed);
    // Only now: changes that could not be told are told the next time.
    sent = new Map(seen.map(({ vehicle, shown }) => [vehicle.id, shown]));
    const asOf = new Date(at).toISOString();
    for (const channel of channels.values()) {
      const items = told.filter(one => isWanted(channel.wanted, one)).map(rowOf);
      const changes = items.length > 0 ? eventOf('positions', { asOf, items }) : undefined;
      await deliver(channel, isOtherFleet ? await snapshotOf(channel) : changes, at);
    }
  };

  const add = (channel: Channel, snapshot: Uint8Array, cut: () => void): ReadableStream<Uint8Array> => {
    let listener: Listener | undefined;
    return new ReadableStream({
      start: controller => {
        listener = { controller, cut, behindSince: null };
        channel.listeners.add(listener);
        controller.enqueue(HELLO);
        controller.enqueue(snapshot);
      },
      cancel: () => {
        if (listener) channel.listeners.delete(listener);
      },
    });
  };

  return {
    open: async (wanted, cut) => {
      if (isClosed || count() + opening >= mostListeners) return undefined;
      opening++;
      try {
        return await inTurn(async () => {
          const channel = channelFor(wanted);
          const snapshot = await snapshotOf(channel);
          return isClosed ? undefined : add(channel, snapshot, cut);
        });
      } finally {
        opening--;
      }
    },
    tick: () => inTurn(tellAll),
    beat: () => {
      for (const { listeners } of channels.values())
        for (const listener of listeners) if (isFree(listener)) listener.controller.enqueue(HEARTBEAT);
    },
    listeners: count,
    close: () => {
      isClosed = true;
      for (const { listeners } of channels.values()) {
        for (const { controller } of listeners) controller.close();
        listeners.clear();
      }
    },
  };
};
