import type { Map as MapLibreMap } from 'maplibre-gl';
import { messages } from './messages.ts';

const button = (sign: string, name: string, onClick: () => void): HTMLButtonElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = sign;
  element.setAttribute('aria-label', name);
  element.addEventListener('click', onClick);
  return element;
};

/** Two buttons to zoom. At either end one is marked as out of use and stays focusable, so that nobody loses their place. */
export function zoomButtons(map: MapLibreMap): HTMLElement {
  const group = document.createElement('div');
  group.className = 'zoom';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', messages.zoom);
  const closer = button('+', messages.zoomIn, () => map.zoomIn());
  const wider = button('−', messages.zoomOut, () => map.zoomOut());
  group.append(closer, wider);
  const mark = (): void => {
    closer.setAttribute('aria-disabled', String(map.getZoom() >= map.getMaxZoom()));
    wider.setAttribute('aria-disabled', String(map.getZoom() <= map.getMinZoom()));
  };
  map.on('zoom', mark);
  mark();
  return group;
}
