import type { Authority } from '@dtp/contract/authorities.ts';
import { AreaId, type AuthorityKind } from '@dtp/contract/ids.ts';
import type { Area, Serving } from '@dtp/contract/places.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import { areaName } from './messages.ts';

/** What the rules need to know of the register and the map, on one day. */
export type Ground = {
  /** Whether a district's GSS code is a partner's. */
  isPartner(gss: string): boolean;
  /** The areas in which people live who have this district and this side of the park's boundary. Empty for a district that is no partner's. */
  areasAt(gss: string, inPark: boolean): readonly Area[];
  /** Whether people of this district live on both sides of the park's boundary. */
  straddlesPark(gss: string): boolean;
  /** A council's name as people say it; undefined where the code is not on record. */
  councilName(gss: string): string | undefined;
};

export type GroundFacts = {
  /** Districts, by GSS code, part of whose people live inside the park. */
  readonly parkDistricts: ReadonlySet<string>;
  /** Names of the districts on and around our ground. */
  readonly councilNames: ReadonlyMap<string, string>;
};

const soleOf = (book: AuthorityBook, kind: AuthorityKind, day: string): Authority | undefined => {
  const first = book.all().find(one => one.kind === kind);
  return first && (book.successorsOn(first.id, day)[0] ?? first);
};

/** The bodies that hold the district role for a code on a day: the council itself, or those that took its place. */
const districtBodies = (book: AuthorityBook, gss: string, day: string): readonly Authority[] => {
  const council = book.byGss(gss);
  if (!council || (council.kind !== 'district' && council.kind !== 'unitary')) return [];
  const inForce = book.successorsOn(council.id, day);
  return inForce.length > 0 ? inForce : [council];
};

/**
 * Who serves people under a district body. A unitary holds the county role too, which is how Derby works today and how the councils
 * that follow the present ones will. Undefined when the register lacks one of the other bodies.
 */
const servingUnder = (book: AuthorityBook, body: Authority, inPark: boolean, day: string): Serving | undefined => {
  const county = body.kind === 'unitary' ? body : soleOf(book, 'county', day);
  const planning = inPark ? soleOf(book, 'park', day) : body;
  const police = soleOf(book, 'police', day);
  const fire = soleOf(book, 'fire', day);
  if (!county || !planning || !police || !fire) return undefined;
  return { district: body.id, county: county.id, planning: planning.id, police: police.id, fire: fire.id };
};

const areaUnder = (book: AuthorityBook, body: Authority, inPark: boolean, straddles: boolean, day: string): Area | undefined => {
  const serves = servingUnder(book, body, inPark, day);
  if (!serves) return undefined;
  const park = soleOf(book, 'park', day)?.shortName ?? '';
  return {
    id: AreaId.parse(inPark ? `${body.id}.park` : body.id),
    name: areaName(body.shortName, inPark ? 'inside' : straddles ? 'outside' : 'apart', park),
    inPark,
    serves,
    share: null,
  };
};

/** The ground as it is on `day` (YYYY-MM-DD): a register, and what the record knows of the map. */
export const groundOn = (book: AuthorityBook, facts: GroundFacts, day: string): Ground => {
  const known = new Map<string, readonly Area[]>();
  const straddlesPark = (gss: string) => facts.parkDistricts.has(gss);
  const areasAt = (gss: string, inPark: boolean): readonly Area[] => {
    const key = inPark ? `${gss}.park` : gss;
    let areas = known.get(key);
    if (!areas) {
      areas = districtBodies(book, gss, day).flatMap(body => areaUnder(book, body, inPark, straddlesPark(gss), day) ?? []);
      known.set(key, areas);
    }
    return areas;
  };
  return {
    isPartner: gss => areasAt(gss, false).length > 0,
    areasAt,
    straddlesPark,
    councilName: gss => book.byGss(gss)?.shortName ?? facts.councilNames.get(gss),
  };
};

/** The bodies that do something for people in an area, in the order in which people mostly need them: the council first, nobody twice. */
export const bodiesIn = ({ serves }: Area): readonly string[] => [
  ...new Set<string>([serves.district, serves.county, serves.planning, serves.police, serves.fire]),
];

/** One list of areas by id: shares of the same area are added up, likeliest first; areas of unknown share keep their order. */
export const mergeAreas = (areas: readonly Area[]): Area[] => {
  const byId = new Map<string, Area>();
  for (const area of areas) {
    const known = byId.get(area.id);
    const share =
      known && known.share !== null && area.share !== null ? Math.min(1, known.share + area.share) : (known?.share ?? area.share);
    byId.set(area.id, { ...area, share });
  }
  return [...byId.values()].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
};
