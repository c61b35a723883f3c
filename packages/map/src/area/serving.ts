import type { Authority, listAuthorities } from '@dtp/contract/authorities.ts';
import type { Area, Serving } from '@dtp/contract/places.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { linkAddress } from '@dtp/kit/parts/link-address.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { areaMessages } from './area-messages.ts';

const { roles } = areaMessages;

/** The bodies on record by id. */
export type Bodies = ReadonlyMap<string, Authority>;

export async function fetchBodies(client: Client, signal: AbortSignal): Promise<Outcome<Bodies>> {
  const outcome = await client.get<typeof listAuthorities>('/api/v1/authorities', {}, ['items'], signal);
  return outcome.kind === 'ok' ? { kind: 'ok', value: new Map(outcome.value.items.map(one => [one.id, one])) } : outcome;
}

/** Who serves a place, by what they do. In Derby one council does the work of two, and only inside the park is planning apart. */
export const rolesIn = ({ district, county, planning, police, fire }: Serving): readonly (readonly [role: string, id: string])[] => [
  [district === county ? roles.council : roles.district, district],
  ...(district === county ? [] : [[roles.county, county] as const]),
  ...(planning === district ? [] : [[roles.planning, planning] as const]),
  [roles.police, police],
  [roles.fire, fire],
];

/** Names and websites of those who serve an area, as the entries of a list of terms. */
export const servingFacts = ({ serves }: Area, bodies: Bodies): (TemplateResult | typeof nothing)[] =>
  rolesIn(serves).map(([role, id]) => {
    const body = bodies.get(id);
    if (!body) return nothing;
    const home = linkAddress(body.homeUrl);
    return html`<dt>${role}</dt><dd>${home ? html`<a class="step" href=${home}>${body.name}</a>` : body.name}</dd>`;
  });
