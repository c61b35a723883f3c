import type { Vehicle } from '@dtp/contract/vehicles.ts';
import { heading } from '@dtp/kit/parts/heading.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { messages } from './messages.ts';

export type ListView = {
  readonly vehicles: readonly Vehicle[];
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: number;
  /** The vehicle whose trail is on the map; null for none. */
  readonly trailOf: string | null;
  /** Whether there is a map that could show a trail. */
  readonly hasMap: boolean;
  readonly level: number;
};

export type ListEvents = { readonly onTrail: (vehicle: Vehicle) => void };

const item = (vehicle: Vehicle, { now, trailOf, hasMap, level }: ListView, { onTrail }: ListEvents): TemplateResult | typeof nothing => {
  const { id, name, isSample, state, fix } = vehicle;
  if (!fix) return nothing;
  const seconds = Math.max(0, (now - Date.parse(fix.at)) / 1000);
  return html`<li part="vehicle" data-vehicle=${id}>
    ${heading(level, isSample ? html`${name} <span class="muted optional">(${messages.sample})</span>` : name, 'title')}
    <p>${messages.where(fix, seconds)} ${state === 'silent' ? messages.silent : nothing}</p>
    ${
      hasMap
        ? html`<button type="button" class="link step" aria-pressed=${trailOf === id ? 'true' : 'false'} aria-describedby=${`vehicle-${id}`} @click=${() => onTrail(vehicle)}>${messages.trail}<span class="unseen" id=${`vehicle-${id}`}>${name}</span></button>`
        : nothing
    }
  </li>`;
};

/** The vehicles that are out, each with where it was, what it did and how long ago that was. Those off duty are only counted. */
export const vehicleList = (view: ListView, events: ListEvents): TemplateResult => {
  const off = view.vehicles.filter(({ fix }) => fix === null).length;
  return html`
    ${view.vehicles.length === 0 ? html`<p>${messages.none}</p>` : nothing}
    <ul class="list" role="list">
      ${view.vehicles.map(vehicle => item(vehicle, view, events))}
    </ul>
    ${off > 0 ? html`<p class="muted">${messages.offDuty(off)}</p>` : nothing}
  `;
};
