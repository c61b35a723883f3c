import type { LatLng } from '@dtp/contract/map.ts';
import type { Serving } from '@dtp/contract/places.ts';
import { DtpEvent } from '@dtp/kit/events.ts';

/** The nearest of a layer were found. Where from is not in it. */
export class NearestEvent extends DtpEvent {
  /** The layer's id, e.g. `libraries`. */
  readonly layer: string;
  /** How many there are in the layer. */
  readonly total: number;
  /** The first half of the postcode, e.g. `DE45`; null where it was another place. */
  readonly outward: string | null;

  constructor(layer: string, total: number, outward: string | null) {
    super('dtp-nearest');
    this.layer = layer;
    this.total = total;
    this.outward = outward;
  }
}

/**
 * A person opened one of the places. The name is that of the other widgets' event: a listener on the document tells them apart by their
 * target, so this one is not in the table of events by name.
 */
export class PlaceSelectEvent extends DtpEvent {
  /** The layer's id, e.g. `libraries`. */
  readonly layer: string;
  /** The place's id within the layer, e.g. `bakewell-library`. */
  readonly id: string;

  constructor(layer: string, id: string) {
    super('dtp-select');
    this.layer = layer;
    this.id = id;
  }
}

/** What a host's form needs of the spot that a person marked and confirmed. */
export type PickedSpot = LatLng & {
  /** The nearest address on record within 100 m, in one line; null without one. */
  readonly address: string | null;
  /** The nearest street by name; null where none is known. */
  readonly street: string | null;
  /** Ids of the bodies that serve the spot; empty outside the partnership, or while a boundary leaves it open. */
  readonly authorities: readonly string[];
  /** The same by role; null where `authorities` is empty. */
  readonly serves: Serving | null;
};

/**
 * A person marked a spot and said that it is right. Unlike all other events it carries where, because the host's form needs it: so it does
 * not bubble and does not leave the element, and only who listens on this very element hears it.
 */
export class PickEvent extends Event {
  readonly lat: number;
  readonly lng: number;
  readonly address: string | null;
  readonly street: string | null;
  readonly authorities: readonly string[];
  readonly serves: Serving | null;

  constructor({ lat, lng, address, street, authorities, serves }: PickedSpot) {
    super('dtp-pick');
    this.lat = lat;
    this.lng = lng;
    this.address = address;
    this.street = street;
    this.authorities = authorities;
    this.serves = serves;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dtp-nearest': NearestEvent;
    'dtp-pick': PickEvent;
  }
}
