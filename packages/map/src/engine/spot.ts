import type { LatLng } from '@dtp/contract/map.ts';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { svg } from './svg.ts';

/** The one place on the map that is the person's own: where distances are measured from, or what they marked. */
export class Spot {
  readonly #map: MapLibreMap;
  readonly #marker: Marker;

  /** @param name What a screen reader calls it. */
  constructor(map: MapLibreMap, name: string) {
    this.#map = map;
    const element = document.createElement('div');
    element.className = 'spot';
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', name);
    element.append(
      svg(
        'svg',
        { viewBox: '0 0 32 32', 'aria-hidden': 'true' },
        svg('circle', { class: 'ring', cx: '16', cy: '16', r: '13' }),
        svg('circle', { class: 'dot', cx: '16', cy: '16', r: '6' }),
      ),
    );
    this.#marker = new Marker({ element });
  }

  show(point: LatLng | null): void {
    if (point) this.#marker.setLngLat(point).addTo(this.#map);
    else this.#marker.remove();
  }
}
