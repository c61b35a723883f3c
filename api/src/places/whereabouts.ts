import type { Authority } from '@dtp/contract/authorities.ts';
import type { AskedPlace } from '@dtp/contract/az.ts';
import { OUTSIDE_AREA } from '@dtp/contract/ids.ts';
import type { Area, Place } from '@dtp/contract/places.ts';
import type { Fault } from '@dtp/contract/problem.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { londonDay } from '../http/clock.ts';
import { badRequest } from '../http/problem.ts';
import { mergeAreas } from './areas.ts';
import type { PlaceFinder } from './finder.ts';
import { whereFault } from './messages.ts';

/** How the person's area is known: from the host website alone, from a postcode, or because they chose it. */
export type Evidence = 'host' | 'postcode' | 'chosen';

/**
 * Where the person may live.
 * - `within`: in one of `areas`, likeliest first; `maybeOutside` when the home may also lie beyond the partnership
 * - `elsewhere`: outside the partnership
 * - `unknown`: nothing was said; `areas` are all of the partnership's
 */
export type Whereabouts =
  | { kind: 'within'; evidence: Evidence; areas: readonly Area[]; maybeOutside: boolean }
  | { kind: 'elsewhere' }
  | { kind: 'unknown'; areas: readonly Area[] };

/** The part of a query that says where the person is. Ids are looked up, so plain strings do. */
export type AskedWhere = { postcode?: string | undefined; area?: string | undefined; authority?: string | undefined };

/** Where the person is, as asked and as understood, on a day (YYYY-MM-DD). `hosts` stand where the host website's body stood. */
export type Situation = { day: string; place: AskedPlace | null; where: Whereabouts; hosts: readonly Authority[] };

export type Locator = {
  /** Throws a 400 with every fault, those of the caller's own fields (`more`) too. */
  situation(asked: AskedWhere, more?: readonly Fault[]): Promise<Situation>;
  /** The bodies that stand where the host stood; none without a host. Throws a 400 for an id that never was a partner's. */
  hosts(authority: string | undefined): readonly Authority[];
};

/** An unresolved postcode says nothing about where the person lives: the host's area stands. */
const resolved = (place: AskedPlace | null): Place | null => (place !== null && 'areas' in place ? place : null);

/** What the person chose: an area, none of those offered, or nothing yet. */
type Chosen = Area | typeof OUTSIDE_AREA | null;

const chosenArea = (asked: AskedWhere, place: AskedPlace | null, everywhere: () => readonly Area[]): { area: Chosen; faults: Fault[] } => {
  if (!asked.area) return { area: null, faults: [] };
  // Whoever knows that their home is outside need not be told so by the postcode.
  if (asked.area === OUTSIDE_AREA) return { area: OUTSIDE_AREA, faults: [] };
  const known = resolved(place);
  const area = (known ? known.areas : everywhere()).find(one => one.id === asked.area) ?? null;
  if (area) return { area, faults: [] };
  return { area, faults: [{ path: 'area', message: known ? whereFault.areaNotHere : whereFault.unknownArea }] };
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

/** Understands where a person is from what they gave: a postcode, a choice among its areas, the website they came from. */
export const createLocator = (deps: { authorities: AuthorityBook; places: PlaceFinder; now: () => Date }): Locator => {
  const { authorities, places, now } = deps;

  const hostsOf = (host: string | undefined, day: string): { hosts: readonly Authority[]; faults: Fault[] } => {
    if (!host) return { hosts: [], faults: [] };
    if (!authorities.get(host)) return { hosts: [], faults: [{ path: 'authority', message: whereFault.unknownAuthority }] };
    return { hosts: authorities.successorsOn(host, day), faults: [] };
  };

  return {
    hosts: authority => {
      const { hosts, faults } = hostsOf(authority, londonDay(now()));
      if (faults.length > 0) throw badRequest(faults);
      return hosts;
    },
    situation: async (asked, more = []) => {
      const day = londonDay(now());
      const { hosts, faults: hostFaults } = hostsOf(asked.authority, day);
      const everywhere = () => mergeAreas(authorities.all().flatMap(one => places.areasOf(one.id, day)));
      const place = asked.postcode ? await places.find(asked.postcode, day) : null;
      const { area, faults: areaFaults } = chosenArea(asked, place, everywhere);
      const faults = [...hostFaults, ...areaFaults, ...more];
      if (faults.length > 0) throw badRequest(faults);
      const hostAreas = mergeAreas(hosts.flatMap(host => places.areasOf(host.id, day)));
      return { day, place, where: whereaboutsOf(place, area, hostAreas, everywhere), hosts };
    },
  };
};
