import type { MapFeature } from '@dtp/contract/map.ts';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { messages } from './messages.ts';
import { svg } from './svg.ts';

type Pin = { readonly id: string; readonly marker: Marker; readonly button: HTMLButtonElement };

type PinEvents = {
  readonly onSelect: (id: string) => void;
  /** A pin got the focus; it may lie outside of what is seen. */
  readonly onFocus: (feature: MapFeature) => void;
};

/** A drop whose tip is the place, 32 × 42 units. */
const DROP = 'M16 41C16 41 30 25.5 30 15.5A14 14 0 1 0 2 15.5C2 25.5 16 41 16 41Z';

const drop = (number: number): SVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 32 42', 'aria-hidden': 'true' },
    svg('path', { d: DROP }),
    svg('text', { x: '16', y: '21', 'text-anchor': 'middle', 'font-size': number > 99 ? '11' : '15' }, String(number)),
  );

/** Which pin a key leads to from the pin at `at`; null for keys that do not walk. The ends are ends: no going round. */
export function pinAfter(key: string, at: number, count: number): number | null {
  const last = count - 1;
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(at + 1, last);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return null;
}

/** The numbered pins of a list: buttons in list order, one stop for the Tab key, walked with the arrow keys. */
export class Pins {
  readonly #map: MapLibreMap;
  readonly #events: PinEvents;
  #features: readonly MapFeature[] = [];
  #pins: readonly Pin[] = [];
  #selected: string | null = null;

  constructor(map: MapLibreMap, events: PinEvents) {
    this.#map = map;
    this.#events = events;
  }

  /** Shows the list. Pins that stand already are kept, and with them the focus, while ids and order are the same. */
  show(features: readonly MapFeature[]): void {
    const same = features.length === this.#pins.length && features.every(({ id }, at) => id === this.#pins[at]?.id);
    this.#features = features;
    if (!same) {
      this.remove();
      this.#pins = features.map(({ id }, at) => this.#pin(id, at));
    }
    for (const [at, { title, point }] of features.entries()) {
      const pin = this.#pins[at];
      if (!pin) continue;
      pin.button.setAttribute('aria-label', messages.pin(at + 1, title));
      const name = pin.button.querySelector('.name');
      if (name) name.textContent = title;
      pin.marker.setLngLat(point);
      if (!same) pin.marker.addTo(this.#map);
    }
    this.#mark();
  }

  /** Marks the pin and says which feature it stands for; null where there is none. */
  select(id: string | null): MapFeature | null {
    this.#selected = id;
    this.#mark();
    return this.#features.find(feature => feature.id === id) ?? null;
  }

  /** Puts the focus on the selected pin, if there is one. */
  focusSelected(): boolean {
    const pin = this.#pins.find(({ id }) => id === this.#selected);
    pin?.button.focus({ preventScroll: true });
    return pin !== undefined;
  }

  remove(): void {
    for (const { marker } of this.#pins) marker.remove();
    this.#pins = [];
  }

  #pin(id: string, at: number): Pin {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'pin';
    button.tabIndex = -1;
    const name = document.createElement('span');
    name.className = 'name';
    // The button's label has it already.
    name.setAttribute('aria-hidden', 'true');
    button.append(drop(at + 1), ' ', name);
    button.addEventListener('click', event => {
      // Not a click on the map behind it.
      event.stopPropagation();
      this.#events.onSelect(id);
    });
    button.addEventListener('keydown', event => this.#onKey(event, at));
    button.addEventListener('focus', () => this.#onFocus(at));
    return { id, button, marker: new Marker({ element: button, anchor: 'bottom' }) };
  }

  #onKey(event: KeyboardEvent, at: number): void {
    const next = pinAfter(event.key, at, this.#pins.length);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    // The map would move at the same time.
    event.stopPropagation();
    event.preventDefault();
    this.#pins[next]?.button.focus({ preventScroll: true });
  }

  #onFocus(at: number): void {
    this.#stopAt(at);
    const feature = this.#features[at];
    if (feature) this.#events.onFocus(feature);
  }

  #mark(): void {
    let stop = this.#pins.findIndex(({ button }) => button.matches(':focus'));
    for (const [at, { id, button }] of this.#pins.entries()) {
      const selected = id === this.#selected;
      button.classList.toggle('selected', selected);
      if (selected) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      if (selected && stop < 0) stop = at;
    }
    this.#stopAt(Math.max(stop, 0));
  }

  /** The one pin that Tab reaches. */
  #stopAt(at: number): void {
    for (const [other, { button }] of this.#pins.entries()) button.tabIndex = other === at ? 0 : -1;
  }
}
