import type { AroundReply } from '@dtp/contract/map.ts';
import type { Area, getPlace, Place } from '@dtp/contract/places.ts';
import type { Client, Outcome } from '@dtp/kit/client.ts';
import { type PlaceActions, readyPlace, type ShownPlace, type ShowPlace } from '@dtp/kit/place.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { fetchAround, fetchAroundSpot } from '../api.ts';
import { isPostcode, type Where } from '../where.ts';
import { areaMessages as words } from './area-messages.ts';
import { type Bodies, fetchBodies, servingFacts } from './serving.ts';

type Part = TemplateResult | typeof nothing;

/** What a place lies in, by the area that was chosen where a postcode has several, drawn with the code that came with it. */
export type AreaBox = (chosen: string | null, actions: PlaceActions) => TemplateResult;

/** Layers that those who serve the place stand for: the same would be said twice. */
const SERVED = ['districts', 'county', 'park'];

/** `show` is there for a postcode, which is read as the A to Z reads it. */
type Known = { readonly around: AroundReply; readonly show: ShowPlace | null; readonly bodies: Bodies };

/** Everything about where a place lies. A postcode is answered as the A to Z answers it, so that both say and ask the same. */
export async function fetchArea(
  client: Client,
  where: Exclude<Where, { kind: 'nowhere' }>,
  signal: AbortSignal,
): Promise<Outcome<AreaBox>> {
  const asked = where.kind === 'named' ? fetchAround(client, where.near, signal) : fetchAroundSpot(client, where.at, signal);
  const [around, bodies] = await Promise.all([asked, fetchBodies(client, signal)]);
  if (around.kind !== 'ok') return around;
  if (bodies.kind !== 'ok') return bodies;
  const place = await placeOf(client, around.value.from.label, signal);
  const show = place && (await readyPlace(client, place));
  return { kind: 'ok', value: areaBox({ around: around.value, show, bodies: bodies.value }) };
}

async function placeOf(client: Client, label: string, signal: AbortSignal): Promise<Place | null> {
  if (!isPostcode(label)) return null;
  const outcome = await client.get<typeof getPlace>(`/api/v1/places/${encodeURIComponent(label)}`, {}, ['areas'], signal);
  return outcome.kind === 'ok' ? outcome.value : null;
}

const areaBox =
  (known: Known): AreaBox =>
  (chosen, actions) => {
    const shown = known.show?.(chosen) ?? null;
    const area = settledArea(known, shown);
    const inside = known.around.containing.filter(({ layer }) => !area || !SERVED.includes(layer));
    return html`
      ${shown ? shown.line(actions) : said(known.around)}
      <dl>
        ${area ? servingFacts(area, known.bodies) : nothing}
        ${inside.map(({ label, feature }) => html`<dt>${label}</dt><dd>${feature.title}</dd>`)}
      </dl>
      ${shown ? shown.source : source(known.around)}
    `;
  };

/** The one area it is; null while that is open, or where it is none of ours. */
function settledArea({ around }: Known, shown: ShownPlace | null): Area | null {
  if (shown) return shown.view.kind === 'known' ? shown.view.area : null;
  const [only, ...others] = around.areas;
  return only && others.length === 0 ? only : null;
}

const said = ({ areas, message }: AroundReply): TemplateResult => html`
  <p>${message}</p>
  ${areas.length > 1 ? html`<p>${words.mayBe}</p><ul class="names">${areas.map(({ name }) => html`<li>${name}</li>`)}</ul>` : nothing}
`;

const source = ({ source: from }: AroundReply): Part =>
  from ? html`<p class="muted source" part="source">${words.places(from.name, from.edition)} ${from.attribution}</p>` : nothing;
