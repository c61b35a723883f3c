import type { AskedPlace } from '@dtp/contract/az.ts';
import type { Address, Area, PlaceSource } from '@dtp/contract/places.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import type { AddressRepository, StreetRow } from './address-repository.ts';
import { shownAddresses } from './addresses.ts';
import { type Ground, groundOn, mergeAreas } from './areas.ts';
import type { Asked } from './evidence.ts';
import { notAPostcodeMessage, notFoundMessage, partialMessage } from './messages.ts';
import { parsePostcode } from './postcode.ts';
import { buildPlaceModel, type PlaceModel } from './read-model.ts';
import type { PlaceRepository } from './repository.ts';
import { resolvePlace } from './resolve.ts';
import { gazetteerSource, isCovered, sourceOf } from './source.ts';
import { buildStreetIndex } from './street-index.ts';
import { createSuggester, type Suggested, type Suggester } from './suggest.ts';
import { createAddressSuggester } from './suggest-addresses.ts';

/** Who serves a place. Days are YYYY-MM-DD in Europe/London. */
export type PlaceFinder = {
  /** Never throws on anything typed: what cannot be answered is one of the outcomes. A sector alone ("DE45 1") is answered too. */
  find(typed: string, day: string): Promise<AskedPlace>;
  /** Every area the authority (or those that stand in its place on `day`) serves in some role, with its share of their postcodes, likeliest first. */
  areasOf(authority: string, day: string): readonly Area[];
  /** Type-ahead, best first: at most `limit` items of the `total` that fit. */
  suggest(typed: string, limit: number, day: string): Promise<Suggested>;
  /** The addresses of a postcode in its usual form, in the order of the street; none where no gazetteer has them. */
  addressesIn(postcode: string, day: string): Promise<{ readonly items: readonly Address[]; readonly source: PlaceSource | null }>;
};

export type PlaceFinderDeps = { repository: PlaceRepository; addresses: AddressRepository; authorities: AuthorityBook };

const STREETS_A_PAGE = 1000;

async function* allStreets(addresses: AddressRepository): AsyncGenerator<readonly StreetRow[]> {
  let after = '';
  for (;;) {
    const page = await addresses.streetsAfter(after, STREETS_A_PAGE);
    yield page;
    if (page.length < STREETS_A_PAGE) return;
    after = page.at(-1)?.usrn ?? after;
  }
}

/** What was typed is repeated in the answer, but not at length. */
const ECHO_LENGTH = 20;
const echo = (typed: string): string => [...typed.slice(0, ECHO_LENGTH * 4).trim()].slice(0, ECHO_LENGTH).join('');

/** Everything that holds while day, register and record stand. */
type Standing = { ground: Ground; suggest: Suggester; areas: Map<string, readonly Area[]> };

const servedAreas = (model: PlaceModel, ground: Ground, bodies: ReadonlySet<string>): Area[] => {
  const served = model.totals.flatMap(total =>
    ground
      .areasAt(total.gss, total.inPark)
      .filter(area => Object.values(area.serves).some(id => bodies.has(id)))
      .map(area => ({ area, postcodes: total.postcodes })),
  );
  const sum = served.reduce((all, one) => all + one.postcodes, 0);
  return mergeAreas(served.map(one => ({ ...one.area, share: sum > 0 ? one.postcodes / sum : null })));
};

/** Builds the finder over a record. `rebuild` reads the record anew and swaps the model whole; questions meanwhile get the old one. */
export const openPlaceFinder = async ({
  repository,
  addresses,
  authorities,
}: PlaceFinderDeps): Promise<PlaceFinder & { rebuild(): Promise<void> }> => {
  let model = await buildPlaceModel(repository);
  let suggestAddresses = createAddressSuggester(addresses, await buildStreetIndex(allStreets(addresses)));
  /** By day: a day or two are ever asked for. */
  let standings = new Map<string, Standing>();
  let register = authorities.all();

  const standingOn = (day: string): Standing => {
    if (register !== authorities.all() || standings.size > 8) {
      register = authorities.all();
      standings = new Map();
    }
    let standing = standings.get(day);
    if (!standing) {
      const ground = groundOn(authorities, model, day);
      standing = { ground, suggest: createSuggester(model, ground, repository, suggestAddresses), areas: new Map() };
      standings.set(day, standing);
    }
    return standing;
  };

  const resolve = async (asked: Asked, day: string): Promise<AskedPlace> => {
    const [row, counts] = await Promise.all([repository.postcode(asked.asked), repository.addressesOf(asked.asked)]);
    const sector = model.sectors.get(asked.sector) ?? (row || counts.length > 0 ? [] : await repository.countsInSector(asked.sector));
    const evidence = { row, addresses: counts, sector, isCovered: isCovered(model.datasets, asked.asked) };
    const place = resolvePlace(asked, evidence, standingOn(day).ground, basis => sourceOf(model.datasets, row, basis));
    return place ?? { kind: 'not-found', postcode: asked.asked, message: notFoundMessage(asked.asked) };
  };

  return {
    find: async (typed, day) => {
      const parsed = parsePostcode(typed);
      if (parsed.kind === 'postcode') return resolve({ asked: parsed.postcode, sector: parsed.sector }, day);
      if (parsed.kind === 'partial' && parsed.sector === parsed.prefix)
        return resolve({ asked: parsed.sector, sector: parsed.sector }, day);
      const message = parsed.kind === 'partial' ? partialMessage(parsed.prefix) : notAPostcodeMessage;
      return { kind: 'not-a-postcode', postcode: parsed.kind === 'partial' ? parsed.prefix : echo(typed), message };
    },
    areasOf: (authority, day) => {
      const { ground, areas } = standingOn(day);
      const known = areas.get(authority);
      if (known) return known;
      const bodies = authorities.successorsOn(authority, day);
      const served = bodies.length === 0 ? [] : servedAreas(model, ground, new Set(bodies.map(body => body.id)));
      // Kept only for bodies on record, so that made-up ids do not pile up.
      if (bodies.length > 0) areas.set(authority, served);
      return served;
    },
    suggest: (typed, limit, day) => standingOn(day).suggest(typed, limit),
    addressesIn: async (postcode, day) => {
      const rows = await addresses.inPostcode(postcode);
      if (rows.length === 0) return { items: [], source: gazetteerSource(model.datasets) };
      const sector = postcode.slice(0, -2);
      const place = await resolve({ asked: postcode, sector }, day);
      const offered = 'areas' in place ? { areas: place.areas, hasBeyond: place.beyond.length > 0 } : { areas: [], hasBeyond: false };
      const items = shownAddresses(rows, standingOn(day).ground, { ...offered, sector: model.sectors.get(sector) ?? [] });
      return { items, source: gazetteerSource(model.datasets) };
    },
    rebuild: async () => {
      const [freshModel, streets] = await Promise.all([buildPlaceModel(repository), buildStreetIndex(allStreets(addresses))]);
      model = freshModel;
      suggestAddresses = createAddressSuggester(addresses, streets);
      standings = new Map();
    },
  };
};
