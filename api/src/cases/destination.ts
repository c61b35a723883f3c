import type { Authority } from '@dtp/contract/authorities.ts';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Area } from '@dtp/contract/places.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { hostOn } from '../authorities/host.ts';
import { inForce } from '../authorities/succession.ts';
import { bodiesIn } from '../places/areas.ts';
import type { PlaceFinder } from '../places/finder.ts';
import type { SpotFinder } from '../places/spots.ts';
import type { AreaChoice, CaseCatalogue, CaseService, Responsible } from './catalogue.ts';
import { type ReportFields, spotOf } from './report-fields.ts';

/** Where a report goes, as far as it can be told from what was filled in. */
export type Destination =
  | { readonly kind: 'known'; readonly body: Authority }
  | { readonly kind: 'choose-body'; readonly bodies: readonly Authority[] }
  | ({ readonly kind: 'choose-area' } & AreaChoice)
  | { readonly kind: 'needs-place' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'spot-elsewhere' }
  | { readonly kind: 'wrong-place'; readonly message: string };

export type DestinationDeps = {
  readonly authorities: AuthorityBook;
  readonly places: Pick<PlaceFinder, 'find'>;
  readonly spots: Pick<SpotFinder, 'serving'>;
  readonly catalogue: CaseCatalogue;
};

const NEEDS_PLACE: Destination = { kind: 'needs-place' };

/** Works out whose a report is, on a day (YYYY-MM-DD). */
export const createDestinationFinder = ({ authorities, places, spots, catalogue }: DestinationDeps) => {
  const inBeing = (id: string, day: string): Authority | undefined => {
    const body = hostOn(authorities, id, day);
    return body && inForce(body, day) ? body : undefined;
  };

  /** The area of the spot on the map, where no postcode was typed; a choice where it is on an edge; undefined where it lies outside. */
  const areasOfSpot = async (fields: ReportFields, day: string): Promise<readonly Area[] | null> => {
    const spot = spotOf(fields);
    return spot === null || fields.postcode !== '' ? null : (await spots.serving(spot, day)).areas;
  };

  const choiceOf = (areas: readonly Area[], message: string, beyond: readonly string[] = []): Destination => ({
    kind: 'choose-area',
    areas: areas.map(({ id, name }) => ({ id, name })),
    beyond,
    message,
  });

  const chosen = (ids: readonly string[], { to }: ReportFields): Destination => {
    const bodies = ids.flatMap(id => authorities.get(id) ?? []);
    const body = bodies.find(one => one.id === to);
    return body ? { kind: 'known', body } : { kind: 'choose-body', bodies };
  };

  const ofResponsible = (found: Responsible, fields: ReportFields): Destination => {
    if (found.kind === 'settled') {
      const body = authorities.get(found.authority);
      return body ? { kind: 'known', body } : NEEDS_PLACE;
    }
    if (found.kind === 'choose-body') return chosen(found.bodies, fields);
    return found;
  };

  const ofService = async (service: CaseService, fields: ReportFields, spotAreas: readonly Area[] | null): Promise<Destination> => {
    const asked = { service: service.id, authority: fields.authority || undefined };
    if (spotAreas === null)
      return ofResponsible(
        await catalogue.responsible({ ...asked, postcode: fields.postcode || undefined, area: fields.area || undefined }),
        fields,
      );
    const area = spotAreas.find(one => one.id === fields.area) ?? (spotAreas.length === 1 ? spotAreas[0] : undefined);
    if (area) return ofResponsible(await catalogue.responsible({ ...asked, area: area.id }), fields);
    // On an edge, both sides may have the same body.
    const found = await Promise.all(spotAreas.map(one => catalogue.responsible({ ...asked, area: one.id })));
    const [first] = found;
    const isSame = found.every(one => one.kind === 'settled' && first?.kind === 'settled' && one.authority === first.authority);
    return first && isSame ? ofResponsible(first, fields) : choiceOf(spotAreas, '');
  };

  /** Without a service the person names the body, or chooses among those that serve the place. */
  const ofAnything = async (fields: ReportFields, spotAreas: readonly Area[] | null, day: string): Promise<Destination> => {
    const named = fields.to ? inBeing(fields.to, day) : undefined;
    if (named) return { kind: 'known', body: named };
    const place = fields.postcode ? await places.find(fields.postcode, day) : null;
    if (place && !('areas' in place)) return { kind: 'wrong-place', message: place.message };
    const areas = spotAreas ?? place?.areas ?? null;
    if (areas === null) return NEEDS_PLACE;
    const [only, ...others] = areas;
    if (!only || fields.area === OUTSIDE_AREA) return { kind: 'elsewhere' };
    const beyond = spotAreas === null && place ? place.beyond.map(({ name }) => name) : [];
    const area = areas.find(one => one.id === fields.area) ?? (others.length + beyond.length === 0 ? only : undefined);
    return area ? chosen(bodiesIn(area), fields) : choiceOf(areas, place?.message ?? '', beyond);
  };

  return async (service: CaseService | null, fields: ReportFields, day: string): Promise<Destination> => {
    const spotAreas = await areasOfSpot(fields, day);
    if (spotAreas?.length === 0) return { kind: 'spot-elsewhere' };
    return service ? ofService(service, fields, spotAreas) : ofAnything(fields, spotAreas, day);
  };
};
