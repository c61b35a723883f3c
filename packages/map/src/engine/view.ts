import type { Bounds, LatLng, MapFeature } from '@dtp/contract/map.ts';

/** Everything the drawn map says or hears. The widget owns the list, the selection and the words; the map only shows and reports. */
export type MapViewOptions = {
  /** An element of the widget's shadow root that has its size already. */
  readonly container: HTMLElement;
  /** The address of the style, with authority and layers in it. */
  readonly styleUrl: string;
  readonly bounds: Bounds | null;
  readonly centre: LatLng | null;
  readonly zoom: number | null;
  /** In `pick` mode the person marks a spot: a click, or the cross in the middle with Enter or its button. The map shows the mark. */
  readonly mode: 'browse' | 'pick';
  readonly onSelect: (id: string) => void;
  /** A place of a layer was clicked that is drawn from the tiles and need not be in the list. Only when browsing. */
  readonly onDot?: (layer: string, id: string) => void;
  readonly onPick: (point: LatLng) => void;
  /** Esc was pressed in the map: the focus goes back to where the person came from. */
  readonly onLeave: () => void;
  /** The map can no longer be drawn (the context was lost for good, the style cannot be had). */
  readonly onFailure: () => void;
};

/** A vehicle at work. `heading` is in degrees clockwise from north; null when not known. */
export type MapVehicle = {
  readonly id: string;
  readonly name: string;
  readonly point: LatLng;
  readonly heading: number | null;
  readonly treating: boolean;
};

/** The map as the other view of a list. */
export type MapView = {
  /** Pins in the order of the list; each is a button whose name is its number and title. */
  show(features: readonly MapFeature[]): void;
  /** Marks a pin and brings it into view; null for none. */
  select(id: string | null): void;
  /** Where distances are measured from, or in `pick` mode the spot itself, to which the map then moves; null for none. */
  from(point: LatLng | null): void;
  /** Vehicles where they are now, without animation, and the way that one of them came; an empty list for none. */
  vehicles(vehicles: readonly MapVehicle[], trail: readonly LatLng[]): void;
  /** Moves so that all of it is seen; at once where the person wants less motion. */
  fit(bounds: Bounds): void;
  /** Puts the focus on the pin of the selection, else on the map itself. */
  focus(): void;
  /** Frees the WebGL context and the worker. May be called again. */
  destroy(): void;
};

/** Thrown by `openMap` where the browser cannot draw: the list remains, and says so. */
export class NoWebGl extends Error {
  override readonly name = 'NoWebGl';
}

export type OpenMap = (options: MapViewOptions) => Promise<MapView>;
