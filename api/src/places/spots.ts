import type { LatLng, PrivateSpot, Spot } from '@dtp/contract/map.ts';
import type { Area, PlaceSource } from '@dtp/contract/places.ts';

/** Where something typed or pointed at is, with the data that says so; or why nothing is known, in words fit to show. */
export type Located =
  | { readonly kind: 'located'; readonly spot: Spot; readonly source: PlaceSource | null }
  | { readonly kind: 'lost'; readonly message: string };

/** Spots on the ground: where is this, who serves it, what is near. Days are YYYY-MM-DD in Europe/London. */
export type SpotFinder = {
  /** A postcode, a sector, or the name of a town, village or street. A name that several have is `lost`, and the message says to be more precise. */
  locate(typed: string): Promise<Located>;
  at(spot: PrivateSpot): Promise<Located>;
  /** Who serves a point, by the boundaries on record: one area, or both where it is too near an edge or boundaries are missing; none outside the partnership. */
  serving(point: LatLng, day: string): Promise<{ readonly areas: readonly Area[]; readonly message: string }>;
  /** The nearest address on record within 100 metres. */
  nearestAddress(point: LatLng): Promise<{ readonly uprn: string; readonly label: string; readonly distanceM: number } | null>;
  /** The nearest street on record by name, within 2 km. */
  nearestStreet(point: LatLng): Promise<{ readonly name: string; readonly distanceM: number } | null>;
};
