import type { LatLng, PrivateSpot } from '@dtp/contract/map.ts';
import type { Area } from '@dtp/contract/places.ts';
import type { AuthorityBook } from '../authorities/book.ts';
import type { AddressRepository, Square } from './address-repository.ts';
import { type Ground, groundOn, mergeAreas } from './areas.ts';
import type { BoundaryMap } from './boundary-map.ts';
import { fromGrid, type GridPoint, toGrid } from './grid.ts';
import { parsePostcode } from './postcode.ts';
import { buildPlaceModel, type PlaceModel } from './read-model.ts';
import type { PlaceRepository, SectorRow } from './repository.ts';
import { gazetteerSource, sourceOf } from './source.ts';
import { spotWords } from './spot-messages.ts';
import type { Located, SpotFinder } from './spots.ts';
import { streetLabel } from './street-names.ts';
import { fold, type TownEntry, townEntries } from './towns.ts';

/** What generalised outlines say of a point: each district that it may be in, nearest first, and the same for the park. */
export type Outlines = (point: GridPoint) => { readonly districts: readonly string[]; readonly park: readonly boolean[] };

export type SpotFinderDeps = {
  readonly repository: PlaceRepository;
  readonly addresses: AddressRepository;
  readonly authorities: AuthorityBook;
  /** Reads the boundaries on record anew. */
  readonly openBoundaries: () => Promise<BoundaryMap>;
  /** What to go by for as long as no boundaries are on record. */
  readonly outlines: Outlines;
};

const ADDRESS_REACH = 100;
/** Streets are known by one point each: looked for in widening squares. */
const STREET_REACHES = [250, 2000];

/** Everything that stands until the record moves. */
type Standing = {
  readonly model: PlaceModel;
  readonly sectors: ReadonlyMap<string, SectorRow>;
  readonly towns: readonly { readonly entry: TownEntry; readonly point: LatLng }[];
  readonly boundaries: BoundaryMap;
};

const middleOf = (rows: readonly SectorRow[]): LatLng => ({
  lat: rows.reduce((sum, row) => sum + row.lat, 0) / rows.length,
  lng: rows.reduce((sum, row) => sum + row.lng, 0) / rows.length,
});

const metresBetween = (a: GridPoint, b: GridPoint): number => Math.hypot(a.easting - b.easting, a.northing - b.northing);

const nearestOf = <Row extends { easting: number | null; northing: number | null }>(
  rows: readonly Row[],
  from: GridPoint,
): { readonly row: Row; readonly metres: number } | undefined => {
  let best: { row: Row; metres: number } | undefined;
  for (const row of rows) {
    if (row.easting === null || row.northing === null) continue;
    const metres = metresBetween({ easting: row.easting, northing: row.northing }, from);
    if (!best || metres < best.metres) best = { row, metres };
  }
  return best;
};

const lost = (message: string): Located => ({ kind: 'lost', message });

/** "Bakewell, Derbyshire Dales" as a name, and what else is said of it. */
const readName = (typed: string): { name: string; more: string } => {
  const [name = '', ...more] = typed.split(',');
  return { name: fold(name), more: fold(more.join(' ')) };
};

/** Builds the finder over a record; `rebuild` reads it anew and swaps all at once. */
export const openSpotFinder = async (deps: SpotFinderDeps): Promise<SpotFinder & { rebuild(): Promise<void> }> => {
  const { repository, addresses, authorities, openBoundaries, outlines } = deps;

  const stand = async (): Promise<Standing> => {
    const [model, sectorRows, towns] = await Promise.all([buildPlaceModel(repository), repository.sectors(), repository.towns()]);
    const councilName = (gss: string) => authorities.byGss(gss)?.shortName ?? model.councilNames.get(gss);
    const entries = townEntries(towns, councilName);
    return {
      model,
      sectors: new Map(sectorRows.map(row => [row.sector, row])),
      towns: towns.flatMap(({ lat, lng }, at) => {
        const entry = entries[at];
        return entry ? [{ entry, point: { lat, lng } }] : [];
      }),
      boundaries: await openBoundaries(),
    };
  };
  let standing = await stand();

  const sectorSpot = (label: string, rows: readonly SectorRow[], sector: string): Located => {
    if (rows.length === 0) return lost(spotWords.unknownPostcode(label));
    const spot = { label, point: middleOf(rows), precision: 'sector' as const, note: spotWords.sector(sector) };
    return { kind: 'located', spot, source: sourceOf(standing.model.datasets, undefined, 'sector') };
  };

  const postcodeSpot = async (postcode: string, sector: string): Promise<Located> => {
    const row = await repository.pointOf(postcode);
    if (row?.lat == null || row.lng == null) {
      const known = standing.sectors.get(sector);
      return sectorSpot(postcode, known ? [known] : [], sector);
    }
    const note = row.isRetired ? spotWords.retired(postcode) : null;
    const spot = { label: postcode, point: { lat: row.lat, lng: row.lng }, precision: 'postcode' as const, note };
    return { kind: 'located', spot, source: sourceOf(standing.model.datasets, await repository.postcode(postcode), 'point') };
  };

  const partialSpot = (outward: string, sector: string | null): Located => {
    const rows = [...standing.sectors.values()].filter(row => (sector ? row.sector === sector : row.sector.startsWith(`${outward} `)));
    return sectorSpot(sector ?? outward, rows, sector ?? outward);
  };

  /** Of towns of one name the larger is meant, unless they are alike. */
  const townsNamed = (name: string, more: string) => {
    const named = standing.towns.filter(({ entry }) => entry.folded === name && fold(entry.detail).includes(more));
    const largest = Math.min(...named.map(({ entry }) => entry.size));
    return named.filter(({ entry }) => entry.size === largest);
  };

  const streetSpot = async (typed: string): Promise<Located | undefined> => {
    const { name, more } = readName(typed);
    const named = (await addresses.streetsNamed(name)).filter(street =>
      fold(`${street.locality ?? ''} ${street.town ?? ''}`).includes(more),
    );
    const [first] = named;
    if (!first) return undefined;
    // A long road may have several numbers of its own, all of one name.
    if (new Set(named.map(streetLabel)).size > 1)
      return lost(
        spotWords.several(
          streetLabel({ name: first.name, locality: null, town: null }),
          [...new Set(named.map(street => street.town ?? street.locality ?? ''))].filter(place => place !== ''),
        ),
      );
    if (first.easting === null || first.northing === null) return undefined;
    const spot = { label: streetLabel(first), point: fromGrid({ easting: first.easting, northing: first.northing }), note: null };
    return { kind: 'located', spot: { ...spot, precision: 'street' }, source: gazetteerSource(standing.model.datasets) };
  };

  const nameSpot = async (typed: string): Promise<Located> => {
    const { name, more } = readName(typed);
    const [only, ...others] = townsNamed(name, more);
    if (only && others.length > 0)
      return lost(
        spotWords.several(
          only.entry.label,
          [only, ...others].map(({ entry }) => entry.detail),
        ),
      );
    if (!only) return (await streetSpot(typed)) ?? lost(spotWords.unknownName(typed.trim()));
    const spot = { label: only.entry.label, point: only.point, precision: 'town' as const, note: null };
    return { kind: 'located', spot, source: sourceOf(standing.model.datasets, undefined, 'sector') };
  };

  const servedBy = (ground: Ground, districts: readonly string[], park: readonly boolean[]): Area[] =>
    mergeAreas(
      districts.flatMap(gss => park.filter(inPark => !inPark || ground.straddlesPark(gss)).flatMap(inPark => ground.areasAt(gss, inPark))),
    );

  /** Each district and side of the park that the point may be in: exactly one of each by the full boundaries. */
  const candidates = (point: GridPoint): ReturnType<Outlines> => {
    const exact = standing.boundaries.locate(point);
    const rough = exact.gss === null || exact.inPark === null ? outlines(point) : undefined;
    return {
      districts: exact.gss === null ? (rough?.districts ?? []) : [exact.gss],
      park: exact.inPark === null ? (rough?.park ?? [false]) : [exact.inPark],
    };
  };

  const squareAt = (point: GridPoint, reach: number): Square => ({ ...point, reach });

  return {
    locate: async typed => {
      const parsed = parsePostcode(typed);
      if (typed.trim() === '') return lost(spotWords.nothing);
      if (parsed.kind === 'postcode') return postcodeSpot(parsed.postcode, parsed.sector);
      // "S1" and "Hope" both could begin a postcode: a known town goes first.
      const { name, more } = readName(typed);
      if (parsed.kind === 'partial' && townsNamed(name, more).length === 0) return partialSpot(parsed.outward, parsed.sector);
      return nameSpot(typed);
    },
    at: async spot => {
      if ('uprn' in spot) {
        const row = await addresses.byUprn(spot.uprn);
        if (!row?.label) return lost(spotWords.unknownAddress);
        const point = fromGrid({ easting: row.easting, northing: row.northing });
        const source = gazetteerSource(standing.model.datasets);
        return { kind: 'located', spot: { label: row.label, point, precision: 'address', note: null }, source };
      }
      return { kind: 'located', spot: positionSpot(spot), source: null };
    },
    serving: async (point, day) => {
      const { districts, park } = candidates(toGrid(point));
      const areas = servedBy(groundOn(authorities, standing.model, day), districts, park);
      const [only, ...others] = areas;
      if (!only) return { areas, message: spotWords.outside };
      return { areas, message: others.length > 0 ? spotWords.edge : spotWords.served(only.name) };
    },
    nearestAddress: async point => {
      const from = toGrid(point);
      const near = nearestOf(await addresses.around(squareAt(from, ADDRESS_REACH)), from);
      if (!near || near.metres > ADDRESS_REACH || near.row.label === null) return null;
      return { uprn: near.row.uprn, label: near.row.label, distanceM: Math.round(near.metres) };
    },
    nearestStreet: async point => {
      const from = toGrid(point);
      for (const reach of STREET_REACHES) {
        const near = nearestOf(await addresses.streetsAround(squareAt(from, reach)), from);
        if (near && near.metres <= reach) return { name: streetLabel(near.row), distanceM: Math.round(near.metres) };
      }
      return null;
    },
    rebuild: async () => {
      standing = await stand();
    },
  };
};

const positionSpot = ({ lat, lng }: Extract<PrivateSpot, { lat: number }>) => ({
  label: spotWords.position,
  point: { lat, lng },
  precision: 'position' as const,
  note: null,
});
