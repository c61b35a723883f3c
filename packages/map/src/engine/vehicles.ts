import type { LatLng } from '@dtp/contract/map.ts';
import { type GeoJSONSource, type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { svg } from './svg.ts';
import type { MapVehicle } from './view.ts';

const TRAIL = 'dtp-trail';

/** A round badge with a point that turns to where the vehicle is heading, 40 × 40 units. */
const badge = (): { readonly element: HTMLElement; readonly turn: SVGElement } => {
  const element = document.createElement('div');
  element.className = 'vehicle';
  element.setAttribute('role', 'img');
  const turn = svg('path', { d: 'M20 1L26 10H14Z' });
  element.append(svg('svg', { viewBox: '0 0 40 40', 'aria-hidden': 'true' }, turn, svg('circle', { cx: '20', cy: '20', r: '11' })));
  return { element, turn };
};

type Drawn = { readonly marker: Marker; readonly element: HTMLElement; readonly turn: SVGElement };

/**
 * Vehicles and the way that one of them came. They jump from fix to fix: nobody knows what they did in between. A screen reader is told
 * all of it in the list, so here they only have their names.
 */
export class Vehicles {
  readonly #map: MapLibreMap;
  readonly #drawn = new Map<string, Drawn>();
  #trail: readonly LatLng[] = [];
  #isLoaded = false;

  constructor(map: MapLibreMap) {
    this.#map = map;
    map.once('load', () => {
      this.#isLoaded = true;
      this.#drawTrail();
    });
  }

  show(vehicles: readonly MapVehicle[], trail: readonly LatLng[]): void {
    const shown = new Set(vehicles.map(({ id }) => id));
    for (const [id, { marker }] of this.#drawn) {
      if (shown.has(id)) continue;
      marker.remove();
      this.#drawn.delete(id);
    }
    for (const vehicle of vehicles) this.#place(vehicle);
    if (trail === this.#trail || (trail.length === 0 && this.#trail.length === 0)) return;
    this.#trail = trail;
    this.#drawTrail();
  }

  remove(): void {
    this.show([], []);
  }

  #place({ id, name, point, heading, treating }: MapVehicle): void {
    const known = this.#drawn.get(id);
    const drawn = known ?? this.#draw();
    this.#drawn.set(id, drawn);
    const { marker, element, turn } = drawn;
    marker.setLngLat(point);
    if (!known) marker.addTo(this.#map);
    element.setAttribute('aria-label', name);
    element.classList.toggle('treating', treating);
    element.classList.toggle('heading', heading !== null);
    turn.setAttribute('transform', `rotate(${heading ?? 0} 20 20)`);
  }

  #draw(): Drawn {
    const { element, turn } = badge();
    return { marker: new Marker({ element }), element, turn };
  }

  #drawTrail(): void {
    if (!this.#isLoaded) return;
    const data = {
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'LineString' as const, coordinates: this.#trail.map(({ lng, lat }) => [lng, lat]) },
    };
    const source = this.#map.getSource<GeoJSONSource>(TRAIL);
    if (source) {
      source.setData(data);
      return;
    }
    if (this.#trail.length === 0) return;
    this.#map.addSource(TRAIL, { type: 'geojson', data });
    this.#map.addLayer({
      id: TRAIL,
      type: 'line',
      source: TRAIL,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      // The colour of the widget's own text stands out from every ground of ours.
      paint: { 'line-color': getComputedStyle(this.#map.getContainer()).color, 'line-width': 3, 'line-dasharray': [1, 2] },
    });
  }
}
