import type { StreamPositions, StreamRow, StreamSnapshot, Vehicle, VehicleList } from '@dtp/contract/vehicles.ts';

/** What is known of the vehicles, and whether it is kept up to date. `skew` is how many milliseconds our clock is ahead of the server's. */
export type FeedState = {
  readonly connection: 'connecting' | 'live' | 'lost';
  readonly list: VehicleList | null;
  readonly skew: number;
};

type Listener = (state: FeedState) => void;

/** Milliseconds before another try where the server takes no more listeners, or is not there: the browser itself gives up then. */
const RETRY_AFTER = 20_000;

/** Trusted once the list is there that is looped over, as replies are: the server validates the rest before it sends it. */
const isData = <Data>(value: unknown): value is Data =>
  typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);

/** The data of an event; undefined where a proxy has put something else in its place. */
const dataOf = <Data>(event: Event): Data | undefined => {
  if (!(event instanceof MessageEvent)) return undefined;
  try {
    const data: unknown = JSON.parse(event.data);
    return isData<Data>(data) ? data : undefined;
  } catch {
    return undefined;
  }
};

const moved = (vehicle: Vehicle, row: StreamRow, asOf: string): Vehicle => {
  if (row[1] === 'off-duty') return { ...vehicle, state: row[1], fix: null };
  const [, state, at, lat, lng, heading, treating, where] = row;
  const ageSeconds = Math.max(0, Math.round((Date.parse(asOf) - Date.parse(at)) / 1000));
  return { ...vehicle, state, fix: { at, ageSeconds, point: { lat, lng }, heading, treating: treating === 1, where } };
};

/** The list after some vehicles have changed. */
export const applyPositions = (list: VehicleList, { asOf, items }: StreamPositions): VehicleList => {
  const rows = new Map(items.map(row => [row[0], row]));
  const vehicles = list.items.map(vehicle => {
    const row = rows.get(vehicle.id);
    return row ? moved(vehicle, row, asOf) : vehicle;
  });
  return { ...list, asOf, items: vehicles };
};

/** One connection to the stream. It rests while the page is not looked at. */
class Feed {
  readonly #url: string;
  readonly #listeners = new Set<Listener>();
  #state: FeedState = { connection: 'connecting', list: null, skew: 0 };
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  get isUnused(): boolean {
    return this.#listeners.size === 0;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      document.addEventListener('visibilitychange', this.#onVisibility);
      this.#onVisibility();
    }
    listener(this.#state);
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (!this.isUnused) return;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#close();
  }

  #set(change: Partial<FeedState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  readonly #onVisibility = (): void => {
    if (document.hidden) this.#close();
    else this.#open();
  };

  readonly #open = (): void => {
    this.#close();
    const source = new EventSource(this.#url);
    this.#source = source;
    source.addEventListener('snapshot', event => {
      const list = dataOf<StreamSnapshot>(event);
      if (list) this.#set({ connection: 'live', list, skew: Date.now() - Date.parse(list.asOf) });
    });
    source.addEventListener('positions', event => {
      const news = dataOf<StreamPositions>(event);
      const { list } = this.#state;
      if (news && list) this.#set({ connection: 'live', list: applyPositions(list, news), skew: Date.now() - Date.parse(news.asOf) });
    });
    source.addEventListener('error', () => {
      this.#set({ connection: 'lost' });
      if (source.readyState === EventSource.CLOSED) this.#retry = setTimeout(this.#open, RETRY_AFTER);
    });
  };

  #close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }
}

/** Widgets of a page that listen to the same stream share its connection: browsers open only six to a server. */
const feeds = new Map<string, Feed>();

/** Hears of every change from now on, and at once of what is known. Returns the way to stop. */
export function listenToVehicles(url: string, listener: Listener): () => void {
  const feed = feeds.get(url) ?? new Feed(url);
  feeds.set(url, feed);
  feed.add(listener);
  return () => {
    feed.remove(listener);
    if (feed.isUnused) feeds.delete(url);
  };
}
