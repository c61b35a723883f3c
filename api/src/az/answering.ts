import type { Authority } from '@dtp/contract/authorities.ts';
import type { AskedPlace, BrowseReply, IndexReply, SearchReply, ServiceReply, SuggestReply } from '@dtp/contract/az.ts';
import type { AuthorityKind } from '@dtp/contract/ids.ts';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Area, Place } from '@dtp/contract/places.ts';
import type { Fault } from '@dtp/contract/problem.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { londonDay } from '../http/clock.ts';
import { badRequest, notFound } from '../http/problem.ts';
import { mergeAreas } from '../places/areas.ts';
import type { PlaceFinder } from '../places/finder.ts';
import { fault, noSuchService } from './messages.ts';
import type { AzReadModel } from './read-model.ts';
import type { ServiceRecord } from './record.ts';
import type { Whereabouts } from './responsibility.ts';
import { publicService, type Setting, serviceAnswers, type View } from './services.ts';

export type AzAnsweringDeps = { az: AzReadModel; authorities: AuthorityBook; places: PlaceFinder; now: () => Date };

/** The part of a query that says where the person is. Ids are looked up, so plain strings do. */
type Asked = { postcode?: string | undefined; area?: string | undefined; authority?: string | undefined };

/** What the routes and the hosted pages both call: a query that the contract's schema has parsed in, the contract's reply out. Throws a 400 with every fault, or a 404. */
export type AzAnswering = {
  search(query: Asked & { q: string; exact?: 'true' | undefined; limit: number }): Promise<SearchReply>;
  suggest(query: { q: string; authority?: string | undefined; limit: number }): Promise<SuggestReply>;
  index(query: { authority?: string | undefined }): Promise<IndexReply>;
  browse(
    query: Asked & { letter?: string | undefined; category?: string | undefined; page: number; pageSize: number },
  ): Promise<BrowseReply>;
  service(id: string, query: Asked): Promise<ServiceReply>;
};

/** Where the person is, as asked and as understood. */
type Situation = { place: AskedPlace | null; where: Whereabouts; hosts: readonly Authority[]; setting: Setting };

const POPULAR_TASKS = 12;

/** An unresolved postcode says nothing about where the person lives: the host's area stands. */
const resolved = (place: AskedPlace | null): Place | null => (place !== null && 'areas' in place ? place : null);

/** What the person chose: an area, none of those offered, or nothing yet. */
type Chosen = Area | typeof OUTSIDE_AREA | null;

const chosenArea = (asked: Asked, place: AskedPlace | null, everywhere: () => readonly Area[]): { area: Chosen; faults: Fault[] } => {
  if (!asked.area) return { area: null, faults: [] };
  // Whoever knows that their home is outside need not be told so by the postcode.
  if (asked.area === OUTSIDE_AREA) return { area: OUTSIDE_AREA, faults: [] };
  const known = resolved(place);
  const area = (known ? known.areas : everywhere()).find(one => one.id === asked.area) ?? null;
  if (area) return { area, faults: [] };
  return { area, faults: [{ path: 'area', message: known ? fault.areaNotHere : fault.unknownArea }] };
};

const whereaboutsOf = (
  place: AskedPlace | null,
  chosen: Chosen,
  hostAreas: readonly Area[],
  everywhere: () => readonly Area[],
): Whereabouts => {
  if (chosen === OUTSIDE_AREA) return { kind: 'elsewhere' };
  if (chosen) return { kind: 'within', evidence: 'chosen', areas: [chosen], maybeOutside: false };
  const known = resolved(place);
  if (known?.kind === 'outside' && known.areas.length === 0) return { kind: 'elsewhere' };
  if (known && known.areas.length > 0) {
    const maybeOutside = known.kind === 'outside' || known.beyond.length > 0;
    return { kind: 'within', evidence: 'postcode', areas: known.areas, maybeOutside };
  }
  if (hostAreas.length > 0) return { kind: 'within', evidence: 'host', areas: hostAreas, maybeOutside: false };
  return { kind: 'unknown', areas: everywhere() };
};

const liesInPark = (where: Whereabouts): boolean =>
  where.kind === 'within' && where.areas.length > 0 && where.areas.every(area => area.inPark);

export const createAzAnswering = ({ az, authorities, places, now }: AzAnsweringDeps): AzAnswering => {
  /** The bodies that stand where the host stood; a fault for an id that never was a partner's. */
  const hostsOf = (host: string | undefined, day: string): { hosts: readonly Authority[]; faults: Fault[] } => {
    if (!host) return { hosts: [], faults: [] };
    if (!authorities.get(host)) return { hosts: [], faults: [{ path: 'authority', message: fault.unknownAuthority }] };
    return { hosts: authorities.successorsOn(host, day), faults: [] };
  };

  const situationOf = async (asked: Asked, more: Fault[] = []): Promise<Situation> => {
    const day = londonDay(now());
    const { hosts, faults: hostFaults } = hostsOf(asked.authority, day);
    const everywhere = () => mergeAreas(authorities.all().flatMap(one => places.areasOf(one.id, day)));
    const place = asked.postcode ? await places.find(asked.postcode, day) : null;
    const { area, faults: areaFaults } = chosenArea(asked, place, everywhere);
    const faults = [...hostFaults, ...areaFaults, ...more];
    if (faults.length > 0) throw badRequest(faults);
    const hostAreas = mergeAreas(hosts.flatMap(host => places.areasOf(host.id, day)));
    const setting: Setting = {
      day,
      authorities: authorities.all(),
      authority: authorities.get,
      reachesPark: id => places.areasOf(id, day).some(one => one.inPark),
    };
    return { place, where: whereaboutsOf(place, area, hostAreas, everywhere), hosts, setting };
  };

  const answersFor = (service: ServiceRecord, { where, setting }: Situation, view: View) =>
    serviceAnswers(service, az.answersOf(service.id), where, view, setting);

  const kindOf = (hosts: readonly Authority[]): AuthorityKind | null => hosts[0]?.kind ?? null;

  return {
    search: async query => {
      const situation = await situationOf(query);
      const found = az.search(
        query.q,
        { hostKind: kindOf(situation.hosts), inPark: liesInPark(situation.where) },
        query.exact ? 'as-typed' : 'put-right',
      );
      return {
        query: query.q,
        corrected: found.corrected,
        place: situation.place,
        total: found.services.length,
        items: found.services.slice(0, query.limit).map(service => answersFor(service, situation, 'list')),
      };
    },

    suggest: async query => {
      const { hosts, faults } = hostsOf(query.authority, londonDay(now()));
      if (faults.length > 0) throw badRequest(faults);
      return { query: query.q, items: [...az.suggest(query.q, kindOf(hosts), query.limit)] };
    },

    index: async query => {
      const { hosts, faults } = hostsOf(query.authority, londonDay(now()));
      if (faults.length > 0) throw badRequest(faults);
      const shelf = az.shelf();
      return {
        letters: [...shelf.letters],
        categories: [...shelf.categories],
        popular: shelf.popular(kindOf(hosts), POPULAR_TASKS).map(publicService),
        total: shelf.total,
      };
    },

    browse: async query => {
      const { letter, category, page, pageSize } = query;
      const shelf = az.shelf();
      const unknown = category !== undefined && !az.category(category);
      const situation = await situationOf(query, unknown ? [{ path: 'category', message: fault.unknownCategory }] : []);
      const standing = letter === undefined ? shelf.inCategory(category ?? null) : shelf.underLetter(letter);
      const listings =
        letter !== undefined && category !== undefined ? standing.filter(one => one.service.categories.includes(category)) : standing;
      const shown = listings.slice((page - 1) * pageSize, page * pageSize);
      return {
        items: shown.map(({ service, listedAs }) => ({ ...answersFor(service, situation, 'list'), listedAs })),
        total: listings.length,
        page,
        pageSize,
        place: situation.place,
      };
    },

    service: async (id, query) => {
      const service = az.service(id);
      if (!service) throw notFound(noSuchService);
      const situation = await situationOf(query);
      return {
        ...answersFor(service, situation, 'single'),
        synonyms: service.synonyms,
        categoryTitles: service.categories.flatMap(one => az.category(one) ?? []),
        place: situation.place,
      };
    },
  };
};
