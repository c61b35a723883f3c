import type { Bounds } from '@dtp/contract/map.ts';
import type { MapOptions } from 'maplibre-gl';
import type { MapViewOptions } from './view.ts';

/** The county with the city and the park: what is seen where nothing else is asked for. */
const COUNTY: Bounds = [-2.05, 52.69, -1.16, 53.57];

/** Closer than the most is nearer than anyone's data is exact; further away than the least there is nothing of ours. */
export const ZOOMS = { minZoom: 6, maxZoom: 18 } as const;
/** The closest that several things are shown at. */
export const FIT_ZOOM = 15;
/** How close one comes to a spot that a person is about to mark, where there are streets to see and where there are none. */
export const SPOT_ZOOM = { streets: 16, outlines: 13 } as const;

type Size = Pick<HTMLElement, 'clientWidth' | 'clientHeight'>;

/** Pixels kept free around what is to be seen; more above, where pins stand up, and on the right, where the buttons are. */
export function paddingFor({ clientWidth, clientHeight }: Size): { top: number; bottom: number; left: number; right: number } {
  const side = Math.min(clientWidth, clientHeight) * 0.12;
  return { top: clientHeight * 0.2, bottom: side, left: side, right: Math.max(side, 64) };
}

/** Whether a pin whose tip is there is seen whole, with its name written under it. Pixels from the upper left. */
export function isWellInside({ x, y }: { readonly x: number; readonly y: number }, { clientWidth, clientHeight }: Size): boolean {
  const side = Math.min(clientWidth * 0.3, 120);
  return x > side && x < clientWidth - side && y > clientHeight * 0.2 && y < clientHeight * 0.85;
}

/** Where the map begins: a centre if there is one, else bounds, else the county. */
export function cameraFor({ bounds, centre, zoom }: MapViewOptions, frame: Size): Partial<MapOptions> {
  if (centre) return { center: centre, zoom: zoom ?? FIT_ZOOM };
  const padding = bounds ? paddingFor(frame) : 0;
  return { bounds: bounds ?? COUNTY, fitBoundsOptions: { padding, maxZoom: zoom ?? FIT_ZOOM } };
}
