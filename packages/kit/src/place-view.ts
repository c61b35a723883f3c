import type { AskedPlace } from '@dtp/contract/az.ts';
import type { Area, PlaceSource } from '@dtp/contract/places.ts';
import { messages } from './messages.ts';

/** The choice "none of these": the home is on the far side of the border. No area has this id, for ids do not start with a sign. */
export const NONE_OF_THESE = '-';

/** What to tell a person about their postcode. */
export type PlaceView =
  /** One area, found or chosen. `note` is what there is to say beyond that, as that the postcode is retired. */
  | { readonly kind: 'known'; readonly postcode: string; readonly area: Area; readonly note: string | null; readonly source: PlaceSource }
  /** Several areas: the person chooses. `beyond` is the council across the border, where the home may be there too. */
  | {
      readonly kind: 'choose';
      readonly postcode: string;
      readonly areas: readonly Area[];
      readonly message: string;
      readonly beyond: { readonly name: string | undefined } | null;
      readonly source: PlaceSource;
    }
  | {
      readonly kind: 'outside';
      readonly postcode: string;
      readonly message: string;
      readonly finderUrl: string;
      readonly source: PlaceSource;
    }
  /** Nothing to answer from: the field shows the message. */
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads a place for the screen. `chosen` is the id of the area the person picked, `NONE_OF_THESE`, or null. */
export function viewPlace(place: AskedPlace, chosen: string | null): PlaceView {
  if (!('areas' in place)) return { kind: 'wrong', message: place.message };
  const { postcode, areas, message, source } = place;
  const picked = areas.find(area => area.id === chosen);
  if (picked) return { kind: 'known', postcode, area: picked, note: null, source };
  if (place.kind === 'outside') {
    if (areas.length === 0 || chosen === NONE_OF_THESE) return { kind: 'outside', postcode, message, finderUrl: place.finderUrl, source };
    return { kind: 'choose', postcode, areas, message, beyond: { name: place.council?.name }, source };
  }
  const [only, ...others] = areas;
  if (only && others.length === 0)
    return { kind: 'known', postcode, area: only, note: message === messages.postcode.plain(postcode, only.name) ? null : message, source };
  return { kind: 'choose', postcode, areas, message, beyond: null, source };
}
