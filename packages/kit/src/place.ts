import type { AskedPlace } from '@dtp/contract/az.ts';
import type { Address, listAddresses } from '@dtp/contract/places.ts';
import type { nothing, TemplateResult } from 'lit';
import type { Client } from './client.ts';
import { choice } from './parts/choice.ts';
import { placeLine, placeSource } from './parts/place.ts';
import { type PlaceView, viewPlace } from './place-view.ts';

type Part = TemplateResult | typeof nothing;

/** What a person can do about the place shown. `onChoose` gets an area id or `NONE_OF_THESE`. */
export type PlaceActions = { readonly onChange: () => void; readonly onChoose: (area: string) => void };

/** A postcode with what there is to tell about it, and how that is drawn. */
export type ShownPlace = {
  readonly view: PlaceView;
  /** One line, the choice between several areas, or the way to another council. */
  line(actions: PlaceActions): Part;
  /** The data it rests on. */
  readonly source: Part;
};

/** Milliseconds that addresses are waited for: without them the areas can be chosen between all the same. */
const PATIENCE = 3_000;

/** A place as it is shown, by the area that the person picked, `NONE_OF_THESE`, or null. */
export type ShowPlace = (chosen: string | null) => ShownPlace;

/**
 * Makes a place ready to be shown; where there is to be a choice, with the addresses that settle it. Import this when there is a place: no
 * page needs its code before.
 */
export async function readyPlace(client: Client, place: AskedPlace, chosen: string | null = null): Promise<ShowPlace> {
  const now = viewPlace(place, chosen);
  const addresses = now.kind === 'choose' ? await fetchAddresses(client, now.postcode) : [];
  return picked => {
    const view = viewPlace(place, picked);
    return {
      view,
      line: ({ onChange, onChoose }) => (view.kind === 'choose' ? choice(view, addresses, onChoose) : placeLine(view, onChange)),
      source: placeSource(view),
    };
  };
}

/** The addresses of a postcode. They are a help: where there are none, or they cannot be had, the choice is between the areas. */
async function fetchAddresses(client: Client, postcode: string): Promise<readonly Address[]> {
  const path = `/api/v1/places/${encodeURIComponent(postcode)}/addresses`;
  const outcome = await client.get<typeof listAddresses>(path, {}, ['items'], AbortSignal.timeout(PATIENCE));
  return outcome.kind === 'ok' ? outcome.value.items : [];
}
