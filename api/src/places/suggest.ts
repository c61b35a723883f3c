import type { PlaceSuggestion } from '@dtp/contract/places.ts';
import type { Ground } from './areas.ts';
import type { SectorCount } from './evidence.ts';
import { codeDetail } from './messages.ts';
import { parsePostcode, partialReadings } from './postcode.ts';
import { type PlaceModel, partnerNames } from './read-model.ts';
import type { PlaceRepository, TownRow } from './repository.ts';
import type { AddressSuggester } from './suggest-addresses.ts';
import { findTowns, type TownEntry, townEntries } from './towns.ts';

/** The best of what fits, and how many fit in all. */
export type Suggested = { readonly items: readonly PlaceSuggestion[]; readonly total: number };

export type Suggester = (typed: string, limit: number) => Promise<Suggested>;

const AREA_LETTERS = /^[a-z]{1,2}$/i;

/**
 * Type-ahead over one state of the record. Codes come first when the text reads as the beginning of a postcode, towns first otherwise, and
 * streets and addresses of the gazetteer behind them.
 */
export const createSuggester = (
  model: PlaceModel,
  ground: Ground,
  repository: PlaceRepository,
  suggestAddresses: AddressSuggester,
): Suggester => {
  const towns: TownEntry[] = townEntries(model.towns satisfies readonly TownRow[], ground.councilName);

  const detailOf = (counts: readonly SectorCount[]): string => codeDetail(partnerNames(counts, ground));
  const isPartly = (counts: readonly SectorCount[]): boolean => counts.some(count => ground.isPartner(count.gss));

  const townSuggestions = (typed: string): PlaceSuggestion[] =>
    findTowns(towns, typed).map(({ label, detail }) => ({ kind: 'town', label, detail, postcode: null, uprn: null }));

  const outwardSuggestions = (prefix: string): PlaceSuggestion[] =>
    [...model.outwards]
      .filter(([outward, counts]) => outward.startsWith(prefix) && isPartly(counts))
      .map(([outward, counts]) => ({ kind: 'outward', label: outward, detail: detailOf(counts), postcode: null, uprn: null }));

  const sectorSuggestion = (sector: string): PlaceSuggestion[] => {
    const counts = model.sectors.get(sector);
    return counts && isPartly(counts) ? [{ kind: 'sector', label: sector, detail: detailOf(counts), postcode: sector, uprn: null }] : [];
  };

  const postcodeSuggestion = (postcode: string): PlaceSuggestion => ({
    kind: 'postcode',
    label: postcode,
    detail: detailOf(model.sectors.get(postcode.slice(0, -2)) ?? []),
    postcode,
    uprn: null,
  });

  /** A whole postcode is offered as soon as anything is known of it, be it only by its sector. */
  const wholeSuggestion = async (postcode: string): Promise<PlaceSuggestion[]> => {
    const isKnown = model.sectors.has(postcode.slice(0, -2)) || (await repository.postcode(postcode)) !== undefined;
    return isKnown ? [postcodeSuggestion(postcode)] : [];
  };

  const inOutward = (outward: string): PlaceSuggestion[] =>
    [...model.sectors.keys()].filter(sector => sector.startsWith(`${outward} `)).flatMap(sectorSuggestion);

  /** Postcodes of a sector are many: no more are read than may be shown, and the others are counted. */
  const begunSuggestions = async (typed: string, limit: number): Promise<Suggested> => {
    const items: PlaceSuggestion[] = [];
    let unread = 0;
    for (const reading of partialReadings(typed)) {
      if (reading.sector === null) {
        items.push(...outwardSuggestions(reading.outward), ...inOutward(reading.outward));
        continue;
      }
      const live = await repository.livePostcodes(reading.prefix, limit);
      items.push(...sectorSuggestion(reading.sector), ...live.map(postcodeSuggestion));
      if (live.length === limit) unread += (await repository.countLivePostcodes(reading.prefix)) - limit;
    }
    return { items, total: items.length + unread };
  };

  const codeSuggestions = async (typed: string, limit: number): Promise<Suggested> => {
    const parsed = parsePostcode(typed);
    if (parsed.kind === 'partial') return begunSuggestions(typed, limit);
    const items = parsed.kind === 'postcode' ? await wholeSuggestion(parsed.postcode) : [];
    return { items, total: items.length };
  };

  return async (typed, limit) => {
    const text = typed.trim();
    if (text === '') return { items: [], total: 0 };
    const codes = await codeSuggestions(text, limit);
    const names = townSuggestions(text);
    const area = AREA_LETTERS.test(text) ? outwardSuggestions(text.toUpperCase()) : [];
    const addresses = await suggestAddresses(text, limit);
    const items = [...codes.items, ...names, ...area, ...addresses.items].slice(0, limit);
    return { items, total: codes.total + names.length + area.length + addresses.total };
  };
};
