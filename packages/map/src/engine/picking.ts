import type { LatLng } from '@dtp/contract/map.ts';
import type { LngLat, Map as MapLibreMap } from 'maplibre-gl';
import { messages } from './messages.ts';
import { svg } from './svg.ts';

/** Six decimals are about 10 cm, finer than anyone can point. */
const rounded = ({ lat, lng }: LngLat): LatLng => ({ lat: Number(lat.toFixed(6)), lng: Number(lng.toFixed(6)) });

const cross = (): HTMLElement => {
  const element = document.createElement('div');
  element.className = 'cross';
  element.setAttribute('aria-hidden', 'true');
  const lines = 'M24 4V19M24 29V44M4 24H19M29 24H44';
  element.append(svg('svg', { viewBox: '0 0 48 48' }, svg('path', { class: 'halo', d: lines }), svg('path', { d: lines })));
  return element;
};

/**
 * Lets a person mark a spot: a click or tap where it is, or the cross in the middle with Enter or with the button under it.
 * @returns What stands over the map: the cross and the button.
 */
export function picking(map: MapLibreMap, onPick: (point: LatLng) => void): readonly HTMLElement[] {
  const pickMiddle = (): void => onPick(rounded(map.getCenter()));
  map.on('click', ({ lngLat }) => onPick(rounded(lngLat)));
  map.getCanvas().addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    // Not the form that the map may stand in.
    event.preventDefault();
    pickMiddle();
  });
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'mark';
  button.textContent = messages.mark;
  button.addEventListener('click', pickMiddle);
  return [cross(), button];
}
