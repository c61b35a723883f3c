import type { AskedPlace } from '@dtp/contract/az.ts';
import type { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Area, PlaceSource } from '@dtp/contract/places.ts';
import { placeMessages } from './place-messages.ts';

/** The choice "somewhere else": the home is on the far side of the border. Sent as the area; the contract keeps the word for this. */
export const NONE_OF_THESE: typeof OUTSIDE_AREA = 'outside';

/** What to tell a person about their postcode. */
export type PlaceView =
  /** One area, found or chosen. `note` is what there is to say beyond that, as that the postcode is retired. */
  | { readonly kind: 'known'; readonly postcode: string; readonly area: Area; readonly note: string | null; readonly source: PlaceSource }
  /** Open which area it is, or whether it is one of ours at all: the person chooses. `elsewhere` is that last choice, where there is it. */
  | {
      readonly kind: 'choose';
      readonly postcode: string;
      readonly areas: readonly Area[];
      readonly message: string;
      readonly elsewhere: string | null;
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
  const { postcode, areas, beyond, message, finderUrl, source } = place;
  const picked = areas.find(area => area.id === chosen);
  if (picked) return { kind: 'known', postcode, area: picked, note: null, source };
  const elsewhere = placeMessages.elsewhere(beyond);
  if (chosen === NONE_OF_THESE)
    return { kind: 'outside', postcode, message: `${placeMessages.known(postcode)} ${elsewhere}.`, finderUrl, source };
  const [only, ...others] = areas;
  if (!only) return { kind: 'outside', postcode, message, finderUrl, source };
  if (others.length + beyond.length > 0)
    return { kind: 'choose', postcode, areas, message, elsewhere: beyond.length > 0 ? elsewhere : null, source };
  return { kind: 'known', postcode, area: only, note: message === placeMessages.plain(postcode, only.name) ? null : message, source };
}
