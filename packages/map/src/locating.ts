import type { LatLng } from '@dtp/contract/map.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messages } from './messages.ts';

/** Where asking the device stands. */
export type LocatingState =
  | { readonly kind: 'idle' | 'asking' }
  /** It did not say: why, and what to do instead. */
  | { readonly kind: 'refused'; readonly message: string };

const OPTIONS: PositionOptions = { timeout: 15_000, maximumAge: 60_000 };

const { locating: words } = messages;
/** By the codes of GeolocationPositionError. */
const WHY = [words.unavailable, words.denied, words.unavailable, words.timeout];

/** Five decimals are about a metre, finer than a device knows. */
const rounded = (degrees: number): number => Number(degrees.toFixed(5));

/** Asks the device where it is, once each time the person wants it. The answer goes to `onFound` and is kept nowhere here. */
export class Locating implements ReactiveController {
  state: LocatingState = { kind: 'idle' };

  readonly #host: ReactiveControllerHost;
  readonly #onFound: (at: LatLng) => void;
  #turn = 0;

  constructor(host: ReactiveControllerHost, onFound: (at: LatLng) => void) {
    this.#host = host;
    this.#onFound = onFound;
    host.addController(this);
  }

  readonly ask = (): void => {
    const turn = ++this.#turn;
    const isStill = (): boolean => turn === this.#turn;
    const refuse = (message: string = words.unavailable): void => this.#set({ kind: 'refused', message });
    // Browsers have none on pages without TLS.
    if (!navigator.geolocation) {
      refuse();
      return;
    }
    this.#set({ kind: 'asking' });
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        if (!isStill()) return;
        this.stop();
        this.#onFound({ lat: rounded(latitude), lng: rounded(longitude) });
      },
      ({ code }) => isStill() && refuse(WHY[code]),
      OPTIONS,
    );
  };

  /** The person went another way: an answer that is still to come is not wanted. */
  stop(): void {
    this.#turn++;
    if (this.state.kind !== 'idle') this.#set({ kind: 'idle' });
  }

  hostDisconnected(): void {
    this.stop();
  }

  #set(state: LocatingState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
